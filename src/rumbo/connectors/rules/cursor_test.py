"""The next reading starts a little before where the last one ended."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from rumbo.connectors.rules.cursor import Kind, cursor_of, higher, parse, start, takes
from rumbo.connectors.rules.source import Overlap

TEN_MINUTES = Overlap(time=timedelta(minutes=10))


@pytest.mark.parametrize(
    "value",
    [
        7,
        Decimal("7"),
        date(2026, 3, 1),
        datetime(2026, 3, 1, 9, 30, 0, 5),  # noqa: DTZ001 - a source's own clock
        datetime(2026, 3, 1, 9, 30, tzinfo=timezone(timedelta(hours=2))),
        "2026-03-01 09:30:00",
    ],
)
def test_a_cursor_kept_as_text_is_read_back_the_same(value: object) -> None:
    found = cursor_of(value)
    assert found is not None
    assert parse(str(found)) == found


def test_what_cannot_be_ordered_is_no_cursor() -> None:
    assert [cursor_of(each) for each in (None, True, 1.5, Decimal("1.5"), b"x", "")] == [
        None
    ] * 6


def test_an_instant_goes_back_by_the_overlap() -> None:
    found = cursor_of(datetime(2026, 3, 1, 9, 30, tzinfo=UTC))
    assert found is not None
    assert start(found, TEN_MINUTES) == datetime(2026, 3, 1, 9, 20, tzinfo=UTC)


def test_a_day_goes_back_by_whole_days() -> None:
    found = cursor_of(date(2026, 3, 1))
    assert found is not None
    assert start(found, TEN_MINUTES) == date(2026, 2, 28)


def test_a_number_goes_back_by_a_count() -> None:
    found = cursor_of(1_000)
    assert found is not None
    assert start(found, Overlap(count=50)) == 950


def test_an_instant_in_text_keeps_its_spelling() -> None:
    found = cursor_of("2026-03-01 09:30:00.123")
    assert found is not None
    assert start(found, TEN_MINUTES) == "2026-03-01 09:20:00"


def test_the_highest_is_kept_whatever_the_order() -> None:
    assert higher(cursor_of(3), cursor_of(2)) == cursor_of(3)
    assert higher(None, cursor_of(2)) == cursor_of(2)


def test_an_overlap_in_minutes_says_nothing_of_numbers() -> None:
    assert not takes(Kind.WHOLE, TEN_MINUTES)
    assert takes(Kind.INSTANT, TEN_MINUTES)
    assert not takes(Kind.DATE, Overlap(count=5))
