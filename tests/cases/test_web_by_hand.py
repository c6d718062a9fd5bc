"""Records by hand: added, corrected, deleted and restored on a page, each with its reason."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from rumbo.history import queries as history
from rumbo.kernel.calendar import Grain
from rumbo.metrics.queries import Question, answer
from rumbo.people.queries import named_period
from rumbo.people.values import Visible
from rumbo.records import histories
from tests.office import NOW, Office, browser, opened, words

pytestmark = pytest.mark.django_db
D1 = "/corrections/deals/D1"
EVERYONE = Visible()


@pytest.fixture(autouse=True)
def office(tmp_path: Path) -> Office:
    return opened(tmp_path)


def seen(key: str = "D1") -> int:
    found = histories.standing("deals", key, visible=EVERYONE)
    assert found is not None
    return found.position


def form(client: Client, address: str = D1) -> dict[str, str]:
    """What a browser sends when nothing is changed in the form that it was shown."""
    controls = client.get(address).context["form"]
    texts = {each.name: each.text for each in controls.controls}
    return {**texts, "seen": str(controls.seen), "reason": ""}


def corrected(client: Client, address: str = D1, **changed: str) -> Any:
    fields = {f"field-{name.replace('_', '-')}": text for name, text in changed.items()}
    reason = fields.pop("field-reason", "The invoice says so")
    sent = {**form(client, address), **fields, "reason": reason}
    return client.post(address, sent, follow=True)


def revenue(position: int | None = None) -> Decimal | None:
    quarter = named_period(NOW.date(), Grain.QUARTER).period
    return answer(Question("revenue", quarter, position=position), visible=EVERYONE).value


def test_a_correction_moves_every_figure_and_says_who_and_why() -> None:
    assert revenue() == Decimal("32507.00")
    page = words(corrected(browser("ada"), amount="1200.50"))
    assert "Corrected. Every figure" in page
    assert "corrected by hand" in page
    assert "“The invoice says so”" in page
    assert "By hand, by Ada Sanz" in page
    assert "€1,000" in page[page.index("the source says") : page.index("How it came")]
    assert revenue() == Decimal("32707.50")


def test_the_history_tells_a_correction_without_its_content() -> None:
    corrected(browser("ada"), amount="1200.50")
    (told,) = history.entries(about="record:deals/D1")
    assert (told.verb, told.by, told.reason) == (
        "record.corrected",
        "person:ada",
        "The invoice says so",
    )
    assert "1200" not in str(told.after)


def test_figures_are_typed_as_the_reader_writes_them() -> None:
    spaniard = browser("ada", language="es")
    page = words(spaniard.get(D1))
    assert 'value="1000,00"' in page
    page = words(corrected(spaniard, amount="1.200,50"))
    assert "1200,50 €" in page or "1.200,50 €" in page


def test_a_value_that_cannot_be_kept_is_told_in_its_place_and_nothing_is_written() -> None:
    answer_given = corrected(browser("ada"), amount="a lot", closed_on="soon", product="Kept")
    assert answer_given.status_code == 422
    page = words(answer_given)
    assert "2 values cannot be kept as they are" in page
    assert "“a lot”" in page or "«a lot»" in page
    assert 'value="Kept"' in page  # what was typed elsewhere is not lost
    assert revenue() == Decimal("32507.00")


def test_a_correction_needs_its_reason() -> None:
    answer_given = corrected(browser("ada"), amount="1.00", reason="  ")
    assert answer_given.status_code == 422
    assert "No reason is given" in words(answer_given)
    assert revenue() == Decimal("32507.00")


def test_a_form_sent_back_unchanged_writes_nothing() -> None:
    before = seen()
    assert "nothing was written" in words(corrected(browser("ada")))
    assert seen() == before


def test_of_two_people_at_the_same_record_the_second_sees_both_versions() -> None:
    ada, pia = browser("ada"), browser("pia")
    theirs, mine = form(ada), form(pia)
    ada.post(D1, {**theirs, "field-amount": "1500.00", "field-stage": "Lost", "reason": "a"})
    answer_given = pia.post(
        D1, {**mine, "field-amount": "900.00", "field-product": "Other", "reason": "p"}
    )
    assert answer_given.status_code == 409
    page = words(answer_given)
    assert "Somebody else changed this record" in page
    assert "1500.00" in page
    assert "900.00" in page
    shown = {each.name: each.text for each in answer_given.context["form"].controls}
    assert shown["field-amount"] == "900.00"  # mine, since I touched it
    assert shown["field-stage"] == "Lost"  # theirs, since I did not
    assert seen() == answer_given.context["form"].seen  # nothing of mine was written

    again = {**shown, "seen": str(answer_given.context["form"].seen), "reason": "p"}
    saved = words(pia.post(D1, again, follow=True))
    assert "3 versions, every one kept." in saved


def test_a_deal_given_to_somebody_counts_for_them() -> None:
    client = browser("ada")
    page = words(corrected(client, "/corrections/deals/D4", seller="person:ben"))
    assert 'href="/people/ben"' in page
    assert "Tomás Arriaga" in page[page.index("the source says") : page.index("How it came")]
    assert "€31,437" in words(client.get("/people/ben"))  # 500 of his own and 30 937


def test_whom_a_source_wrote_stays_as_written_when_something_else_is_corrected() -> None:
    page = words(corrected(browser("ada"), "/corrections/deals/D4", amount="30000.00"))
    assert "Tomás Arriaga" in page
    assert "€30,000" in page


def test_a_record_added_by_hand_counts_and_a_source_may_take_it_over(office: Office) -> None:
    client = browser("ada")
    sent = {
        "field-deal": "H1",
        "field-seller": "person:ana",
        "field-stage": "Won",
        "field-closed-on": "2017-11-20",
        "field-amount": "10.00",
        "reason": "Sold at the fair",
    }
    page = words(client.post("/additions/deals", sent, follow=True))
    assert "Entered by hand." in page
    assert "v0.1" in page
    assert revenue() == Decimal("32517.00")
    twice = client.post("/additions/deals", sent)
    assert twice.status_code == 409
    assert "There is a record «H1» already" in words(twice)

    office.bring("H1,Ana Ruiz,GTXPro,Won,2017-11-20,11.00")
    page = words(client.get("/records/deals/H1"))
    assert "is believed over this correction" in page
    assert revenue() == Decimal("32518.00")


def test_a_file_that_repeats_itself_leaves_a_correction_standing(office: Office) -> None:
    corrected(browser("ada"), amount="1200.50")
    office.bring("D1,Ana Ruiz,GTXPro,Won,2017-11-02,1000.00")
    assert revenue() == Decimal("32707.50")


def test_a_new_record_needs_its_key_and_whatever_is_required() -> None:
    answer_given = browser("ada").post("/additions/deals", {"reason": "x"})
    assert answer_given.status_code == 422
    assert set(answer_given.context["form"].controls[0].problem.facts) >= {"column"}
    assert answer_given.context["form"].problems == 2  # the key and the seller


def test_a_deleted_record_leaves_every_figure_and_comes_back() -> None:
    client, before = browser("ada"), history.head()
    client.post("/deletions/deals/D1", {"seen": str(seen()), "reason": "Never signed"})
    assert revenue() == Decimal("31507.00")
    assert revenue(before) == Decimal("32507.00")  # as of before, it still counts
    assert "/records/deals/D1" not in words(client.get("/records/deals"))
    assert "/records/deals/D1" in words(client.get("/records/deals?show=deleted"))
    page = words(client.get("/records/deals/D1"))
    assert "Deleted by hand." in page
    assert "“Never signed”" in page

    restored = client.post(
        "/restorations/deals/D1", {"seen": str(seen()), "reason": "It was signed"}, follow=True
    )
    assert "Restored, with what it said last." in words(restored)
    assert revenue() == Decimal("32507.00")
    assert "/records/deals/D1" not in words(client.get("/records/deals?show=deleted"))


def test_deleting_what_somebody_just_changed_does_nothing() -> None:
    client, looked_at = browser("ada"), seen()
    corrected(client, amount="1200.50")
    late = client.post("/deletions/deals/D1", {"seen": str(looked_at), "reason": "old"})
    assert late.status_code == 409
    assert "nothing was done" in words(late)
    assert revenue() == Decimal("32707.50")


def test_a_deletion_needs_its_reason() -> None:
    client = browser("ada")
    assert client.post("/deletions/deals/D1", {"seen": str(seen())}).status_code == 422
    assert revenue() == Decimal("32507.00")


@pytest.mark.parametrize("person", ["ana", "mar", "out"])
@pytest.mark.parametrize(
    "address",
    ["/additions/deals", D1, "/deletions/deals/D1", "/restorations/deals/D1"],
)
def test_for_whoever_may_not_edit_there_is_nothing_to_edit(person: str, address: str) -> None:
    client = browser(person)
    assert client.get(address).status_code == 404
    sent = {"seen": str(seen()), "reason": "x", "field-amount": "1"}
    assert client.post(address, sent).status_code == 404
    assert "Correct</a>" not in words(client.get("/records/deals/D3"))


@pytest.mark.parametrize(
    "address",
    ["/additions/nothing", "/corrections/deals/D99", "/deletions/deals/D99"],
)
def test_what_does_not_exist_cannot_be_edited(address: str) -> None:
    client = browser("ada")
    assert client.get(address).status_code == 404
    assert client.post(address, {"seen": "1", "reason": "x"}).status_code == 404


@pytest.mark.parametrize("position", ["", "0", "-1", "999999", "x", "9" * 30])
def test_a_form_of_no_version_is_not_found(position: str) -> None:
    sent = {**form(browser("ada")), "seen": position, "reason": "x"}
    assert browser("ada").post(D1, sent).status_code == 404


def moved(client: Client, key: str = "D1") -> str:
    """What the current version of a record moved, as its page tells it."""
    return words(client.get(f"/moved/deals/{seen(key)}/{key}"))


def test_a_version_tells_which_figures_it_moved_from_what_to_what() -> None:
    client = browser("ada")
    corrected(client, amount="1200.50")
    page = moved(client)
    told = page[page.index("What it moved") :]
    assert told.index("€32,507") < told.index("€32,707.50")  # the company's quarter
    assert told.index("€1,000") < told.index("€1,200.50")  # the seller's
    assert "Ana Ruiz" in told


def test_a_deal_that_changes_hands_moves_both_people_and_not_the_company() -> None:
    client = browser("ada")
    corrected(client, seller="person:ben")
    told = moved(client)
    assert "the company" not in told
    assert told.index("€1,000") < told.index("€0")  # from Ana
    assert told.index("€500") < told.index("€1,500")  # to Ben


def test_what_no_figure_reads_moved_nothing() -> None:
    client = browser("ada")
    corrected(client, product="Another name")
    assert "No figure that reads these records changed" in moved(client)


def test_what_a_version_moved_is_told_only_to_those_who_may_see_the_record() -> None:
    corrected(browser("ada"), amount="1200.50")
    address = f"/moved/deals/{seen()}/D1"
    assert browser("out").get(address).status_code == 404
    assert browser("ana").get("/moved/deals/1/D1").status_code == 404
    assert browser("ana").get("/moved/nothing/1/D1").status_code == 404
    assert browser("ana").get(address).status_code == 200


def test_a_page_asks_the_database_a_bounded_number_of_times(
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    client = browser("ada")
    for amount in range(6):
        corrected(client, amount=f"{amount}.00")
    for address in ("/records/deals/D1", D1):
        client.get(address)
        with django_assert_max_num_queries(45):
            client.get(address)


def test_every_page_of_it_speaks_spanish() -> None:
    client = browser("ada", language="es")
    assert "Corregir D1" in words(client.get(D1))
    assert "Eliminar D1" in words(client.get("/deletions/deals/D1"))
    assert "Añadir un registro" in words(client.get("/additions/deals"))
