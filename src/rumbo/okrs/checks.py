"""What is wrong with a cycle's objectives beyond their shape, each with its place."""

import difflib
from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal

from rumbo.kernel.calendar import Period
from rumbo.kernel.document import Document, Step
from rumbo.kernel.expressions import parse
from rumbo.kernel.problems import Problem, Refused
from rumbo.okrs.patterns import numbers
from rumbo.okrs.rules.alignment import in_a_loop, shares_add_up
from rumbo.okrs.rules.course import Aim
from rumbo.okrs.shapes import (
    CheckInShape,
    CycleDocument,
    Elsewhere,
    KeyResultShape,
    ObjectiveShape,
)
from rumbo.targets.values import TargetScope

Path = tuple[Step, ...]


def check(
    document: Document, shape: CycleDocument, *, elsewhere: Elsewhere
) -> Iterator[Problem]:
    """Every problem of a file whose shape is right, in the order of the file."""
    yield from _twice(document, shape)
    yield from _alignment(document, shape, elsewhere)
    for index, objective in enumerate(shape.objectives):
        path: Path = ("objectives", index)
        yield from _whose(document, objective, path, elsewhere=elsewhere)
        for number, key_result in enumerate(objective.key_results):
            at = (*path, "key-results", number)
            yield from _whose(document, key_result, at, elsewhere=elsewhere)
            yield from _measure(document, key_result, at, elsewhere=elsewhere)
            yield from _aim(document, key_result, at)
            yield from _milestones(document, key_result, at, elsewhere=elsewhere)
            yield from _period(document, key_result, at, cycle=shape.period)
            yield from _library(document, key_result, at)
            for count, each in enumerate(key_result.check_ins):
                at_one = (*at, "check-ins", count)
                yield from _check_in(document, each, at_one, key_result=key_result)


def _twice(document: Document, shape: CycleDocument) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for path, word, key in _keys(shape):
        if (word, key) in seen:
            yield Problem("okrs.twice", document.place(*path, word), {"key": key})
        seen.add((word, key))


def _keys(shape: CycleDocument) -> Iterator[tuple[Path, str, str]]:
    for index, objective in enumerate(shape.objectives):
        yield ("objectives", index), "objective", objective.objective
        for number, each in enumerate(objective.key_results):
            yield ("objectives", index, "key-results", number), "key-result", each.key_result


def _alignment(
    document: Document, shape: CycleDocument, elsewhere: Elsewhere
) -> Iterator[Problem]:
    parents = {
        each.objective: [to.objective for to in each.contributes_to]
        for each in shape.objectives
    }
    known = parents.keys() | elsewhere.objectives
    loops = in_a_loop(parents)
    for index, each in enumerate(shape.objectives):
        path: Path = ("objectives", index, "contributes-to")
        if not shares_add_up([to.share for to in each.contributes_to]):
            total = sum((to.share for to in each.contributes_to), Decimal(0)) * 100
            facts = {"key": each.objective, "total": f"{total.normalize():f}"}
            yield Problem("okrs.shares-not-whole", document.place(*path), facts)
        if each.objective in loops:
            yield Problem("okrs.loop", document.place(*path), {"key": each.objective})
        for number, to in enumerate(each.contributes_to):
            if to.objective not in known:
                place = document.place(*path, number, "objective")
                facts = {"key": to.objective, "near": _near(to.objective, known)}
                yield Problem("okrs.unknown-objective", place, facts)


def _near(word: str, known: Iterable[str]) -> str:
    return next(iter(difflib.get_close_matches(word, list(known), n=1)), "")


def _whose(
    document: Document,
    shape: ObjectiveShape | KeyResultShape,
    path: Path,
    *,
    elsewhere: Elsewhere,
) -> Iterator[Problem]:
    people, teams = elsewhere.people, elsewhere.teams
    if shape.owner is not None and people is not None and shape.owner not in people:
        facts = {"key": shape.owner, "near": _near(shape.owner, people)}
        yield Problem("okrs.unknown-person", document.place(*path, "owner"), facts)
    yield from _scope(document, shape.of, path, known={"person": people, "team": teams})


