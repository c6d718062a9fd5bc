"""A deal of the sample is seen open, later closed, and never before it engages."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from rumbo.flows.scripts import FileShape, Script, StageShape
from rumbo.flows.sightings import Sighting, Value, readings, sightings

NEW_YORK = ZoneInfo("America/New_York")
SCRIPT = Script(
    replay="maventech",
    dataset="deals",
    files=(FileShape(file="deals.csv", mapping="deals"),),
    opened_on="engaged-on",
    closed_on="closed-on",
    stage=StageShape(field="stage", while_open="Engaging"),
    unknown_while_open=("closed-on", "close-value"),
    reads_at=(time(9), time(16)),
    begins=date(2016, 10, 1),
    starts=date(2017, 11, 22),
    before=date(2017, 11, 24),
    sign_ins=(),
)
WON: dict[str, Value] = {
    "stage": "Won",
    "engaged-on": "2017-07-03",
    "closed-on": "2017-08-01",
    "close-value": 55000,
}
OPEN: dict[str, Value] = {
    "stage": "Engaging",
    "engaged-on": "2017-07-03",
    "closed-on": None,
    "close-value": None,
}
PROSPECT: dict[str, Value] = {**OPEN, "stage": "Prospecting", "engaged-on": None}


def seen(**records: dict[str, Value]) -> tuple[Sighting, ...]:
    return sightings(SCRIPT, NEW_YORK, records=records.items())


def test_a_won_deal_is_first_seen_open_without_its_outcome() -> None:
    first, last = seen(a=WON)
    assert first.at.date() == date(2017, 7, 3)
    assert dict(first.values) == OPEN
    assert last.at.date() == date(2017, 8, 1)
    assert dict(last.values) == WON


def test_a_deal_still_open_is_seen_once_as_the_source_has_it() -> None:
    (only,) = seen(a=OPEN)
    assert dict(only.values) == OPEN


def test_a_prospect_without_a_date_is_there_from_the_beginning() -> None:
    (only,) = seen(a=PROSPECT)
    assert only.at.isoformat() == "2016-10-01T00:00:00-04:00"
    assert dict(only.values)["stage"] == "Prospecting"


def test_everything_comes_in_the_order_in_which_it_is_seen() -> None:
    found = seen(b=WON, a=WON, c=PROSPECT)
    assert [each.at for each in found] == sorted(each.at for each in found)
    assert found[0].key == "c"


def test_a_deal_is_read_at_the_same_hour_every_time() -> None:
    assert seen(a=WON) == seen(a=WON)
    assert {each.at.time() for each in seen(a=WON)} <= {time(9), time(16)}


def test_the_source_is_read_until_the_day_before_the_end() -> None:
    after = datetime(2017, 11, 22, 15, tzinfo=UTC)
    ahead = [each.astimezone(NEW_YORK) for each in readings(SCRIPT, NEW_YORK, after=after)]
    assert [f"{each:%d %H}" for each in ahead] == ["22 16", "23 09", "23 16"]
