"""A file brought in by page: shown before it counts, refused clearly, taken in once."""

import csv
import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rumbo.flows import uploads
from rumbo.outbox.queries import waiting_messages
from rumbo.people.values import Visible
from rumbo.records import queries
from rumbo.records.models import Import, LogEntry
from tests.office import (
    AS_OFFERED,
    NOVEMBER,
    Office,
    browser,
    kept_uploads,
    opened,
    previewed,
    steps_of,
    upload,
    words,
    work,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def office(tmp_path: Path) -> Office:
    return opened(tmp_path)


def test_a_file_goes_in_step_by_step_and_its_wrong_rows_come_out_as_a_file() -> None:
    pia = browser("pia")
    address = steps_of(upload(pia, NOVEMBER))
    offered = words(pia.get(f"{address}/columns"))
    assert "7 of 7 fields have their column" in offered
    assert "Read as “crm” was read before" in offered

    pia.post(f"{address}/columns", AS_OFFERED)
    before = LogEntry.objects.count()
    preview = words(pia.get(f"{address}/preview"))
    assert "2 rows are wrong and would stay out" in preview
    assert "1 seller is nobody we know" in preview
    assert "Clara Pinto" in preview
    assert "€55" in preview
    assert LogEntry.objects.count() == before

    running = pia.post(f"{address}/run", follow=True)
    assert "Importing “november.csv”" in words(running)
    work()
    result = pia.get(f"{address}/run", follow=True)
    assert "2 rows stayed out; the others are in" in words(result)
    assert LogEntry.objects.count() == before + 2  # D1 was there already, the same

    number = queries.imports(visible=Visible())[0].id
    answer = pia.get(f"/imports/{number}/rejected.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[:3] for row in rows[1:]] == [
        ["3", "value", "1.234,56"],
        ["5", "value", "'=1+1"],  # no spreadsheet runs it
    ]
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_list_says_who_brought_what_and_when() -> None:
    pia = browser("pia")
    address = previewed(pia)
    pia.post(f"{address}/run")
    work()
    page = words(pia.get("/imports"))
    assert "november.csv" in page
    assert "Deals · Pia Sol · Nov 22, 2017" in page
    assert "2 new" in page
    assert "2 wrong" in page


def test_asked_twice_it_is_done_once() -> None:
    pia = browser("pia")
    address = previewed(pia)
    pia.post(f"{address}/run")
    pia.post(f"{address}/run")
    assert len(waiting_messages()) == 1
    work()
    work()
    assert Import.objects.filter(file_name="november.csv").count() == 1


def test_the_file_is_gone_once_it_is_in() -> None:
    pia = browser("pia")
    address = previewed(pia)
    token = address.rpartition("/")[2]
    pia.post(f"{address}/run")
    assert uploads.found(token).path.exists()
    work()
    assert not uploads.found(token).path.exists()


@pytest.mark.parametrize("person", ["ana", "mar", "out"])
def test_whoever_may_not_import_is_told_so(person: str) -> None:
    someone = browser(person)
    kept = kept_uploads()
    assert someone.get("/imports").status_code == 403
    assert upload(someone, NOVEMBER).status_code == 403
    assert someone.get("/imports/1").status_code == 403
    assert someone.get("/imports/1/rejected.csv").status_code == 403
    assert kept_uploads() == kept


def test_anothers_upload_is_not_found() -> None:
    address = steps_of(upload(browser("pia"), NOVEMBER))
    ada = browser("ada")
    for step in ("columns", "preview", "run"):
        assert ada.get(f"{address}/{step}").status_code == 404
    assert ada.post(f"{address}/run").status_code == 404
    assert ada.post(f"{address}/removal").status_code == 404
    assert waiting_messages() == ()


@pytest.mark.parametrize("address", ["/imports/999", "/imports/uploads/abc/columns"])
def test_what_does_not_exist_is_not_found(address: str) -> None:
    assert browser("pia").get(address).status_code == 404


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x00\x01\x02PK\x03\x04" * 50, "The file is not a CSV text."),
        (b"", "empty"),
    ],
)
def test_a_wrong_file_is_refused_with_its_reason_and_nothing_is_kept(
    content: bytes, said: str
) -> None:
    kept = kept_uploads()
    answer = upload(browser("pia"), content, name="picture.csv")
    assert answer.status_code == 422 if content else answer.status_code in {302, 422}
    if answer.status_code == 422:
        assert said in words(answer)
        assert "Nothing was imported." in words(answer)
    assert kept_uploads() == kept
    assert not Import.objects.filter(file_name="picture.csv").exists()


def test_a_file_that_is_too_large_is_refused_and_nothing_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(uploads, "LARGEST", 100)
    kept = kept_uploads()
    answer = upload(browser("pia"), NOVEMBER)
    assert answer.status_code == 413
    assert "That file is too large to upload" in words(answer)
    assert kept_uploads() == kept


def test_a_file_thrown_away_leaves_nothing() -> None:
    pia = browser("pia")
    kept = kept_uploads()
    address = previewed(pia)
    answer = pia.post(f"{address}/removal", follow=True)
    assert "Nothing was imported" in words(answer)
    assert kept_uploads() == kept
    assert pia.get(f"{address}/preview").status_code == 404


def test_what_was_asked_for_is_no_longer_thrown_away() -> None:
    pia = browser("pia")
    address = previewed(pia)
    pia.post(f"{address}/run")
    pia.post(f"{address}/removal")
    work()
    assert Import.objects.filter(file_name="november.csv", state="done").exists()


def test_a_file_that_says_it_is_too_large_is_refused_before_it_is_read() -> None:
    given = {"file": SimpleUploadedFile("november.csv", NOVEMBER.encode())}
    answer = browser("pia").post("/imports/uploads", given, CONTENT_LENGTH=str(10**12))
    assert answer.status_code == 413


def test_a_file_found_wrong_by_the_worker_says_why_and_took_nothing_in() -> None:
    pia = browser("pia")
    address = previewed(pia)
    pia.post(f"{address}/run")
    before = LogEntry.objects.count()
    uploads.found(address.rpartition("/")[2]).path.write_bytes(b"\0\1\2")
    work()
    page = words(pia.get(f"{address}/run"))
    assert "“november.csv” was not imported" in page
    assert "The file is not a CSV text." in page
    assert LogEntry.objects.count() == before


def test_after_a_fault_of_ours_it_is_started_again_from_the_page() -> None:
    pia = browser("pia")
    address = previewed(pia)
    pia.post(f"{address}/run")
    path = uploads.found(address.rpartition("/")[2]).path
    path.rename(path.with_suffix(".away"))
    with pytest.raises(FileNotFoundError):
        work()
    assert "Something broke on our side" in words(pia.get(f"{address}/run"))

    path.with_suffix(".away").rename(path)
    pia.post(f"{address}/run")
    work()
    assert "2 rows stayed out" in words(pia.get(f"{address}/run", follow=True))
