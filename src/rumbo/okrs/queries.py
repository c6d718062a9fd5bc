"""Reads of objectives: public inside the organisation; a partner sees only their own."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from rumbo.history import queries as history
from rumbo.kernel.calendar import Grain, Period
from rumbo.kernel.texts import Text
from rumbo.okrs import rights, shelf
from rumbo.okrs.gauging import Around
from rumbo.okrs.measuring import Measurements
from rumbo.okrs.models import CheckIn, CycleVersion, KeyResult, Objective
from rumbo.okrs.reading import read_cycle
from rumbo.okrs.rights import Settable
from rumbo.okrs.rolling import Tree
from rumbo.okrs.rules.numbering import library_place
from rumbo.okrs.shelf import PatternView
from rumbo.okrs.states import state_of
from rumbo.okrs.values import (
    CycleBoard,
    CycleView,
    KeyResultView,
    NamedKeyResult,
    ObjectiveView,
    Summary,
)
from rumbo.people import queries as people
from rumbo.people.access import NotVisible
from rumbo.people.believed import believed
from rumbo.people.values import PersonRef, Viewer


def cycles(
    viewer: Viewer,  # noqa: ARG001 - every read names its reader
    *,
    position: int | None = None,
) -> tuple[CycleView, ...]:
    """Every cycle, the latest first; their names are no secret inside."""
    rows = CycleVersion.objects.filter(believed(position)).select_related("cycle")
    ordered = rows.order_by("-start", "cycle__key")
    return tuple(_cycle_view(each, position=position) for each in ordered)


def current_cycle(
    viewer: Viewer, *, today: date, position: int | None = None
) -> CycleView | None:
    """The cycle of today: the shortest that holds it, else the last that has begun."""
    known = cycles(viewer, position=position)
    begun = [each for each in known if each.period.start <= today]
    holding = [each for each in begun if today in each.period]
    return min(holding, key=lambda each: each.period.days, default=next(iter(begun), None))


def objectives(
    cycle: str, *, viewer: Viewer, today: date, position: int | None = None
) -> CycleBoard:
    """A cycle's objectives as a tree, with every figure; raises NotVisible."""
    at = history.head() if position is None else position
    row = _cycle(cycle, position=at)
    views = _tree(row, viewer=viewer, today=today, position=at).views()
    results = [each for view in views for each in view.key_results]
    return CycleBoard(_cycle_view(row, position=at), today, at, views, _summary(results))


def objective(
    key: str, *, viewer: Viewer, today: date, position: int | None = None
) -> ObjectiveView:
    """One objective with its key results; raises NotVisible."""
    row = Objective.objects.select_related("cycle").filter(key=key).first()
    if row is None:
        raise NotVisible(key)
    at = history.head() if position is None else position
    cycle = _cycle(row.cycle.key, position=at)
    try:
        return _tree(cycle, viewer=viewer, today=today, position=at).view(key)
    except KeyError as error:
        raise NotVisible(key) from error


def key_result(
    key: str, *, viewer: Viewer, today: date, position: int | None = None
) -> KeyResultView:
    """One key result with its check-ins and aims; raises NotVisible."""
    row = KeyResult.objects.select_related("objective").filter(key=key).first()
    if row is None:
        raise NotVisible(key)
    above = objective(row.objective.key, viewer=viewer, today=today, position=position)
    for each in above.key_results:
        if each.key == key:
            return each
    raise NotVisible(key)


def key_results(
    *, viewer: Viewer, today: date, cycle: str | None = None, position: int | None = None
) -> tuple[KeyResultView, ...]:
    """The key results of a cycle, or of every one in the order of time; raises NotVisible.

    Those that came from the library stand in its order, before the others.
    """
    at = history.head() if position is None else position
    rows = [_cycle(cycle, position=at)] if cycle else _in_time(at)
    return tuple(
        each for row in rows for each in _in_cycle(row, viewer=viewer, today=today, position=at)
    )


def _in_time(position: int) -> list[CycleVersion]:
    """Every cycle, the first first, and a year before its quarters."""
    rows = CycleVersion.objects.filter(believed(position)).select_related("cycle")
    return list(rows.order_by("start", "-before", "cycle__key"))


def _in_cycle(
    row: CycleVersion, *, viewer: Viewer, today: date, position: int
) -> Iterable[KeyResultView]:
    tree = _tree(row, viewer=viewer, today=today, position=position)
    found = [each for view in tree.views() for each in view.key_results]
    return sorted(found, key=lambda each: library_place(each.library))


