"""Records on their pages: as they are, as they were, and only to those who may see them."""

from pathlib import Path

import pytest

from tests.office import Office, browser, opened, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def office(tmp_path: Path) -> Office:
    return opened(tmp_path)


def test_every_dataset_says_what_it_means_and_how_much_it_holds() -> None:
    page = words(browser("ana").get("/records"))
    assert "What was sold." in page
    assert "What there is to sell." in page
    assert "No source has spoken yet" in page  # no product was ever brought


def test_a_record_keeps_what_the_source_wrote_beside_the_catalogues_name() -> None:
    page = words(browser("ana").get("/records/deals/D1"))
    assert "GTXPro" in page
    assert 'href="/records/products/GTX%20Pro"' in page
    assert 'href="/people/ana"' in page
    assert "€1,000" in page


def test_a_record_tells_what_changed_between_its_versions(office: Office) -> None:
    office.bring("D1,Ana Ruiz,GTXPro,Won,2017-11-02,1250.00")
    page = words(browser("ana").get("/records/deals/D1"))
    assert "2 versions, every one kept." in page
    story = page[page.index("How it came to be") :]
    assert story.index("€1,000") < story.index("€1,250")
    assert "Stage" not in story  # it did not change


def test_an_unknown_seller_is_shown_as_written_and_marked() -> None:
    page = words(browser("ana").get("/records/deals/D4"))
    assert "Tomás Arriaga" in page
    assert "nobody yet" in page


def test_what_contains_a_text_is_found_by_key_product_and_sellers_name() -> None:
    ana = browser("ana")
    for text, found in (("d1", "D1"), ("gtx", "D4"), ("BEN OKA", "D2")):
        assert f"/records/deals/{found}" in words(ana.get("/records/deals", {"q": text}))
    nothing = words(ana.get("/records/deals", {"q": "%"}))
    assert "Nothing contains that" in nothing


def test_a_partner_sees_their_own_records_only() -> None:
    partner = browser("out")
    listed = words(partner.get("/records/deals"))
    assert "/records/deals/D3" in listed
    assert "/records/deals/D1" not in listed
    assert partner.get("/records/deals/D1").status_code == 404
    assert partner.get("/records/deals/D3").status_code == 200


@pytest.mark.parametrize(
    "address", ["/records/nothing", "/records/nothing/D1", "/records/deals/D999"]
)
def test_what_does_not_exist_is_not_found(address: str) -> None:
    assert browser("ana").get(address).status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "99999999999999999999", "x", "7"])
def test_a_page_that_does_not_exist_is_no_fault(page: str) -> None:
    assert browser("ana").get("/records/deals", {"page": page}).status_code == 200


def test_a_key_may_hold_anything_a_source_can_write(office: Office) -> None:
    office.bring("A/B ñ?1,Ana Ruiz,GTXPro,Won,2017-11-02,1.00")
    listed = browser("ana").get("/records/deals").content.decode()
    assert 'href="/records/deals/A/B%20%C3%B1%3F1"' in listed
    assert browser("ana").get("/records/deals/A/B%20%C3%B1%3F1").status_code == 200


def test_nothing_a_source_wrote_runs_in_the_page(office: Office) -> None:
    office.bring("D9,Ana Ruiz,<script>alert(1)</script>,Won,2017-11-02,1.00")
    page = browser("ana").get("/records/deals/D9").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
