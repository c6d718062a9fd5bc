"""Checks what was chosen for a pattern, field by field, and makes the shape of an objective."""

from collections.abc import Callable, Iterator, Mapping

from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.metrics import queries as metrics
from rumbo.okrs import filters
from rumbo.okrs.chosen import Adapted
from rumbo.okrs.naming import named
from rumbo.okrs.patterns import KeyResultPattern, Pattern, unit_of
from rumbo.okrs.rules.baselines import Against
from rumbo.okrs.rules.choices import Choice, bounds, compared
from rumbo.okrs.rules.course import Aim
from rumbo.okrs.rules.filling import filled_filter
from rumbo.okrs.rules.holding import Bounds
from rumbo.okrs.scalars import change, day, hold, number, typed, typed_change
from rumbo.okrs.shapes import MilestoneShape, ObjectiveShape
from rumbo.people import queries as people
from rumbo.people.values import Viewer

LONGEST_NAME, LONGEST_FILL = 300, 100
Reader = Callable[[object], object]


def by_hand(taken: Pattern) -> frozenset[str]:
    """The numbers of its key results that no metric here can measure yet."""
    known = {each.key for each in metrics.metrics()}
    return frozenset(
        each.number for each in taken.key_results if each.metric and each.metric not in known
    )


def suggested(taken: KeyResultPattern) -> Choice:
    """What the pattern itself would choose, as somebody would type it."""
    held = taken.hold or Bounds()
    unit = unit_of(taken)
    target = typed_change(taken.change, unit) if taken.change else typed(taken.reach, unit)
    return Choice(
        target=target,
        low=typed(held.low, unit),
        high=typed(held.high, unit),
        against=taken.against.kind if taken.against else Against.PREVIOUS,
        fills={name: asked.for_instance for name, asked in taken.asks.items()},
    )


def checked(taken: Pattern, given: Adapted, *, viewer: Viewer) -> ObjectiveShape:
    """The objective as a document's would be; raises Refused with the field of each fault."""
    hands, chosen = by_hand(taken), given.key_results
    results = [each for each in taken.key_results if each.number in chosen]
    problems = [*_of_objective(given, viewer=viewer)]
    if not results:
        problems.append(Problem("okrs.nothing-chosen", Place("key-results")))
    for each in results:
        hand = each.number in hands
        readers = {**_aim(each, chosen[each.number]), **_before(each, chosen, hand=hand)}
        missing = [*_of_fills(each, chosen[each.number])]
        problems += [*missing, *_read(each.number, readers)]
        if not hand and not missing:
            problems += _of_filter(each, chosen[each.number])
    if problems:
        raise Refused(*problems)
    return ObjectiveShape.model_validate(_document(taken, given, results, hands=hands))


def _of_objective(given: Adapted, *, viewer: Viewer) -> Iterator[Problem]:
    for language, name in (("en", given.en), ("es", given.es)):
        if not name.strip() or len(name) > LONGEST_NAME:
            facts = {"limit": str(LONGEST_NAME)}
            yield Problem("okrs.name-length", Place(f"name-{language}"), facts)
    if given.owner not in people.names(viewer=viewer):
        yield Problem("okrs.owner-missing", Place("owner"))


def _of_fills(taken: KeyResultPattern, choice: Choice) -> Iterator[Problem]:
    for name in taken.asks:
        if not 0 < len(choice.fills.get(name, "").strip()) <= LONGEST_FILL:
            facts = {"limit": str(LONGEST_FILL)}
            yield Problem("okrs.fill-missing", Place(f"{taken.number}-{name}"), facts)


def _of_filter(taken: KeyResultPattern, choice: Choice) -> tuple[Problem, ...]:
    """A metric of the organisation's own may not know the field that the pattern filters by."""
    if taken.metric is None or not taken.where:
        return ()
    where = filled_filter(taken.where, choice.fills)
    place = Place(f"{taken.number}-{next(iter(taken.asks), 'chosen')}")
    return filters.of_filter(taken.metric, where, place=place)


def _read(number_: str, readers: Mapping[str, tuple[Reader, object]]) -> Iterator[Problem]:
    """Each value is read as a document's would be; what cannot be read has its field."""
    for word, (read, text) in readers.items():
        try:
            read(text)
        except Refused as refused:
            place = Place(f"{number_}-{word}")
            yield from (Problem(each.code, place, each.facts) for each in refused.problems)


def _aim(taken: KeyResultPattern, choice: Choice) -> dict[str, tuple[Reader, object]]:
    match taken.aim:
        case Aim.REACH:
            return {"target": (number, choice.target)}
        case Aim.CHANGE:
            return {"target": (change, choice.target)}
        case Aim.HOLD:
            return {"low": (hold, bounds(choice))}
        case Aim.DONE:
            return {f"due-{key}": (day, text) for key, text in choice.due.items() if text}


def _before(
    taken: KeyResultPattern, chosen: Mapping[str, Choice], *, hand: bool
) -> dict[str, tuple[Reader, object]]:
    """Where it comes from: entered by hand it must say so, measured only if it is fixed."""
    choice = chosen[taken.number]
    if taken.aim not in {Aim.REACH, Aim.CHANGE}:
        return {}
    if hand:
        return {"start": (number, choice.start)}
    fixed = taken.against is not None and choice.against is Against.VALUE
    return {"fixed": (number, choice.fixed)} if fixed else {}


def _document(
    taken: Pattern,
    given: Adapted,
    results: list[KeyResultPattern],
    *,
    hands: frozenset[str],
) -> dict[str, object]:
    scope, currency = given.scope, people.organisation().currency
    return {
        "objective": given.key,
        "name": {"en": given.en.strip(), "es": given.es.strip()},
        "why": {"en": taken.why.en, "es": taken.why.es},
        "of": "company" if scope.kind == "company" else {scope.kind: scope.key},
        "owner": given.owner,
        "type": taken.type,
        "ambition": given.ambition,
        "key-results": [
            {
                "key-result": f"{given.key}-{place}",
                "library": each.number,
                "name": named(each, given.key_results[each.number], currency=currency),
                **_measured(each, given.key_results[each.number], hand=each.number in hands),
            }
            for place, each in enumerate(results, start=1)
        ],
    }


def _measured(taken: KeyResultPattern, choice: Choice, *, hand: bool) -> dict[str, object]:
    if taken.metric is None:
        return {"milestones": [_milestone(each, choice) for each in taken.milestones]}
    if hand:
        return {"by-hand": unit_of(taken), **_wanted_by_hand(taken, choice)}
    where = filled_filter(taken.where, choice.fills)
    return {"metric": taken.metric, "where": where, **_wanted(taken, choice)}


def _wanted(taken: KeyResultPattern, choice: Choice) -> dict[str, object]:
    if taken.aim is Aim.HOLD:
        return {"hold": bounds(choice)}
    against = {"against": compared(choice)} if taken.against is not None else {}
    return {taken.aim.value: choice.target, **against}


def _wanted_by_hand(taken: KeyResultPattern, choice: Choice) -> dict[str, object]:
    if taken.aim is Aim.HOLD:
        return {"hold": bounds(choice)}
    if taken.aim is Aim.REACH:
        return {"reach": choice.target, "start": choice.start}
    return {"change": choice.target, "against": {"value": choice.start}}


def _milestone(step: MilestoneShape, choice: Choice) -> dict[str, object]:
    due = choice.due.get(step.milestone, "")
    name = {"en": step.name.en, "es": step.name.es}
    return {"milestone": step.milestone, "name": name, **({"due": due} if due else {})}
