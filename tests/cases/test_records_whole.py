"""All records of a dataset, part by part, are those of its list."""

import pytest

from rumbo.people.values import Visible
from rumbo.records import log
from rumbo.records.queries import records
from rumbo.records.rules.payload import deletion, entry
from rumbo.records.whole import parts
from tests.sales_records import AT, BY, declare_deals

pytestmark = pytest.mark.django_db
EVERYTHING = Visible()


def bring(*keys: str, stage: str = "Won") -> None:
    entries = [entry("deals", key, {"deal": key, "stage": stage}) for key in keys]
    log.append(entries, source="crm", at=AT, by=BY)


@pytest.mark.parametrize("at_once", [1, 2, 3, 6, 7, 100])
def test_however_large_the_parts_every_record_is_there_once(at_once: int) -> None:
    declare_deals()
    bring("D1", "D2", "D3", "D4", "D5", "D6", "D7")
    bring("D3", "D6", stage="Lost")
    log.append([deletion("deals", "D5")], source="crm", at=AT, by=BY)
    found = [each.rows for each in parts("deals", visible=EVERYTHING, at_once=at_once)]
    listed = records("deals", visible=EVERYTHING).rows
    assert [row for part in found for row in part] == list(listed)
    assert [row.key for row in listed] == ["D6", "D3", "D7", "D4", "D2", "D1"]
    assert all(len(part) <= at_once for part in found)


def test_a_dataset_without_records_is_one_empty_part() -> None:
    declare_deals()
    (part,) = parts("deals", visible=EVERYTHING)
    assert (part.dataset.key, part.rows) == ("deals", ())


def test_all_parts_are_of_the_position_asked() -> None:
    declare_deals()
    bring("D1", "D2", "D3")
    before = records("deals", visible=EVERYTHING).rows[0].position
    going_through = parts("deals", visible=EVERYTHING, position=before, at_once=1)
    first = next(going_through)
    bring("D1", "D4", stage="Lost")
    rest = [row.key for part in going_through for row in part.rows]
    assert [first.rows[0].key, *rest] == ["D3", "D2", "D1"]


def test_who_sees_nobody_exports_nothing() -> None:
    declare_deals()
    bring("D1", "D2")
    (part,) = parts("deals", visible=Visible(people=frozenset()))
    assert part.rows == ()
