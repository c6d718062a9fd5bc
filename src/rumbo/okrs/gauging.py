"""Takes the figures of a key result: from its metric, from people's check-ins, or by ticks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from rumbo.kernel.calendar import Period
from rumbo.kernel.texts import Text
from rumbo.metrics.values import Coverage
from rumbo.okrs.measuring import Asked, Measurements, accumulates
from rumbo.okrs.models import CheckIn, KeyResultVersion, Tick
from rumbo.okrs.rules.baselines import Against, compared_with
from rumbo.okrs.rules.course import Aim, ChangeBy, Declared, needs_baseline
from rumbo.okrs.rules.freshness import BY_HAND
from rumbo.okrs.rules.holding import Bounds
from rumbo.okrs.rules.milestones import Step, share_done
from rumbo.okrs.values import MilestoneView, ScopeView
from rumbo.people.values import PersonRef, TeamRef


@dataclass(frozen=True, slots=True)
class Around:
    """What surrounds every key result of a page."""

    period: Period
    today: date
    zone: ZoneInfo
    people: Mapping[str, PersonRef]
    teams: Mapping[str, TeamRef]
    figures: Measurements

    def of(self, version: KeyResultVersion) -> "Around":
        """The same for one key result, which may be about a part of the cycle."""
        start, before = version.period_start, version.period_before
        return replace(self, period=Period(start, before)) if start and before else self


@dataclass(frozen=True, slots=True)
class Stored:
    """A key result's rows: the version believed, all versions so far, what people said.

    `ticks` holds the last word on each milestone that anybody ever ticked.
    """

    key: str
    objective: str
    version: KeyResultVersion
    versions: Sequence[KeyResultVersion]
    check_ins: Sequence[CheckIn]
    ticks: Mapping[str, Tick]
    may_check_in: bool


@dataclass(frozen=True, slots=True)
class Gauged:
    """The figures of a key result, before they are judged.

    `compared` is the period of the baseline, None where none is needed or a value was given.
    """

    current: Decimal | None
    baseline: Decimal | None
    coverage: Coverage
    accumulates: bool
    unit: str
    direction: str
    name: Text | None
    points: tuple[tuple[date, Decimal], ...] = ()
    against: Against | None = None
    compared: Period | None = None
    milestones: tuple[MilestoneView, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(Step(each.due, each.done_on) for each in self.milestones)


def gauged(stored: Stored, scope: ScopeView, around: Around) -> Gauged:
    """The figures at the page's position, for its day."""
    if stored.version.aim == Aim.DONE:
        return _by_ticks(stored, around)
    if stored.version.metric:
        return _by_metric(stored, scope, around)
    return _by_hand(stored, around)


def declared_aim(version: KeyResultVersion, *, sums: bool) -> Declared:
    """The aim as its author wrote it."""
    return Declared(
        aim=Aim(version.aim),
        accumulates=sums,
        reach=version.reach,
        start=version.start,
        change=version.change,
        change_by=ChangeBy(version.change_by or ChangeBy.RELATIVE),
    )


def bounds_of(version: KeyResultVersion) -> Bounds:
    """What is to be held."""
    return Bounds(version.hold_low, version.hold_high)


def _by_metric(stored: Stored, scope: ScopeView, around: Around) -> Gauged:
    version, figures = stored.version, around.figures
    defined = figures.metric(version.metric)
    sums = accumulates(defined)
    asked = Asked(version.metric, version.where, scope, around.period)
    found = Gauged(
        current=figures.value(asked),
        baseline=None,
        coverage=figures.coverage(asked),
        accumulates=sums,
        unit=defined.unit.value,
        direction=defined.direction.value,
        name=defined.name,
        points=figures.by_week(asked),
    )
    if not needs_baseline(declared_aim(version, sums=sums)):
        return found
    compared = _compared(version, around)
    given = version.baseline
    value = given if compared is None else figures.value(replace(asked, period=compared))
    against = Against(version.against)
    return replace(found, baseline=value, against=against, compared=compared)


def _compared(version: KeyResultVersion, around: Around) -> Period | None:
    start, before = version.baseline_start, version.baseline_before
    named = Period(start, before) if start and before else None
    return compared_with(Against(version.against), around.period, named=named)


def _by_hand(stored: Stored, around: Around) -> Gauged:
    said = [each for each in stored.check_ins if each.value is not None]
    version, last = stored.version, said[-1] if said else None
    given = version.baseline is not None
    return Gauged(
        current=last.value if last else None,
        baseline=version.baseline,
        coverage=_said([each.on for each in said], around),
        accumulates=False,
        unit=version.unit,
        direction="down" if version.hold_high is not None else "up",
        name=None,
        points=tuple((each.on, each.value or Decimal(0)) for each in said),
        against=Against.VALUE if given else None,
    )


def _by_ticks(stored: Stored, around: Around) -> Gauged:
    milestones = tuple(_milestone(each, stored, around) for each in stored.version.milestones)
    steps = [Step(each.due, each.done_on) for each in milestones]
    said = [each.on for each in stored.check_ins]
    ticked = [each.at.astimezone(around.zone).date() for each in stored.ticks.values()]
    return Gauged(
        current=share_done(steps),
        baseline=None,
        coverage=_said([*said, *ticked], around),
        accumulates=False,
        unit="share",
        direction="up",
        name=None,
        milestones=milestones,
    )


def _milestone(
    declared: Mapping[str, str | None], stored: Stored, around: Around
) -> MilestoneView:
    key, due = str(declared["key"]), declared["due"]
    tick = stored.ticks.get(key)
    wanted = date.fromisoformat(due) if due else None
    done_on = tick.done_on if tick else None
    return MilestoneView(
        key=key,
        name=Text(str(declared["en"]), str(declared["es"])),
        due=wanted,
        done_on=done_on,
        by=around.people.get(tick.person_id or "") if tick and done_on else None,
        number=tick.number if tick else 0,
        overdue=Step(wanted, done_on).overdue(around.today),
    )


def _said(days: Sequence[date], around: Around) -> Coverage:
    """As far, and as freshly, as people spoke; noon stands for the time of a day."""
    if not days:
        return Coverage(None, None, None)
    first, last = min(days), max(days)
    noon = datetime.combine(last, time(12), around.zone).astimezone(UTC)
    return Coverage(first, last, noon, fresh_through=last + BY_HAND)
