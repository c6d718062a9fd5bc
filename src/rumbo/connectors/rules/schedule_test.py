"""A source is due when its span has passed or the clock of the office showed the hour."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from rumbo.connectors.rules.schedule import Schedule, due, is_cron, upcoming

MADRID = "Europe/Madrid"
NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
HOURLY = Schedule(every=timedelta(hours=1))
MORNING = Schedule(cron="30 6 * * *")


def test_a_source_never_read_is_due_at_once() -> None:
    assert due(HOURLY, last=None, now=NOON, zone=MADRID) is not None


def test_a_source_read_half_an_hour_ago_waits_for_its_hour() -> None:
    assert due(HOURLY, last=NOON - timedelta(minutes=30), now=NOON, zone=MADRID) is None
    assert due(HOURLY, last=NOON - timedelta(minutes=60), now=NOON, zone=MADRID) is not None


def test_two_workers_give_the_same_reading_the_same_name() -> None:
    last = NOON - timedelta(minutes=61)
    first = due(HOURLY, last=last, now=NOON, zone=MADRID)
    assert first == due(HOURLY, last=last, now=NOON + timedelta(seconds=20), zone=MADRID)


def test_half_past_six_is_by_the_clock_of_the_office() -> None:
    before = datetime(2026, 3, 10, 5, 29, tzinfo=UTC)  # 6:29 in Madrid
    yesterday = before - timedelta(hours=23)
    assert due(MORNING, last=yesterday, now=before, zone=MADRID) is None
    assert due(MORNING, last=yesterday, now=before + timedelta(minutes=1), zone=MADRID)


def test_half_past_six_stays_half_past_six_in_summer() -> None:
    summer = datetime(2026, 7, 1, 4, 30, tzinfo=UTC)  # 6:30 in Madrid
    assert due(MORNING, last=summer - timedelta(hours=2), now=summer, zone=MADRID)
    assert due(MORNING, last=summer, now=summer + timedelta(minutes=5), zone=MADRID) is None


def test_readings_missed_over_a_weekend_are_caught_up_by_one() -> None:
    monday = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
    friday = monday - timedelta(days=3)
    assert due(MORNING, last=friday, now=monday, zone=MADRID) is not None
    assert due(MORNING, last=monday, now=monday + timedelta(minutes=1), zone=MADRID) is None


def test_by_hand_is_never_due() -> None:
    assert due(Schedule(), last=None, now=NOON, zone=MADRID) is None
    assert upcoming(Schedule(), last=None, now=NOON, zone=MADRID) is None


def test_the_next_reading_is_told_in_advance() -> None:
    wanted = datetime(2026, 3, 11, 6, 30, tzinfo=ZoneInfo(MADRID))
    assert upcoming(MORNING, last=None, now=NOON, zone=MADRID) == wanted
    assert upcoming(HOURLY, last=NOON, now=NOON, zone=MADRID) == NOON + timedelta(hours=1)


def test_a_line_of_six_parts_is_none_of_ours() -> None:
    assert not is_cron("0 30 6 * * *")
    assert not is_cron("every day")