def _scope(
    document: Document,
    scope: TargetScope | None,
    path: Path,
    *,
    known: dict[str, frozenset[str] | None],
) -> Iterator[Problem]:
    keys = known.get(scope.kind) if scope is not None else None
    if scope is not None and keys is not None and scope.key not in keys:
        facts = {"key": scope.key, "near": _near(scope.key, keys)}
        yield Problem(f"okrs.unknown-{scope.kind}", document.place(*path, "of"), facts)


def _measure(
    document: Document, shape: KeyResultShape, path: Path, *, elsewhere: Elsewhere
) -> Iterator[Problem]:
    ways = (shape.metric is not None) + (shape.by_hand is not None)
    if ways != (not shape.milestones):
        code = "okrs.milestones-are-ticked" if shape.milestones else "okrs.one-measure"
        yield Problem(code, document.place(*path), {"key": shape.key_result})
    metrics = elsewhere.metrics
    if shape.metric is not None and metrics is not None and shape.metric not in metrics:
        facts = {"key": shape.metric, "near": _near(shape.metric, metrics)}
        yield Problem("okrs.unknown-metric", document.place(*path, "metric"), facts)
    if shape.where:
        place = document.place(*path, "where")
        try:
            parse(shape.where, place=place)
        except Refused as refused:
            yield from refused.problems


def _aim(document: Document, shape: KeyResultShape, path: Path) -> Iterator[Problem]:
    facts = {"key": shape.key_result}
    if len(shape.aims) != 1:
        yield Problem("okrs.one-aim", document.place(*path), facts)
    if shape.start is not None and shape.start == shape.reach:
        yield Problem("okrs.start-equals-target", document.place(*path, "start"), facts)
    if {Aim.HOLD, Aim.DONE} & set(shape.aims):
        for word in ("against", "start", "stretch"):
            if getattr(shape, word) is not None:
                place = document.place(*path, word)
                yield Problem("okrs.no-way-to-go", place, {**facts, "word": word})
    elif shape.by_hand is not None and _lacks_start(shape):
        yield Problem("okrs.by-hand-start", document.place(*path), facts)


def _milestones(
    document: Document, shape: KeyResultShape, path: Path, *, elsewhere: Elsewhere
) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, each in enumerate(shape.milestones):
        at = (*path, "milestones", number)
        if each.milestone in seen:
            place = document.place(*at, "milestone")
            yield Problem("okrs.milestone-twice", place, {"key": each.milestone})
        seen.add(each.milestone)
        by, people = each.done.by if each.done else None, elsewhere.people
        if by is not None and people is not None and by not in people:
            facts = {"key": by, "near": _near(by, people)}
            yield Problem("okrs.unknown-person", document.place(*at, "done", "by"), facts)


def _period(
    document: Document, shape: KeyResultShape, path: Path, *, cycle: Period
) -> Iterator[Problem]:
    own = shape.period
    if own is not None and own.overlap(cycle) != own:
        facts = {
            "start": cycle.start.isoformat(),
            "last": (cycle.before - timedelta(days=1)).isoformat(),
        }
        yield Problem("okrs.period-outside", document.place(*path, "period"), facts)


def _library(document: Document, shape: KeyResultShape, path: Path) -> Iterator[Problem]:
    if shape.library and shape.library not in numbers():
        facts = {"number": shape.library}
        yield Problem("okrs.unknown-pattern", document.place(*path, "library"), facts)


def _lacks_start(shape: KeyResultShape) -> bool:
    """A value entered by hand has no period before it: it must say where it starts."""
    given = shape.against.value if shape.against is not None else None
    return shape.start is None and given is None


def _check_in(
    document: Document, shape: CheckInShape, path: Path, *, key_result: KeyResultShape
) -> Iterator[Problem]:
    if key_result.by_hand is None and shape.value is not None:
        ticked = bool(key_result.milestones)
        code = "okrs.value-is-ticked" if ticked else "okrs.value-is-measured"
        yield Problem(code, document.place(*path, "value"))
    if key_result.by_hand is not None and shape.value is None:
        yield Problem("okrs.value-missing", document.place(*path))
