"""A recorded sample as it would have been seen, day by day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zlib import crc32
from zoneinfo import ZoneInfo

from rumbo.flows.scripts import Script

Value = str | int | bool | None


@dataclass(frozen=True, slots=True, order=True)
class Sighting:
    """One record as the source showed it at one reading; ordered by instant, then key."""

    at: datetime
    key: str
    closed: bool
    values: tuple[tuple[str, Value], ...]


def sightings(
    script: Script, zone: ZoneInfo, *, records: Iterable[tuple[str, Mapping[str, Value]]]
) -> tuple[Sighting, ...]:
    """Every record as often as it is seen, in the order in which it is seen."""
    found = (
        sighting
        for key, values in records
        for sighting in _of_record(script, zone, record=(key, values))
    )
    return tuple(sorted(found, key=lambda each: (each.at, each.key, each.closed)))


def readings(script: Script, zone: ZoneInfo, *, after: datetime) -> Iterator[datetime]:
    """The instants at which the source is read, after an instant and before the end."""
    day = after.astimezone(zone).date()
    while day < script.before:
        for hour in script.reads_at:
            instant = datetime.combine(day, hour, zone)
            if instant > after:
                yield instant
        day += timedelta(days=1)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of a business day."""
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def _of_record(
    script: Script, zone: ZoneInfo, *, record: tuple[str, Mapping[str, Value]]
) -> Iterator[Sighting]:
    key, values = record
    opened, closed = values.get(script.opened_on), values.get(script.closed_on)
    if opened is None:
        yield Sighting(midnight(script.begins, zone), key, False, tuple(values.items()))  # noqa: FBT003
        return
    first = _reading(script, zone, key=key, day=date.fromisoformat(str(opened)))
    yield Sighting(first, key, False, tuple(_while_open(script, values)))  # noqa: FBT003
    if closed is not None:
        last = _reading(script, zone, key=key, day=date.fromisoformat(str(closed)))
        yield Sighting(max(first, last), key, True, tuple(values.items()))  # noqa: FBT003


def _while_open(script: Script, values: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
    for field, value in values.items():
        if field == script.stage.field:
            yield field, script.stage.while_open
        else:
            yield field, None if field in script.unknown_while_open else value


def _reading(script: Script, zone: ZoneInfo, *, key: str, day: date) -> datetime:
    # The sample knows no hours: the key spreads a day's records over its readings.
    hour = script.reads_at[crc32(key.encode()) % len(script.reads_at)]
    return datetime.combine(day, hour, zone)
