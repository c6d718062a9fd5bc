"""Makes the views of key results: what was declared, measured, and judged for today."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from rumbo.kernel.texts import Text
from rumbo.okrs.gauging import Around, Gauged, Stored, bounds_of, gauged
from rumbo.okrs.judging import Way, judged
from rumbo.okrs.models import CheckIn, KeyResultVersion
from rumbo.okrs.rights import Version
from rumbo.okrs.rules.course import Aim, ChangeBy, Course
from rumbo.okrs.rules.progress import clamped, score
from rumbo.okrs.rules.roll_up import Part
from rumbo.okrs.values import AimVersion, CheckInView, KeyResultView, Point, ScopeView
from rumbo.targets.rules.pace import Standing, expected_by


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
    version, around = stored.version, around.of(stored.version)
    scope = scope_of(version, around)
    found = gauged(stored, scope, around)
    way = judged(version, found, around)
    by_hand = not version.metric and version.aim != Aim.HOLD
    return KeyResultView(
        key=stored.key,
        objective=stored.objective,
        name=Text(version.name_en, version.name_es),
        library=version.library,
        aim=_aim(version),
        metric=version.metric or None,
        metric_name=found.name,
        where=version.where,
        unit=found.unit,
        direction=way.direction if by_hand else found.direction,
        scope=scope,
        owner=around.people.get(version.owner_id or ""),
        period=around.period,
        against=found.against,
        compared=found.compared,
        weight=version.weight,
        start=way.along.start if way.along else None,
        target=way.along.target if way.along else _wanted(version),
        stretch=version.stretch,
        baseline=found.baseline,
        current=found.current,
        progress=way.raw,
        shown=None if way.raw is None else clamped(way.raw),
        expected_value=way.along.at(way.pace.expected) if way.along else _wanted(version),
        pace=way.pace,
        score=score(way.raw),
        coverage=found.coverage,
        points=_points(found, way, around),
        confidence=_confidence(stored.check_ins),
        check_ins=tuple(_check_in(each, around) for each in reversed(stored.check_ins)),
        milestones=found.milestones,
        aims=tuple(_aim(each) for each in stored.versions),
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
        expected=view.expected,
    )


def _adds_as(view: KeyResultView) -> str | None:
    """What its value adds up with: the same sum of the same period over people, or teams, that
    do not overlap."""
    sums = view.start == 0 and view.direction == "up" and view.unit in {"money", "count"}
    if view.metric is None or not sums:
        return None
    period = f"{view.period.start}..{view.period.before}"
    return " ".join((view.metric, view.where, view.scope.kind, view.scope.level, period))


def _aim(version: KeyResultVersion) -> AimVersion:
    return AimVersion(
        kind=Aim(version.aim),
        reach=version.reach,
        change=version.change,
        change_by=ChangeBy(version.change_by) if version.change_by else None,
        bounds=bounds_of(version),
        milestones=len(version.milestones),
        known_from=version.known_from,
        reason=version.reason,
    )


def _wanted(version: KeyResultVersion) -> Decimal | None:
    """The value to see where there is no course: what is to be reached, or the one bound."""
    return version.reach if version.aim != Aim.HOLD else bounds_of(version).only


def _points(found: Gauged, way: Way, around: Around) -> tuple[Point, ...]:
    reached = ((min(day, around.today), value) for day, value in found.points)
    return tuple(Point(day, value, _expected(way.along, around, day)) for day, value in reached)


def _expected(along: Course | None, around: Around, day: date) -> Decimal | None:
    return along.at(expected_by(day, around.period)) if along else None


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
