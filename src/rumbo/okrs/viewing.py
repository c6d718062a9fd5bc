"""Makes the views of key results: what was declared, measured, and judged for today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from rumbo.kernel.calendar import Period, previous
from rumbo.kernel.texts import Text
from rumbo.metrics.values import Coverage
from rumbo.okrs.measuring import Asked, Measurements, accumulates
from rumbo.okrs.models import CheckIn, KeyResultVersion
from rumbo.okrs.rights import Version
from rumbo.okrs.rules.course import (
    Aim,
    ChangeBy,
    Course,
    Declared,
    course,
    needs_baseline,
    starts_beyond,
)
from rumbo.okrs.rules.freshness import BY_HAND, is_stale
from rumbo.okrs.rules.progress import clamped, progress, score
from rumbo.okrs.rules.roll_up import Part
from rumbo.okrs.values import (
    AimVersion,
    CheckInView,
    KeyResultView,
    Point,
    ScopeView,
)
from rumbo.people.values import PersonRef, TeamRef
from rumbo.targets.rules.pace import Pace, Standing, expected_by, pace


@dataclass(frozen=True, slots=True)
class Around:
    """What surrounds every key result of a page."""

    period: Period
    today: date
    zone: ZoneInfo
    people: Mapping[str, PersonRef]
    teams: Mapping[str, TeamRef]
    figures: Measurements


@dataclass(frozen=True, slots=True)
class Stored:
    """A key result's rows: the version believed, all versions so far, its check-ins."""

    key: str
    objective: str
    version: KeyResultVersion
    versions: Sequence[KeyResultVersion]
    check_ins: Sequence[CheckIn]
    may_check_in: bool


@dataclass(frozen=True, slots=True)
class _Measured:
    current: Decimal | None
    baseline: Decimal | None
    coverage: Coverage
    accumulates: bool
    unit: str
    direction: str
    name: Text | None
    points: tuple[tuple[date, Decimal], ...]


@dataclass(frozen=True, slots=True)
class _Way:
    """The course, the raw progress along it, and what that means today."""

    along: Course | None
    raw: Decimal | None
    pace: Pace

    @property
    def direction(self) -> str:
        falls = self.along is not None and self.along.target < self.along.start
        return "down" if falls else "up"


def scope_of(version: Version, around: Around) -> ScopeView:
    """Whose it is, with the name to show."""
    if version.person_id is not None:
        ref = around.people.get(version.person_id)
        return ScopeView("person", version.person_id, ref.name if ref else "")
    if version.team_id is not None:
        team = around.teams[version.team_id]
        return ScopeView("team", team.key, team.name, team.level)
    return ScopeView("company")


def key_result_view(stored: Stored, around: Around) -> KeyResultView:
    """A key result, measured at the page's position and judged for its day."""
    version = stored.version
    scope = scope_of(version, around)
    measured = _measured(stored, scope, around) if version.metric else _by_hand(stored, around)
    way = _way(version, measured, around)
    return KeyResultView(
        key=stored.key,
        objective=stored.objective,
        name=Text(version.name_en, version.name_es),
        aim=Aim(version.aim),
        metric=version.metric or None,
        metric_name=measured.name,
        where=version.where,
        unit=measured.unit,
        direction=measured.direction if version.metric else way.direction,
        scope=scope,
        owner=around.people.get(version.owner_id or ""),
        period=around.period,
        baseline_period=_baseline_period(version, around) if measured.baseline else None,
        weight=version.weight,
        start=way.along.start if way.along else None,
        target=way.along.target if way.along else version.reach,
        stretch=version.stretch,
        baseline=measured.baseline,
        change=version.change,
        change_by=ChangeBy(version.change_by) if version.change_by else None,
        current=measured.current,
        progress=way.raw,
        shown=None if way.raw is None else clamped(way.raw),
        expected_value=way.along.at(way.pace.expected) if way.along else None,
        pace=way.pace,
        score=score(way.raw),
        coverage=measured.coverage,
        points=_points(measured, way.along, around),
        confidence=_confidence(stored.check_ins),
        check_ins=tuple(_check_in(each, around) for each in reversed(stored.check_ins)),
        aims=_aims(stored.versions),
        may_check_in=stored.may_check_in,
    )


def part_of(view: KeyResultView) -> Part:
    """The key result in its objective's roll-up; grey does not report."""
    trusted = view.standing is not Standing.GREY
    return Part(
        progress=view.progress if trusted else None,
        weight=view.weight,
        adds_as=_adds_as(view),
        value=view.current,
        target=view.target,
    )


