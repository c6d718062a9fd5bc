"""Names come back as written and mean one person; numbers are right as declared, or refused."""

from pathlib import Path

import pytest
from django.utils.html import escape

from rumbo.people.values import Visible
from rumbo.records import importing, queries
from rumbo.records.rules.formats import Formats
from rumbo.records.rules.mapping import Mapping
from tests.office import browser, opened, words
from tests.sales_records import AT, BY, HEADER, bring, current, declare_deals, reasons

pytestmark = pytest.mark.django_db
NAMES = (
    "🙂 Ana",
    "\u202eevil\u202c",  # letters that a screen would show backwards
    "Z\u0351a\u0353l\u0347g\u0346o",
    "x" * 10_000,
    "Null",
    "O'Brien",
    "İstanbul ıI",
    "José",
    "=1+1",
    "<img src=x onerror=alert(1)>",
)
COLUMNS = {"id": ("deal",), "seller": ("seller",), "value": ("value",)}
POINT = Formats(thousands=",")
COMMA = Formats(decimal=",", thousands=".")
SWISS = Formats(thousands="'")
# How a file declares its numbers, what stands in it, and the cents that it means.
WRITTEN = [
    (POINT, "1,234.56", 123456),
    (POINT, "1.234,56", None),
    (COMMA, "1.234,56", 123456),
    (COMMA, "1,234.56", None),
    (COMMA, "1.234", 123400),
    (POINT, "1.234", None),
    (SWISS, "1'234.56", 123456),
    (POINT, "1'234.56", None),
    (POINT, "(12.00)", None),
    (POINT, "1e5", None),
    (POINT, "١٢٣", None),
    (POINT, "NaN", None),
    (POINT, "inf", None),
    (POINT, "-0", 0),
    (POINT, "-0.00", 0),
    (POINT, "12,34", None),
    (POINT, "$12.00", None),
    (POINT, "12.00-", None),
]


def test_names_come_back_as_they_were_written(tmp_path: Path) -> None:
    declare_deals()
    path = tmp_path / "deals.csv"
    lines = [f'D{n},"{name}",Won,2026-03-01,1.00,' for n, name in enumerate(NAMES)]
    path.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")
    assert bring(path).new == len(NAMES)
    spelled = {each.value for each in queries.unmatched(visible=Visible())}
    # Marks that turn text around are no part of a name; all else is as it was written.
    assert spelled == {*NAMES, "evil"} - {"\u202eevil\u202c"}


def test_one_name_composed_in_two_ways_is_one_person(tmp_path: Path) -> None:
    declare_deals()
    path = tmp_path / "deals.csv"
    path.write_text(f"{HEADER}\nD1,Jos\u00e9,,,,\nD2,Jose\u0301,,,,\n", encoding="utf-8")
    bring(path)
    assert len({each[1] for each in current()}) == 1


@pytest.mark.parametrize("case", WRITTEN)
def test_a_number_is_right_as_declared_or_refused(
    tmp_path: Path, case: tuple[Formats, str, int | None]
) -> None:
    formats, written, cents = case
    declare_deals()
    path = tmp_path / "deals.csv"
    path.write_text(f'id,seller,value\nD1,Ana,"{written}"\n', encoding="utf-8")
    mapping = Mapping("", "deals", "crm", COLUMNS, formats=formats)
    imported = importing.run(path, mapping, by=BY, at=AT)
    if cents is None:
        assert {code for _, _, code in reasons(imported)} <= {
            "record.money",
            "record.money.places",
        }
        assert imported.rejected_count == 1
    else:
        assert [each[4] for each in current()] == [cents]


def test_no_name_runs_or_turns_a_page_around(tmp_path: Path) -> None:
    office = opened(tmp_path)
    lines = [f'S{n},"{name}","{name[:50]}",Won,2017-11-06,1.00' for n, name in enumerate(NAMES)]
    office.bring(*lines)
    pia = browser("pia")
    for address in ("/unmatched", "/records/deals", "/records/deals/S1"):
        answer = pia.get(address)
        assert answer.status_code == 200, address
        page = words(answer)
        assert "<img src=x" not in page
        assert "\u202e" not in page
    assert escape("<img src=x onerror=alert(1)>") in words(pia.get("/records/deals/S9"))
