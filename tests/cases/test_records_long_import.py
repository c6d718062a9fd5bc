"""A long import is known part by part: a moment in its middle stays as it was answered."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from rumbo.history.queries import position_at
from rumbo.records import importing, projection
from rumbo.records.importing.appending import ROWS_PER_CHUNK
from tests.sales_records import AT, BY, HEADER, declare_deals, row

ROWS = 2 * ROWS_PER_CHUNK + 5
COUNT = """SELECT count(*) FROM dataset_deals
    WHERE _position_from <= $position AND (_position_to IS NULL OR _position_to > $position)"""

pytestmark = pytest.mark.django_db


def minutes() -> Iterator[datetime]:
    """A clock on which a minute passes between two looks."""
    at = AT
    while True:
        at += timedelta(minutes=1)
        yield at


def records_at(at: datetime) -> int:
    position = position_at(at)
    return int(str(projection.read(COUNT, position=position).rows[0][0]))


def test_a_moment_in_the_middle_of_an_import_knows_what_was_in_by_then(tmp_path: Path) -> None:
    declare_deals()
    file = tmp_path / "deals.csv"
    file.write_text("\n".join([HEADER, *(row(number) for number in range(ROWS)), ""]))
    ticking = minutes()
    done = importing.run(file, "crm", by=BY, at=AT, clock=lambda: next(ticking))
    assert done.new == ROWS
    seen = [records_at(AT + timedelta(minutes=passed)) for passed in range(4)]
    assert seen == [0, ROWS_PER_CHUNK, 2 * ROWS_PER_CHUNK, ROWS]


def test_without_a_clock_all_of_it_is_known_at_the_moment_that_was_told(tmp_path: Path) -> None:
    declare_deals()
    file = tmp_path / "deals.csv"
    file.write_text("\n".join([HEADER, *(row(number) for number in range(ROWS)), ""]))
    importing.run(file, "crm", by=BY, at=AT)
    assert records_at(AT) == ROWS
