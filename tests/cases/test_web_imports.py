"""A file brought in by page: shown before it counts, refused clearly, taken in once."""

import csv
import io
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rumbo.flows import uploads
from rumbo.outbox.queries import waiting_messages
from rumbo.people.values import Visible
from rumbo.records import queries
from rumbo.records.datasets import mapping
from rumbo.records.models import Import, LogEntry
from tests.office import (
    HEADER,
    Office,
    browser,
    kept_uploads,
    opened,
    steps_of,
    upload,
    words,
    work,
)

pytestmark = pytest.mark.django_db

NOVEMBER = "\n".join(
    (
        HEADER,
        "N1,Ana Ruiz,GTXPro,Won,2017-11-20,100.00",
        'N2,Ana Ruiz,GTXPro,Won,2017-11-20,"1.234,56"',
        "N3,Clara Pinto,GTXPro,Won,2017-11-20,55.00",
        "N4,Ana Ruiz,GTXPro,Won,2017-11-20,=1+1",
        "D1,Ana Ruiz,GTXPro,Won,2017-11-02,1000.00",
        "",
    )
)
# What the columns page sends when nothing is changed on it.
AS_OFFERED = {
    "dataset": "deals",
    "mapping": "crm",
    "name": "crm",
    "source": "crm",
    "column-deal": "id",
    "column-seller": "agent",
    "column-product": "item",
    "column-catalogue": "item",
    "column-stage": "state",
    "column-closed-on": "closed",
    "column-amount": "value",
    "decimal": ".",
    "thousands": "",
    "dates": "%Y-%m-%d",
    "delimiter": ",",
    "encoding": "utf-8",
}


@pytest.fixture(autouse=True)
def office(tmp_path: Path) -> Office:
    return opened(tmp_path)


def previewed(client: Client, content: str = NOVEMBER) -> str:
    """Upload and choose the columns as offered; the address of the upload."""
    address = steps_of(upload(client, content))
    chosen = client.post(f"{address}/columns", AS_OFFERED)
    assert chosen.status_code == 302, words(chosen)
    return address


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


def test_a_needed_field_without_a_column_is_said_before_anything_else() -> None:
    pia = browser("pia")
    address = steps_of(upload(pia, NOVEMBER))
    answer = pia.post(f"{address}/columns", {**AS_OFFERED, "column-seller": ""})
    assert answer.status_code == 422
    assert "No column feeds the required field «seller»." in words(answer)
    assert pia.get(f"{address}/preview").headers["Location"] == f"{address}/columns"


def test_a_column_that_the_file_does_not_have_is_refused() -> None:
    pia = browser("pia")
    address = steps_of(upload(pia, NOVEMBER))
    answer = pia.post(f"{address}/columns", {**AS_OFFERED, "column-amount": "price"})
    assert answer.status_code == 422
    assert "price" in words(answer)


def test_how_a_spanish_file_is_written_is_seen_from_its_rows() -> None:
    rows = (
        "Negocio;Vendedor;Etapa;Cerrado el;Importe",
        "E1;Ana Ruiz;Won;28/11/2017;1.234,50",
        "E2;Begoña Núñez;Won;02/11/2017;900,00",
    )
    pia = browser("pia")
    content = "\r\n".join(rows).encode("windows-1252")
    address = steps_of(upload(pia, content, name="ventas españa.csv"))
    page = words(pia.get(f"{address}/columns"))
    for chosen in (
        'value="%d/%m/%Y" selected',
        'value="," selected',
        'value="." selected',
        'value=";" selected',
        'value="windows-1252" selected',
        'value="ventas-espana"',
    ):
        assert chosen in page
    given = AS_OFFERED | {
        "mapping": "new",
        "name": "ventas",
        "source": "ventas",
        "column-deal": "Negocio",
        "column-seller": "Vendedor",
        "column-product": "",
        "column-catalogue": "",
        "column-stage": "Etapa",
        "column-closed-on": "Cerrado el",
        "column-amount": "Importe",
        "decimal": ",",
        "thousands": ".",
        "dates": "%d/%m/%Y",
        "delimiter": ";",
        "encoding": "windows-1252",
    }
    assert pia.post(f"{address}/columns", given).status_code == 302
    preview = words(pia.get(f"{address}/preview"))
    assert "Everything in it can go in" in preview
    assert "Begoña Núñez" in preview
    pia.post(f"{address}/run")
    work()
    assert "€1,234.50" in words(pia.get("/records/deals/E1"))


def test_a_mapping_is_remembered_and_keeps_what_the_page_does_not_show() -> None:
    pia = browser("pia")
    address = steps_of(upload(pia, NOVEMBER))
    pia.post(f"{address}/columns", {**AS_OFFERED, "name": "CRM de noviembre"})
    pia.post(f"{address}/run")
    remembered = mapping("crm-de-noviembre")
    assert remembered.columns["item"] == ("product", "catalogue")
    assert remembered.values == {"catalogue": {"GTXPro": "GTX Pro"}}
    assert "crm-de-noviembre" in words(pia.get(f"{steps_of(upload(pia, NOVEMBER))}/columns"))


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


def test_a_name_with_a_path_in_it_stays_in_its_folder() -> None:
    pia = browser("pia")
    address = steps_of(upload(pia, NOVEMBER, name="..\\..\\evil.csv"))
    kept = uploads.found(address.rpartition("/")[2])
    assert kept.path.parent.parent == kept.folder
    assert kept.name == "evil.csv"


def test_a_form_from_elsewhere_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(get_user_model().objects.get(email="pia@acme.example"))
    given = {"file": SimpleUploadedFile("november.csv", NOVEMBER.encode())}
    assert strict.post("/imports/uploads", given).status_code == 403


def test_the_steps_are_said_in_spanish_too() -> None:
    pia = browser("pia", language="es")
    address = previewed(pia)
    page = words(pia.get(f"{address}/preview"))
    assert "2 filas tienen errores y quedarían fuera" in page
    assert "«1.234,56»" in page