def my_key_results(
    person: str, *, viewer: Viewer, today: date, position: int | None = None
) -> tuple[KeyResultView, ...]:
    """The key results of today's cycle that are about a person, or owned by them.

    A key result without an owner belongs to the owner of its objective.
    """
    at = history.head() if position is None else position
    cycle = current_cycle(viewer, today=today, position=at)
    if cycle is None:
        return ()
    stored = read_cycle(_cycle(cycle.key, position=at).cycle, viewer=viewer, position=at)
    around = _around(cycle.period, viewer=viewer, today=today, position=at)
    tree = Tree(stored, around)
    mine = [
        each.key
        for each in stored
        if person in {each.version.person_id, each.version.owner_id}
        or any(person in {r.version.person_id, r.version.owner_id} for r in each.key_results)
    ]
    owners = {each.key: each.version.owner_id for each in stored}
    return tuple(
        result
        for key in mine
        for result in tree.key_results(key)
        if person in _whose(result, owners[key])
    )


def library(*, viewer: Viewer) -> tuple[PatternView, ...]:
    """Every pattern of the library in the order of its number; raises NotVisible."""
    return shelf.shelf(viewer)


def library_pattern(key: str, *, viewer: Viewer) -> PatternView:
    """One pattern of the library; raises NotVisible."""
    return shelf.taken_down(key, viewer=viewer)


def free_key(pattern: str, *, viewer: Viewer) -> str:  # noqa: ARG001 - a key is no secret
    """A key for the next objective that is made of a pattern."""
    return shelf.free_key(pattern)


def settable(viewer: Viewer) -> Settable:
    """For whom the viewer may set objectives."""
    return rights.settable(viewer)


def relying_on(
    metric: str, *, viewer: Viewer, today: date, position: int | None = None
) -> tuple[NamedKeyResult, ...]:
    """The key results of today's cycle that a metric measures; nothing is measured for it."""
    at = history.head() if position is None else position
    cycle = current_cycle(viewer, today=today, position=at)
    if cycle is None:
        return ()
    stored = read_cycle(_cycle(cycle.key, position=at).cycle, viewer=viewer, position=at)
    return tuple(
        NamedKeyResult(each.key, Text(each.version.name_en, each.version.name_es))
        for objective in stored
        for each in objective.key_results
        if each.version.metric == metric
    )


def _whose(result: KeyResultView, owner: str | None) -> set[str | None]:
    answers = result.owner.key if result.owner else owner
    about = result.scope.key if result.scope.kind == "person" else None
    return {answers, about}


def _cycle(key: str, *, position: int) -> CycleVersion:
    rows = CycleVersion.objects.filter(believed(position), cycle__key=key)
    row = rows.select_related("cycle").first()
    if row is None:
        raise NotVisible(key)
    return row


def _cycle_view(row: CycleVersion, *, position: int | None) -> CycleView:
    return CycleView(
        key=row.cycle.key,
        name=Text(row.name_en, row.name_es),
        grain=Grain(row.grain),
        period=Period(row.start, row.before),
        state=state_of(row.cycle, position=position),
    )


def _tree(row: CycleVersion, *, viewer: Viewer, today: date, position: int) -> Tree:
    stored = read_cycle(row.cycle, viewer=viewer, position=position)
    period = Period(row.start, row.before)
    return Tree(stored, _around(period, viewer=viewer, today=today, position=position))


def _around(period: Period, *, viewer: Viewer, today: date, position: int) -> Around:
    names = people.names(viewer=viewer)
    return Around(
        period=period,
        today=today,
        zone=ZoneInfo(people.organisation().time_zone),
        people={key: PersonRef(key, name) for key, name in names.items()},
        teams={each.key: each for each in people.teams(viewer=viewer)},
        figures=Measurements(visible=viewer.visible, position=position),
    )


def _summary(results: Iterable[KeyResultView]) -> Summary:
    count = Counter(each.standing for each in results)
    return Summary(**{each.value.replace("-", "_"): number for each, number in count.items()})


def notes_by(person: str, *, viewer: Viewer) -> int:  # noqa: ARG001 - every read names its reader
    """How many check-ins hold words of a person."""
    return CheckIn.objects.filter(person_id=person).exclude(note="").count()
