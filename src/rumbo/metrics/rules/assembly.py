"""A metric's figures from what was counted for its parts, each over the records it needs.

The same walk tells which counts are needed: it is taken once with a reader that only takes
notes, and once with the reader that has them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from rumbo.metrics.rules.combine import (
    NO_PARTS,
    NOTHING,
    Cell,
    Parts,
    derived,
    folded,
    of_cell,
    ratio,
)
from rumbo.metrics.rules.metric import (
    Cumulative,
    Derived,
    Metric,
    Periodic,
    Ratio,
    Simple,
    SimpleMetric,
)
from rumbo.metrics.rules.parts import Part, parts_of, with_parts
from rumbo.metrics.rules.question import Asked, ByField, ByTime
from rumbo.metrics.rules.since import Slice, slices

Group = tuple[str | None, ...]
Counted = Mapping[Group, Cell]
Read = Callable[[SimpleMetric, Asked], Counted]
At = Callable[[Group], Parts]


@dataclass(frozen=True, slots=True)
class Figures:
    """The groups that any record falls into, and the figure of each."""

    groups: frozenset[Group]
    at: At


def figures(metric: Metric, asked: Asked, *, seen: date, read: Read) -> Figures:
    """The figures of a metric, from what `read` counted for its simple parts.

    `seen` is the last day that the sources have spoken of.
    """
    found = _Walk(seen, read).figures(metric, asked)
    if asked.by:
        return found
    return Figures(found.groups | {()}, found.at)


def needs(
    metric: Metric, asked: Asked, *, seen: date
) -> tuple[tuple[SimpleMetric, Asked], ...]:
    """What must be counted for a metric's figures, and over which question, each once."""
    noted: dict[tuple[object, ...], tuple[SimpleMetric, Asked]] = {}

    def note(simple: SimpleMetric, own: Asked) -> Counted:
        noted[need(simple, own)] = (simple, own)
        return {}

    figures(metric, asked, seen=seen, read=note)
    return tuple(noted.values())


def need(simple: SimpleMetric, asked: Asked) -> tuple[object, ...]:
    """What tells one count from another."""
    return (simple.key, asked.key())


class _Walk:
    def __init__(self, seen: date, read: Read) -> None:
        self.seen = seen
        self.read = read

    def figures(self, metric: Metric, asked: Asked) -> Figures:
        match metric.body:
            case Simple():
                return self._simple(SimpleMetric(metric.key, metric.unit, metric.body), asked)
            case Ratio():
                return self._ratio(metric.body, asked)
            case Derived():
                return self._derived(metric.body, asked)
            case Cumulative():
                return self._cumulative(metric, asked)
            case Periodic():
                return self._periodic(metric.body, asked)

    def _simple(self, simple: SimpleMetric, asked: Asked) -> Figures:
        counted = self.read(simple, asked)
        return Figures(
            frozenset(counted), lambda group: of_cell(simple.body, counted.get(group, NOTHING))
        )

    def _ratio(self, body: Ratio, asked: Asked) -> Figures:
        of = self.figures(body.of, asked)
        to = self._whole(body.to, asked) if body.of_whole else self.figures(body.to, asked)
        return Figures(of.groups | to.groups, lambda group: ratio(of.at(group), to.at(group)))

    def _whole(self, metric: Metric, asked: Asked) -> Figures:
        """The figure that a filter and fields do not narrow; time and people still do."""
        kept = [at for at, (_, each) in enumerate(asked.by) if not isinstance(each, ByField)]
        whole = replace(
            asked,
            by=tuple(asked.by[at] for at in kept),
            scope=replace(asked.scope, dimensions={}),
            where=None,
        )
        found = self.figures(metric, whole)
        groups = found.groups if len(kept) == len(asked.by) else frozenset()
        return Figures(groups, lambda group: found.at(tuple(group[at] for at in kept)))

    def _derived(self, body: Derived, asked: Asked) -> Figures:
        parts = {name: self.figures(part, asked) for name, part in body.parts.items()}

        def at(group: Group) -> Parts:
            return derived(body, {name: part.at(group).value for name, part in parts.items()})

        return Figures(frozenset().union(*(each.groups for each in parts.values())), at)

    def _cumulative(self, metric: Metric, asked: Asked) -> Figures:
        of = metric.parts()[0]
        sliced = [
            (each, self.figures(of, each.asked))
            for each in slices(metric, asked, seen=self.seen)
        ]
        groups = frozenset(each.group(g) for each, found in sliced for g in found.groups)
        return Figures(groups, lambda group: _in_slice(group, sliced))

    def _periodic(self, body: Periodic, asked: Asked) -> Figures:
        parts = parts_of(body, asked, seen=self.seen)
        if not parts:
            return Figures(frozenset(), lambda _group: NO_PARTS)
        found = self.figures(body.of, with_parts(body, asked, parts))
        within = {each.name: each.group for each in parts}
        place = _time_of(asked)
        groups = (_whole_group(g, within, place=place) for g in found.groups if g[-1] in within)

        def at(group: Group) -> Parts:
            own = _own_parts(parts, group, place=place)
            others = group if place is None else (*group[:place], *group[place + 1 :])
            return folded(body.fold, (found.at((*others, name)).value for name in own))

        return Figures(frozenset(groups), at)


def _in_slice(group: Group, sliced: Iterable[tuple[Slice, Figures]]) -> Parts:
    for each, found in sliced:
        own = each.own(group)
        if own is not None:
            return found.at(own)
    return NO_PARTS


def _time_of(asked: Asked) -> int | None:
    """Where the length of time stands among the dimensions of a question."""
    places = (at for at, (_, each) in enumerate(asked.by) if isinstance(each, ByTime))
    return next(places, None)


def _whole_group(group: Group, within: Mapping[str, str | None], *, place: int | None) -> Group:
    """The group of the question that a group of a part belongs to."""
    *others, name = group
    if place is None:
        return tuple(others)
    return (*others[:place], within[name or ""], *others[place:])


def _own_parts(parts: tuple[Part, ...], group: Group, *, place: int | None) -> list[str]:
    return [each.name for each in parts if place is None or each.group == group[place]]
