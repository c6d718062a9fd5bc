"""How a file is written is found with its evidence; what fits two ways is asked."""

from datetime import date
from pathlib import Path

import pytest

from rumbo.records import importing
from rumbo.records.datasets import dataset, mapping
from rumbo.records.rules.detecting import told
from tests.sales_records import declare_deals
from tests.workbooks import xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def deals() -> None:
    declare_deals()


def detect(path: Path, content: str, *, encoding: str = "utf-8") -> importing.Detected:
    path.write_bytes(content.encode(encoding))
    return importing.detect(path, dataset("deals"), source="file")


def test_a_spanish_file_says_how_it_is_written(tmp_path: Path) -> None:
    found = detect(
        tmp_path / "d.csv",
        "Negocio;Vendedor;Etapa;Cerrado el;Valor\n"
        "E1;Begoña Núñez;Won;02/11/2025;900\n"
        "E2;Ana;Won;31/12/2025;1.234,50\n",
        encoding="windows-1252",
    )
    said = {str(each.aspect): (each.value, each.evidence) for each in found.findings}
    assert said == {
        "encoding": ("windows-1252", "Begoña"),
        "delimiter": (";", "5"),
        "dates": ("%d/%m/%Y", "31/12/2025"),
        "decimal": (",", "1.234,50"),
        "thousands": (".", "1.234,50"),
    }
    assert found.questions == ()
    formats = found.mapping.formats
    assert (formats.dates, formats.decimal, formats.thousands) == ("%d/%m/%Y", ",", ".")
    assert found.mapping.columns["Vendedor"] == ("seller",)


def test_the_last_row_of_a_large_file_may_decide(tmp_path: Path) -> None:
    days = "".join(f"D{n},Ana,Won,0{n % 9 + 1}/02/2025,1\n" for n in range(60_000))
    header = "deal,seller,stage,closed on,value\n"
    assert detect(tmp_path / "d.csv", header + days).of("dates").others == ("%m/%d/%Y",)  # type: ignore[union-attr]
    decided = detect(tmp_path / "d.csv", header + days + "X,Ana,Won,02/28/2025,1\n")
    found = decided.of("dates")
    assert found is not None
    assert (found.value, found.evidence, found.others) == ("%m/%d/%Y", "02/28/2025", ())
    assert decided.rows == 60_001


def test_what_fits_two_ways_is_a_question(tmp_path: Path) -> None:
    found = detect(tmp_path / "d.csv", "deal,seller,closed on,value\nD1,Ana,03/04/2025,1.234\n")
    assert [str(each.aspect) for each in found.questions] == ["dates", "decimal"]
    assert {told(each).code for each in found.questions} == {"detect.open"}  # type: ignore[union-attr]


def test_values_that_contradict_each_other_are_shown(tmp_path: Path) -> None:
    found = detect(
        tmp_path / "d.csv",
        "deal,seller,closed on\nD1,A,31/12/2025\nD2,A,30/11/2025\nD3,A,12/31/2025\n",
    ).of("dates")
    assert found is not None
    assert (found.value, found.against) == ("%d/%m/%Y", "12/31/2025")
    assert told(found).code == "detect.against"  # type: ignore[union-attr]


def test_what_a_mapping_declares_wins_and_is_held_against_the_file(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text("id,seller,stage,closed,value\nD1,Ana,Won,31/12/2025,1\n")
    declared = mapping("crm")
    found = importing.detect(path, dataset("deals"), source="crm", declared=declared)
    assert found.mapping == declared
    dates = found.of("dates")
    assert dates is not None
    assert told(dates, declared=declared.formats.dates).code == "detect.declared"  # type: ignore[union-attr]


def test_dates_and_numbers_of_a_workbook_ask_nothing(tmp_path: Path) -> None:
    rows = [("deal", "seller", "closed on", "value"), ("D1", "Ana", date(2025, 3, 4), 1.234)]
    path = xlsx(tmp_path / "d.xlsx", rows)
    found = importing.detect(path, dataset("deals"), source="file")
    assert found.questions == ()
    assert found.of("dates") is None


def test_numbers_are_read_also_while_no_column_is_mapped(tmp_path: Path) -> None:
    found = detect(tmp_path / "d.csv", "a;b;c\nE1;4.660,00;15.02.2017\nE2;550,00;16.02.2017\n")
    formats = found.mapping.formats
    assert (formats.decimal, formats.thousands, formats.dates) == (",", ".", "%d.%m.%Y")
