"""The columns of a file: proposed, chosen, refused where they cannot be, and remembered."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rumbo.flows import uploads
from rumbo.records.datasets import mapping
from tests.office import (
    AS_OFFERED,
    NOVEMBER,
    Office,
    browser,
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
