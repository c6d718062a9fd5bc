"""A key may send its minute's worth at once, and then waits as long as it was told."""

from rumbo.pushes.rules.bucket import Bucket

SECOND = 1_000_000


def test_a_minutes_events_may_come_at_once_and_the_next_waits() -> None:
    bucket = Bucket.full(60, at=0).without(59)
    assert bucket.wait == 0
    assert bucket.without(1).wait == 1


def test_it_fills_evenly_and_never_over_a_minute() -> None:
    empty = Bucket.full(60, at=0).without(60)
    assert empty.later(10 * SECOND).level == Bucket.full(10, at=0).level
    assert empty.later(3600 * SECOND).level == Bucket.full(60, at=0).level


def test_a_large_batch_leaves_a_debt_that_is_waited_for() -> None:
    owing = Bucket.full(60, at=0).without(90)
    assert owing.wait == 31
    assert owing.later(30 * SECOND).wait == 1
    assert owing.later(31 * SECOND).wait == 0


def test_a_slow_key_waits_whole_minutes() -> None:
    assert Bucket.full(1, at=0).without(1).wait == 60


def test_a_clock_that_stands_still_gives_nothing() -> None:
    assert Bucket.full(1, at=50).without(1).later(50).wait == 60
