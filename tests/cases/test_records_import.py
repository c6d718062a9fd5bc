"""Files of sales records come in once, and a second time only what changed."""

from pathlib import Path

import pytest

from rumbo.history.queries import entries
from rumbo.people.identities import match_identity
from rumbo.people.models import Person
from rumbo.people.values import Visible
from rumbo.records import histories, importing, projection, queries
from rumbo.records.models import LogEntry
from tests.sales_records import (
    AT,
    BY,
    bring,
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


def counts(imported: importing.Imported) -> tuple[int, int, int, int]:
    return imported.new, imported.changed, imported.same, imported.rejected_count


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    lines = [row(number) for number in range(50)]
    assert counts(bring_lines(tmp_path, *lines)) == (50, 0, 0, 0)
    assert counts(bring_lines(tmp_path, *lines)) == (0, 0, 50, 0)
    assert LogEntry.objects.count() == 50


def test_ten_changed_rows_are_exactly_ten_new_versions(tmp_path: Path) -> None:
    bring_lines(tmp_path, *[row(number) for number in range(50)])
    changed = [
        row(number, value="100.01" if number % 5 == 0 else "100.00") for number in range(50)
    ]
    assert counts(bring_lines(tmp_path, *changed)) == (0, 10, 40, 0)
    history = histories.record("deals", "D5", visible=EVERYTHING)
    assert history is not None
    assert [str(each.values["value"].amount) for each in history.versions] == [  # type: ignore[union-attr]
        "100.01",
        "100.00",
    ]


def test_wrong_rows_stay_out_with_line_column_value_and_reason(tmp_path: Path) -> None:
    imported = bring_lines(
        tmp_path,
        row(1),
        row(2, value='"1.234,56"'),
        row(3, seller=""),
        "D4,Ana Ruiz,Won,2026-02-30,1,",
        row(5),
    )
    assert counts(imported) == (2, 0, 0, 3)
    assert reasons(imported) == [
        (3, "value", "record.money"),
        (4, "seller", "record.required"),
        (5, "closed", "record.date"),
    ]
    assert imported.rejected[0].value == "1.234,56"
    assert [each[0] for each in current()] == ["D1", "D5"]


def test_a_key_that_stands_twice_is_kept_once(tmp_path: Path) -> None:
    imported = bring_lines(tmp_path, row(1), row(2), row(1), row(2, value="7.00"))
    assert counts(imported) == (2, 0, 1, 1)
    assert reasons(imported) == [(5, "id", "record.key-twice")]
    assert imported.rejected[0].problem.facts["first"] == "3"


def test_a_preview_says_what_the_import_then_does(tmp_path: Path) -> None:
    bring_lines(tmp_path, row(1), row(2))
    path = tmp_path / "next.csv"
    path.write_text(
        (tmp_path / "deals.csv").read_text().replace("100.00", "70.00", 1)
        + "\n".join([row(3), row(4, value="x"), ""])
    )
    before = LogEntry.objects.count()
    seen = importing.preview(path, "crm", visible=EVERYTHING)
    assert LogEntry.objects.count() == before
    done = bring(path)
    assert (
        (seen.new, seen.changed, seen.same) == (done.new, done.changed, done.same) == (1, 1, 1)
    )
    assert seen.rejected == done.rejected


def test_sellers_nobody_knows_wait_with_the_money_they_hold(tmp_path: Path) -> None:
    Person.objects.create(key="ana-ruiz", name="Ana Ruiz", normalised_name="ana ruiz")
    lines = [row(1), row(2, seller="Nadia Ferro", value="250.00"), row(3, seller="Nadia Ferro")]
    path = tmp_path / "deals.csv"
    path.write_text("\n".join(["id,seller,stage,closed,value,notes", *lines, ""]))
    (seller,) = importing.preview(path, "crm", visible=EVERYTHING).unmatched
    assert (seller.value, seller.rows, str(seller.money.amount)) == ("Nadia Ferro", 2, "350.00")  # type: ignore[union-attr]
    bring(path)
    (waiting,) = queries.unmatched(visible=EVERYTHING)
    assert (waiting.value, waiting.records) == ("Nadia Ferro", 2)
    assert waiting.examples == ("D3", "D2")


def test_resolving_a_seller_once_moves_all_their_records(tmp_path: Path) -> None:
    bring_lines(tmp_path, row(1, seller="Nadia Ferro"), row(2, seller="Nadia Ferro"))
    before = projection.position()
    Person.objects.create(key="nadia", name="N. Ferro", normalised_name="n. ferro")
    (waiting,) = queries.unmatched(visible=EVERYTHING)
    match_identity(waiting.identity, person="nadia", by=BY, at=AT)
    assert queries.unmatched(visible=EVERYTHING) == ()
    hers = Visible(frozenset({"nadia"}))
    assert queries.records("deals", visible=hers).total == 2
    assert histories.record("deals", "D1", visible=hers) is not None
    then = "SELECT count(*) FROM roster_identity WHERE known_from <= $position"
    assert list(projection.read(then, position=before)) == [(0,)]


def test_who_sees_only_their_own_records_sees_no_others(tmp_path: Path) -> None:
    bring_lines(tmp_path, row(1))
    other = Visible(frozenset({"somebody"}))
    assert queries.records("deals", visible=other).total == 0
    assert histories.record("deals", "D1", visible=other) is None
    assert queries.unmatched(visible=other) == ()
    assert queries.imports(visible=other) == ()
    assert [each.records for each in queries.freshness(visible=other)] == [0]


def test_an_import_is_history_and_keeps_its_rejections(tmp_path: Path) -> None:
    imported = bring_lines(tmp_path, row(1), row(2, value="x"))
    assert queries.rejections(imported.id, visible=EVERYTHING) == imported.rejected
    (last,) = queries.imports(visible=EVERYTHING)
    assert (last.file_name, last.state, last.new, last.rejected) == ("deals.csv", "done", 1, 1)
    *_, entry = entries(about="dataset:deals")
    assert entry.verb == "records.imported"
    assert entry.after is not None
    assert (entry.after["file"], entry.after["new"]) == ("deals.csv", 1)


def test_an_empty_value_takes_the_old_one_away(tmp_path: Path) -> None:
    bring_lines(tmp_path, row(1))
    assert counts(bring_lines(tmp_path, row(1, value=""))) == (0, 1, 0, 0)
    assert current()[0][4] is None


def test_names_come_back_as_they_were_written(tmp_path: Path) -> None:
    names = ["O'Brien", "José Pérez", "🙂 Ana", "Null", "İstanbul I", "x" * 10_000]
    bring_lines(tmp_path, *[row(n, seller=name) for n, name in enumerate(names)])
    spelled = {each.value for each in queries.unmatched(visible=EVERYTHING)}
    assert spelled == set(names)


def test_two_spellings_of_one_composed_name_are_one_person(tmp_path: Path) -> None:
    bring_lines(tmp_path, row(1, seller="Jos\u00e9"), row(2, seller="Jose\u0301"))
    (waiting,) = queries.unmatched(visible=EVERYTHING)
    assert waiting.records == 2
