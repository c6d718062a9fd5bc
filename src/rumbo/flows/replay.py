"""Replay a sample: what happened before the start at once, then reading after reading."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import transaction

from rumbo.flows.load_example import Progress, load_definitions, no_progress, organisation_zone
from rumbo.flows.scripts import Script, read_imports, read_script
from rumbo.flows.sightings import Sighting, Value, midnight, readings, sightings
from rumbo.history.actors import System
from rumbo.outbox.operations import signal
from rumbo.people import operations as people
from rumbo.people import queries
from rumbo.people.values import OrganisationView
from rumbo.records import importing, log
from rumbo.records.datasets import mapping
from rumbo.records.rules.payload import entry

REPLAY = System("replay")
OPENS_AT = time(8)  # the clock first stands here, before the first reading of its day
LAST_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Replay:
    """A script, and everything that will be seen, in order."""

    script: Script
    zone: ZoneInfo
    source: str
    seen: tuple[Sighting, ...]

    @property
    def starts(self) -> datetime:
        return datetime.combine(self.script.starts, OPENS_AT, self.zone)

    @property
    def ends(self) -> datetime:
        return midnight(self.script.before, self.zone) - LAST_MINUTE


def is_prepared(organisation: OrganisationView, script: Script) -> bool:
    """Whether a demo was loaded to its start (a start that was killed was not)."""
    at, zone = organisation.replay_at, ZoneInfo(organisation.time_zone)
    return at is not None and at >= datetime.combine(script.starts, OPENS_AT, zone)


def has_ended(organisation: OrganisationView) -> bool:
    """Whether a replayed clock stands where nothing is left to be seen."""
    at, before = organisation.replay_at, organisation.replay_before
    if at is None or before is None:
        return False
    return at >= midnight(before, ZoneInfo(organisation.time_zone)) - LAST_MINUTE


def found(folder: Path) -> Script:
    """Declare the example as of the day on which its replay begins. Raises Refused."""
    script = read_script(folder)
    with transaction.atomic():
        begins = midnight(script.begins, organisation_zone(folder))
        load_definitions(folder, by=REPLAY, at=begins)
        people.start_replay(at=begins, before=script.before, by=REPLAY)
    return script


def read(folder: Path, script: Script) -> Replay:
    """Everything that the replay will show, from the files of the example."""
    zone = ZoneInfo(queries.organisation().time_zone)
    at = midnight(script.begins, zone)
    records: list[tuple[str, dict[str, Value]]] = []
    source = ""
    for each in script.files:
        source = mapping(each.mapping).source
        entries, _ = importing.read_entries(folder / each.file, each.mapping, by=REPLAY, at=at)
        records.extend((row.key, json.loads(row.payload)) for row in entries)
    return Replay(script, zone, source, sightings(script, zone, records=records))


def load_still(folder: Path, script: Script) -> None:
    """Import the files of the example that are not replayed: they were always there."""
    replayed = {each.file for each in script.files}
    at = midnight(script.begins, ZoneInfo(queries.organisation().time_zone))
    for each in read_imports(folder).records:
        if each.file not in replayed:
            importing.run(folder / each.file, each.mapping, by=REPLAY, at=at)


def load_days(
    replay: Replay, *, after: datetime, until: datetime, progress: Progress = no_progress
) -> None:
    """Append what was seen in (after, until], a day at a time, all in one transaction."""
    due = [each for each in replay.seen if after < each.at <= until]
    done = 0
    with transaction.atomic():
        for day in _days(due, replay.zone):
            _append(replay, day, at=day[-1].at)
            done += len(day)
            progress("replay", done, len(due))


def advance(replay: Replay, *, to: datetime) -> int:
    """Move the clock, and append what is seen on the way; how many sightings there were."""
    with transaction.atomic():
        stands = queries.organisation().replay_at or replay.starts
        due = [each for each in replay.seen if stands < each.at <= to]
        people.move_clock(to=to)
        signal("clock")
        if due:
            _append(replay, due, at=to)
    return len(due)


def next_reading(replay: Replay, *, now: datetime) -> datetime | None:
    """The next instant at which something may be seen; None at the end."""
    ahead = next(readings(replay.script, replay.zone, after=now), replay.ends)
    return ahead if ahead > now else None


def _append(replay: Replay, seen: Iterable[Sighting], *, at: datetime) -> None:
    entries = [
        entry(replay.script.dataset, each.key, dict(each.values), observed_at=each.at)
        for each in seen
    ]
    log.append(entries, source=replay.source, at=at, by=REPLAY)


def _days(seen: Iterable[Sighting], zone: ZoneInfo) -> Iterator[list[Sighting]]:
    def day(each: Sighting) -> date:
        return each.at.astimezone(zone).date()

    for _, found_on in groupby(seen, key=day):
        yield list(found_on)
