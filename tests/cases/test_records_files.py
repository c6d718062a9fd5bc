"""Workbooks, Parquet and JSON bring what CSV brings, with nothing guessed or rounded."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from rumbo.kernel.problems import Refused
from rumbo.records import importing
from rumbo.records.rules.formats import Formats
from rumbo.records.rules.mapping import ROW_NUMBER, Mapping
from tests.sales_records import AT, BY, bring, current, declare_deals, reasons
from tests.workbooks import json_lines, ods, xlsx

pytestmark = pytest.mark.django_db
HEADER = ("id", "seller", "stage", "closed", "value", "notes")


@pytest.fixture(autouse=True)
def datasets() -> None:
    declare_deals()


def test_a_workbook_brings_what_the_same_csv_brings(tmp_path: Path) -> None:
    file = xlsx(
        tmp_path / "deals.xlsx",
        [
            HEADER,
            ("D1", "Ana Ruiz", "Won", date(2026, 3, 1), 1234.56, None),
            (2, "José Pérez", "Lost", datetime(2026, 3, 2), 70, "x"),  # noqa: DTZ001
            ("D3", "Ana Ruiz", None, None, None, None),
        ],
    )
    assert bring(file).new == 3
    assert [(row[0], row[2], str(row[3]), row[4]) for row in current()] == [
        ("2", "Lost", "2026-03-02", 7000),
        ("D1", "Won", "2026-03-01", 123456),
        ("D3", None, "None", None),
    ]
    again = tmp_path / "deals.csv"
    again.write_text(
        "id,seller,stage,closed,value\nD1,Ana Ruiz,Won,2026-03-01,1234.56\n"
        "2,José Pérez,Lost,2026-03-02,70\nD3,Ana Ruiz,,,\n"
    )
    assert bring(again).same == 3


def test_titles_and_blank_rows_above_the_header_are_left_out_and_rows_keep_their_number(
    tmp_path: Path,
) -> None:
    rows = [
        ("Sales of March",),
        (),
        ("as of", date(2026, 4, 1)),
        HEADER,
        ("D1", "Ana", "Won", date(2026, 3, 1), 1, None),
        (),
        ("D2", "Ana", "Won", date(2026, 3, 1), "lots", None),
    ]
    imported = bring(xlsx(tmp_path / "deals.xlsx", rows))
    assert (imported.new, reasons(imported)) == (1, [(7, "value", "record.money")])
    assert imported.rejected[0].row == ("D2", "Ana", "Won", "2026-03-01", "lots", "")


def test_a_number_of_a_sheet_is_money_only_if_the_currency_has_so_many_places(
    tmp_path: Path,
) -> None:
    rows = [
        HEADER,
        ("D1", "Ana", "Won", None, 10.005, None),
        ("D2", "Ana", "Won", None, 0.1, None),
        ("D3", "Ana", "Won", None, 1e22, None),
        ("D4", "Ana", "Won", None, -12, None),
    ]
    imported = bring(xlsx(tmp_path / "deals.xlsx", rows))
    assert reasons(imported) == [
        (2, "value", "record.money.places"),
        (4, "value", "record.money"),
    ]
    assert [row[4] for row in current()] == [10, -1200]


def test_a_number_written_as_text_is_read_as_the_mapping_says_and_a_number_as_itself(
    tmp_path: Path,
) -> None:
    rows = [
        ("id", "seller", "closed", "value"),
        ("D1", "Ana", "31/12/2025", "1.234,56"),
        ("D2", "Ana", date(2025, 12, 31), 1234.56),
    ]
    columns = {"id": ("deal",), "seller": ("seller",), "closed": ("closed-on",)}
    columns["value"] = ("value",)
    spanish = Formats(decimal=",", thousands=".", dates="%d/%m/%Y")
    mapping = Mapping("", "deals", "crm", columns, formats=spanish)
    importing.run(xlsx(tmp_path / "d.xlsx", rows), mapping, by=BY, at=AT)
    assert [(str(row[3]), row[4]) for row in current()] == [("2025-12-31", 123456)] * 2


def test_an_error_or_a_formula_without_value_costs_its_row(tmp_path: Path) -> None:
    rows = [
        HEADER,
        ("D1", "Ana", "Won", None, "=1+1", None),
        ("D2", "Ana", "Won", None, "#DIV/0!", None),
        ("D3", "Ana", "Won", None, 3, "#N/A"),
    ]
    imported = bring(xlsx(tmp_path / "deals.xlsx", rows))
    assert reasons(imported) == [
        (2, "value", "import.uncalculated"),
        (3, "value", "import.cell-error"),
    ]
    assert imported.new == 1  # an error in a column that nobody maps costs nothing


def test_of_several_sheets_the_mapping_says_which(tmp_path: Path) -> None:
    sale = ("D1", "Ana", "Won", None, 5, None)
    file = xlsx(tmp_path / "d.xlsx", [("nothing", "here")], March=[HEADER, sale], Empty=[])
    with pytest.raises(Refused, match=r"import\.which-sheet|import\.unknown-column"):
        bring(file)
    assert importing.inspect(file).sheets == ("Sales", "March")
    columns = {"id": ("deal",), "seller": ("seller",), "value": ("value",)}
    mapping = Mapping("", "deals", "crm", columns, sheet="March")
    assert importing.run(file, mapping, by=BY, at=AT).new == 1
    with pytest.raises(Refused, match=r"import\.no-sheet"):
        importing.run(file, Mapping("", "deals", "crm", columns, sheet="April"), by=BY, at=AT)


def test_an_ods_workbook_is_read_too(tmp_path: Path) -> None:
    text = [f"string:{name}" for name in HEADER[:5]]
    sale = ["string:D1", "string:Ana Ruiz", "string:Won", "date:2026-03-01", "float:1234.5"]
    assert bring(ods(tmp_path / "deals.ods", [text, sale])).new == 1
    ((key, _, stage, closed, value),) = current()
    assert (key, stage, str(closed), value) == ("D1", "Won", "2026-03-01", 123450)


def test_json_lines_keep_every_digit(tmp_path: Path) -> None:
    file = tmp_path / "deals.jsonl"
    file.write_text(
        '{"id": "D1", "seller": "Ana", "stage": "Won", "closed": "2026-03-01",'
        ' "value": 90071992547409.93}\n'
        "\n"
        '{"id": "D2", "seller": "Ana", "stage": null, "closed": null, "value": 1e2}\n'
        '{"id": "D3", "seller": "Ana", "value": 1.005}\n'
        '{"id": "D4", "seller": "Ana", "value": [1]}\n'
        '{"id": "D5", "seller": "Ana", "value": NaN}\n'
        '{"id": "D6", "id": "D7", "seller": "Ana"}\n'
        '{"id": "D8", "seller"\n'
        '{"id": "D9", "seller": "Ana", "value": "7.10"}\n'
    )
    imported = bring(file)
    assert reasons(imported) == [
        (4, "value", "record.money.places"),
        (5, "value", "import.nested"),
        (6, "", "import.not-json"),
        (7, "", "import.name-twice"),
        (8, "", "import.not-json"),
    ]
    assert [(row[0], row[4]) for row in current()] == [
        ("D1", 9007199254740993),
        ("D2", 10000),
        ("D9", 710),
    ]


def test_an_array_of_objects_is_read_one_by_one_and_objects_inside_are_columns(
    tmp_path: Path,
) -> None:
    records = [
        {"deal": {"id": f"D{n}", "by": {"name": "Ana"}}, "value": n, "text": '}] \\" {'}
        for n in range(20_000)
    ]
    file = tmp_path / "deals.json"
    file.write_text("[\n" + ",\n".join(json.dumps(each) for each in records) + "]")
    columns = {"deal.id": ("deal",), "deal.by.name": ("seller",), "value": ("value",)}
    mapping = Mapping("", "deals", "crm", columns)
    assert importing.run(file, mapping, by=BY, at=AT).new == 20_000
    assert importing.inspect(file).columns == ("deal.id", "deal.by.name", "value", "text")


def test_a_field_that_only_the_last_record_has_is_a_column(tmp_path: Path) -> None:
    many = [{"id": f"D{n}", "seller": "Ana", "stage": None, "value": 1} for n in range(3)]
    file = json_lines(
        tmp_path / "d.jsonl", [*many, {"id": "D9", "seller": "A", "closed": "2026-01-02"}]
    )
    assert bring(file).new == 4


def test_where_nothing_else_is_a_key_the_number_of_the_row_is_one(tmp_path: Path) -> None:
    columns = {ROW_NUMBER: ("deal",), "seller": ("seller",), "value": ("value",)}
    mapping = Mapping("", "deals", "lines", columns)
    file = tmp_path / "lines.csv"
    file.write_text("seller,value\nAna,1\nAna,1\n")
    assert importing.run(file, mapping, by=BY, at=AT).new == 2
    assert importing.run(file, mapping, by=BY, at=AT).same == 2
    assert [row[0] for row in current()] == ["2", "3"]


def test_a_text_of_two_bytes_for_each_letter_is_read_when_declared(tmp_path: Path) -> None:
    file = tmp_path / "deals.txt"
    file.write_bytes("id\tseller\tvalue\nD1\tJosé\t1,5\n".encode("utf-16"))
    columns = {"id": ("deal",), "seller": ("seller",), "value": ("value",)}
    plain = Mapping("", "deals", "crm", columns)
    with pytest.raises(Refused, match=r"import\.not-text"):
        importing.run(file, plain, by=BY, at=AT)
    wide = Mapping("", "deals", "crm", columns, encoding="utf-16", formats=Formats(decimal=","))
    assert importing.run(file, wide, by=BY, at=AT).new == 1
    assert current()[0][4] == 150
