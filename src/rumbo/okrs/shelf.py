"""The library as a reader sees it: its patterns, and what was made of them here."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from rumbo.kernel.texts import Text
from rumbo.okrs.choosing import by_hand, suggested
from rumbo.okrs.models import CycleVersion, KeyResultVersion, Objective, ObjectiveVersion
from rumbo.okrs.naming import named
from rumbo.okrs.patterns import (
    KeyResultPattern,
    Pattern,
    metric_name,
    pattern,
    patterns,
    unit_of,
)
from rumbo.okrs.rights import may_see
from rumbo.okrs.rules.baselines import Against
from rumbo.okrs.rules.course import Aim
from rumbo.people import queries as people
from rumbo.people.access import NotVisible
from rumbo.people.rules.roles import Right
from rumbo.people.values import Viewer


@dataclass(frozen=True, slots=True)
class AskView:
    """What must be filled in: the word in its field, its label, and an instance of it."""

    word: str
    name: Text
    for_instance: str


@dataclass(frozen=True, slots=True)
class StepView:
    """A milestone of a pattern."""

    key: str
    name: Text


@dataclass(frozen=True, slots=True)
class KeyResultPatternView:
    """A key result to adapt: its target as text, `by_hand` where nothing here measures it.

    `against` is None where it needs no baseline.
    """

    number: str
    name: Text
    aim: Aim
    unit: str
    metric: str | None
    metric_name: Text | None
    by_hand: bool
    target: str
    low: str
    high: str
    against: Against | None
    asks: tuple[AskView, ...]
    milestones: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """An objective that was made of a pattern."""

    key: str
    name: Text
    cycle: Text


@dataclass(frozen=True, slots=True)
class PatternView:
    """An objective to adapt, and the objectives made of it that the reader may see."""

    key: str
    number: int
    name: Text
    why: Text
    kind: str
    key_results: tuple[KeyResultPatternView, ...]
    used_by: tuple[Use, ...]


def shelf(viewer: Viewer) -> tuple[PatternView, ...]:
    """Every pattern in the order of its number; raises NotVisible to who is not inside."""
    _refuse_outsiders(viewer)
    uses = _uses(viewer)
    return tuple(_view(each, uses) for each in patterns())


def taken_down(key: str, *, viewer: Viewer) -> PatternView:
    """One pattern; raises NotVisible."""
    _refuse_outsiders(viewer)
    found = pattern(key)
    if found is None:
        raise NotVisible(key)
    return _view(found, _uses(viewer))


def free_key(key: str) -> str:
    """A key for the next objective made of a pattern."""
    taken = set(Objective.objects.filter(key__startswith=key).values_list("key", flat=True))
    return next(
        name for number in range(1, len(taken) + 2) if (name := f"{key}-{number}") not in taken
    )


def _refuse_outsiders(viewer: Viewer) -> None:
    if not viewer.may(Right.SEE_COLLEAGUES):
        raise NotVisible("library")


def _uses(viewer: Viewer) -> dict[str, tuple[Use, ...]]:
    """By number of the pattern, the objectives that have a key result of it now."""
    taken = KeyResultVersion.objects.filter(known_before=None).exclude(library="")
    pairs = set(taken.values_list("library", "key_result__objective"))
    said = ObjectiveVersion.objects.filter(
        known_before=None, objective__in={objective for _, objective in pairs}
    ).select_related("objective")
    cycles = {
        each.cycle_id: Text(each.name_en, each.name_es)
        for each in CycleVersion.objects.filter(known_before=None)
    }
    seen = {
        each.objective_id: _use(each, cycles[each.objective.cycle_id])
        for each in said
        if may_see(each, viewer=viewer)
    }
    found: dict[str, dict[int, Use]] = defaultdict(dict)
    for number, objective in sorted(pairs):
        if objective in seen:
            found[number.partition(".")[0]][objective] = seen[objective]
    return {number: tuple(used.values()) for number, used in found.items()}


def _use(said: ObjectiveVersion, cycle: Text) -> Use:
    return Use(said.objective.key, Text(said.name_en, said.name_es), cycle)


def _view(taken: Pattern, uses: Mapping[str, tuple[Use, ...]]) -> PatternView:
    hands, currency = by_hand(taken), people.organisation().currency
    return PatternView(
        key=taken.pattern,
        number=taken.number,
        name=Text(taken.name.en, taken.name.es),
        why=Text(taken.why.en, taken.why.es),
        kind=taken.type,
        key_results=tuple(
            _key_result(each, hand=each.number in hands, currency=currency)
            for each in taken.key_results
        ),
        used_by=uses.get(str(taken.number), ()),
    )


def _key_result(taken: KeyResultPattern, *, hand: bool, currency: str) -> KeyResultPatternView:
    choice = suggested(taken)
    names = named(taken, choice, currency=currency)
    return KeyResultPatternView(
        number=taken.number,
        name=Text(names["en"], names["es"]),
        aim=taken.aim,
        unit=unit_of(taken),
        metric=taken.metric,
        metric_name=metric_name(taken),
        by_hand=hand,
        target=choice.target,
        low=choice.low,
        high=choice.high,
        against=taken.against.kind if taken.against else None,
        asks=tuple(
            AskView(word, asked.name, asked.for_instance) for word, asked in taken.asks.items()
        ),
        milestones=tuple(
            StepView(each.milestone, Text(each.name.en, each.name.es))
            for each in taken.milestones
        ),
    )
