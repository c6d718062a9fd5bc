"""Load an example up to the day on which its replay starts, targets and sign-ins included."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from rumbo.flows import replay as replays
from rumbo.flows.load_example import Progress, no_progress
from rumbo.flows.replay import REPLAY, Replay
from rumbo.flows.scripts import Script
from rumbo.flows.sightings import midnight
from rumbo.kernel.calendar import Grain, Period
from rumbo.people import operations as people
from rumbo.people import queries
from rumbo.targets.growth import grow_due

A_MOMENT = timedelta(microseconds=1)


def prepare_demo(folder: Path, *, password: str, progress: Progress = no_progress) -> Script:
    """Everything a demo shows at its start; the clock is moved last. Raises Refused."""
    script = replays.found(folder)
    replays.load_still(folder, script)
    replay = replays.read(folder, script)
    after = midnight(script.begins, replay.zone) - A_MOMENT
    for quarter in _quarters(script):
        after = _load_until(replay, after=after, quarter=quarter, progress=progress)
    replays.load_days(replay, after=after, until=replay.starts, progress=progress)
    for person in script.sign_ins:
        people.open_sign_in(person, password=password, by=REPLAY, at=replay.starts)
    people.move_clock(to=replay.starts)
    return script


def _load_until(
    replay: Replay, *, after: datetime, quarter: Period, progress: Progress
) -> datetime:
    """What was seen before a quarter, then its targets; the instant reached."""
    opens = midnight(quarter.start, replay.zone)
    replays.load_days(replay, after=after, until=opens, progress=progress)
    grow_due(today=quarter.start, by=REPLAY, at=opens)
    return opens


def _quarters(script: Script) -> Iterator[Period]:
    for each in queries.periods(Grain.QUARTER):
        if script.begins < each.period.start <= script.starts:
            yield each.period
