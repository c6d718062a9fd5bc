"""A preview shows before and after; what is missing is deleted only if one says so."""

import csv
import io
from pathlib import Path

import pytest

from rumbo.flows.reject_list import reject_list
from rumbo.history.actors import System
from rumbo.kernel.money import Money
from rumbo.kernel.problems import Refused
from rumbo.people.values import Visible
from rumbo.records import importing, log
from rumbo.records.datasets import mapping
from rumbo.records.models import LogEntry
from rumbo.records.rules.payload import entry
from tests.sales_records import (
    AT,
    BY,
    HEADER,
    bring_lines,
    current,
    declare_deals,
    reasons,
    row,
)

pytestmark = pytest.mark.django_db
EVERYTHING = Visible()


@pytest.fixture(autouse=True)
def deals() -> None:
    declare_deals()


def file(folder: Path, *lines: str) -> Path:
    path = folder / "next.csv"
    path.write_text("\n".join([HEADER, *lines, ""]))
    return path


def bring(path: Path, *, delete_at_most: int = 0) -> importing.Imported:
    return importing.run(path, "crm", by=BY, at=AT, delete_at_most=delete_at_most)


def keys() -> list[object]:
    return [each[0] for each in current()]


def test_a_preview_shows_what_changes_field_by_field_and_what_is_missing(
    tmp_path: Path,
) -> None:
    bring_lines(tmp_path, row(1), row(2), row(3), row(4, value="0.50"))
    before = LogEntry.objects.count()
    path = file(tmp_path, row(1), row(2, value="70.00", seller="Nadia Ferro"), row(9))
    seen = importing.preview(path, "crm", visible=EVERYTHING)
    assert LogEntry.objects.count() == before
    assert (seen.new, seen.changed, seen.same, seen.missing.count) == (1, 1, 1, 2)
    (changed,) = seen.changed_examples
    assert (changed.key, changed.line) == ("D2", 3)
    assert [(one.field.id, one.before, one.after) for one in changed.fields] == [
        ("seller", "Ana Ruiz", "Nadia Ferro"),
        ("value", Money.of_minor(10_000, "USD"), Money.of_minor(7_000, "USD")),
    ]
    assert [each.key for each in seen.new_examples] == ["D9"]
    assert [each.key for each in seen.same_examples] == ["D1"]
    assert [each.key for each in seen.missing.examples] == ["D3", "D4"]
    assert seen.missing.examples[0].values["seller"] == "Ana Ruiz"
    assert seen.missing.money == Money.of_minor(10_050, "USD")


def test_what_is_missing_stays_unless_one_says_that_it_was_deleted(tmp_path: Path) -> None:
    bring_lines(tmp_path, row(1), row(2), row(3))
    path = file(tmp_path, row(1))
    assert (bring(path).missing, keys()) == (2, ["D1", "D2", "D3"])
    done = bring(path, delete_at_most=2)
    assert (done.deleted, keys()) == (2, ["D1"])
    assert LogEntry.objects.filter(kind="delete").count() == 2


def test_a_deleted_record_comes_back_with_the_next_file_that_has_it(tmp_path: Path) -> None:
    bring_lines(tmp_path, row(1), row(2))
    bring(file(tmp_path, row(1)), delete_at_most=1)
    assert bring_lines(tmp_path, row(1), row(2)).changed == 1
    assert keys() == ["D1", "D2"]
    assert bring(file(tmp_path, row(1), row(2)), delete_at_most=9).deleted == 0


def test_only_records_of_the_same_source_can_be_missing(tmp_path: Path) -> None:
    bring_lines(tmp_path, row(1))
    other = entry("deals", "X1", {"deal": "X1", "seller": "i1"})
    log.append([other], source="erp", at=AT, by=System("test"))
    assert bring(file(tmp_path, row(2)), delete_at_most=1).deleted == 1
    assert keys() == ["D2", "X1"]


def test_a_wrong_row_is_not_missing(tmp_path: Path) -> None:
    bring_lines(tmp_path, row(1), row(2))
    path = file(tmp_path, row(1), row(2, value="lots"))
    done = bring(path, delete_at_most=5)
    assert (done.missing, done.deleted, done.rejected_count) == (0, 0, 1)


@pytest.mark.parametrize("wrong", ["D2,Ana", ",Ana,Won,2026-03-01,1,", 'D2,"Ana,Won,,,'])
def test_while_a_row_does_not_tell_its_key_nothing_is_deleted(
    tmp_path: Path, wrong: str
) -> None:
    bring_lines(tmp_path, row(1), row(2))
    path = file(tmp_path, row(1), wrong)
    assert importing.preview(path, "crm", visible=EVERYTHING).missing.unreadable == 1
    before = LogEntry.objects.count()
    with pytest.raises(Refused, match=r"import\.missing\.unreadable"):
        bring(path, delete_at_most=5)
    assert LogEntry.objects.count() == before


def test_more_than_was_agreed_to_or_everything_is_never_deleted(tmp_path: Path) -> None:
    bring_lines(tmp_path, row(1), row(2), row(3))
    with pytest.raises(Refused, match=r"import\.missing\.more"):
        bring(file(tmp_path, row(1)), delete_at_most=1)
    with pytest.raises(Refused, match=r"import\.missing\.everything"):
        bring(file(tmp_path), delete_at_most=9)
    assert keys() == ["D1", "D2", "D3"]


def test_a_record_that_changed_meanwhile_is_not_deleted(tmp_path: Path) -> None:
    bring_lines(tmp_path, row(1), row(2))
    at = {each.key: each.position for each in LogEntry.objects.all()}
    bring_lines(tmp_path, row(1), row(2, value="5.00"))
    done = log.append_deletions(at, dataset="deals", source="crm", at=AT, by=BY)
    assert (done.changed, keys()) == (1, ["D2"])


def test_the_list_of_refused_rows_is_mended_and_brought_again(tmp_path: Path) -> None:
    done = bring_lines(
        tmp_path,
        'D1,"=HYPERLINK(1)",Won,2026-03-01,"1,5",@note',
        "D2,-Ana,Won,2026-03-01,-12.00x,",
        "D3,Ana",
    )
    content = reject_list(
        done.rejected, columns=done.header, language="es", mapping=mapping("crm")
    )
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert lines[0][:3] == ["Rumbo: línea", "Rumbo: columna", "Rumbo: valor"]
    assert lines[1][5:] == ["D1", "'=HYPERLINK(1)", "Won", "2026-03-01", "1,5", "'@note"]
    assert lines[2][5:7] == ["D2", "'-Ana"]
    assert lines[3][5:] == ["D3", "Ana", "", "", "", ""]
    mended = tmp_path / "mended.csv"
    text = content.decode("utf-8-sig").replace('"1,5"', "1.50").replace("-12.00x", "-12.00")
    mended.write_text("\n".join(text.splitlines()[:3]))
    again = bring(mended)
    assert (again.new, reasons(again)) == (2, [])
    assert [(each[0], each[4]) for each in current()] == [("D1", 150), ("D2", -1200)]
    seen = importing.preview(mended, "crm", visible=EVERYTHING)
    assert [each.values["seller"] for each in seen.same_examples] == ["=HYPERLINK(1)", "-Ana"]