def _adds_as(view: KeyResultView) -> str | None:
    """What its value adds up with: the same sum over people, or teams, that do not overlap."""
    sums = view.start == 0 and view.direction == "up" and view.unit in {"money", "count"}
    if view.metric is None or not sums:
        return None
    return " ".join((view.metric, view.where, view.scope.kind, view.scope.level))


def _declared(version: KeyResultVersion, *, sums: bool) -> Declared:
    return Declared(
        aim=Aim(version.aim),
        accumulates=sums,
        reach=version.reach,
        start=version.start,
        change=version.change,
        change_by=ChangeBy(version.change_by or ChangeBy.RELATIVE),
    )


def _measured(stored: Stored, scope: ScopeView, around: Around) -> _Measured:
    version, figures = stored.version, around.figures
    defined = figures.metric(version.metric)
    sums = accumulates(defined)
    asked = Asked(version.metric, version.where, scope, around.period)
    baseline = version.baseline
    if baseline is None and needs_baseline(_declared(version, sums=sums)):
        baseline = figures.value(replace(asked, period=_baseline_period(version, around)))
    return _Measured(
        current=figures.value(asked),
        baseline=baseline,
        coverage=figures.coverage(asked),
        accumulates=sums,
        unit=defined.unit.value,
        direction=defined.direction.value,
        name=defined.name,
        points=figures.by_week(asked),
    )


def _by_hand(stored: Stored, around: Around) -> _Measured:
    said = [each for each in stored.check_ins if each.value is not None]
    last = said[-1] if said else None
    noon = datetime.combine(last.on, time(12), around.zone) if last else None
    return _Measured(
        current=last.value if last else None,
        baseline=stored.version.baseline,
        coverage=Coverage(
            first=said[0].on if last else None,
            last=last.on if last else None,
            observed_at=noon.astimezone(UTC) if noon else None,
            fresh_through=last.on + BY_HAND if last else None,
        ),
        accumulates=False,
        unit=stored.version.unit,
        direction="up",
        name=None,
        points=tuple((each.on, each.value or Decimal(0)) for each in said),
    )


def _way(version: KeyResultVersion, measured: _Measured, around: Around) -> _Way:
    declared = _declared(version, sums=measured.accumulates)
    along = course(declared, baseline=measured.baseline)
    beyond = _beyond(declared, along, measured)
    raw = None if beyond else progress(measured.current, along)
    silence = "pace.starts-beyond" if beyond else _silence(raw, along, measured=measured)
    judged = _judged(raw, silence, measured=measured, around=around)
    return _Way(along, raw, judged)


def _aims(versions: Sequence[KeyResultVersion]) -> tuple[AimVersion, ...]:
    return tuple(
        AimVersion(each.reach, each.change, each.known_from, each.reason) for each in versions
    )


def _baseline_period(version: KeyResultVersion, around: Around) -> Period:
    if version.baseline_start and version.baseline_before:
        return Period(version.baseline_start, version.baseline_before)
    return previous(around.period)


def _judged(
    raw: Decimal | None,
    reason: str | None,
    *,
    measured: _Measured,
    around: Around,
) -> Pace:
    today, period = around.today, around.period
    fresh = measured.coverage.fresh_through
    if reason is None and is_stale(fresh, today=today, period=period):
        reason = "pace.stale"
    judged = pace(None if reason else raw, period=period, today=today)
    keeps = reason is None or judged.standing is Standing.NOT_STARTED
    return judged if keeps else replace(judged, reason=reason or judged.reason)


def _beyond(declared: Declared, along: Course | None, measured: _Measured) -> bool:
    up = measured.direction == "up"
    sums = measured.accumulates or measured.name is None
    return along is not None and not sums and starts_beyond(declared, along, up_is_good=up)


def _silence(raw: Decimal | None, along: Course | None, *, measured: _Measured) -> str | None:
    """Why there is no progress at all."""
    if raw is not None:
        return None
    if along is None:
        return "pace.no-baseline"
    return "pace.no-data" if measured.current is None else "pace.unscorable"


def _points(measured: _Measured, along: Course | None, around: Around) -> tuple[Point, ...]:
    reached = ((min(day, around.today), value) for day, value in measured.points)
    return tuple(
        Point(day, value, along.at(expected_by(day, around.period)) if along else None)
        for day, value in reached
    )


def _confidence(check_ins: Sequence[CheckIn]) -> Decimal | None:
    said = [each.confidence for each in check_ins if each.confidence is not None]
    return said[-1] if said else None


def _check_in(row: CheckIn, around: Around) -> CheckInView:
    return CheckInView(
        number=row.number,
        on=row.on,
        by=around.people.get(row.person_id or ""),
        value=row.value,
        confidence=row.confidence,
        note=row.note,
    )
