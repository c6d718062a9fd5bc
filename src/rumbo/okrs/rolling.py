"""Makes the views of objectives: each rolled up from its key results, in a tree."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from rumbo.kernel.texts import Text
from rumbo.okrs.gauging import Around
from rumbo.okrs.reading import StoredObjective
from rumbo.okrs.rules.alignment import walk
from rumbo.okrs.rules.progress import clamped, score
from rumbo.okrs.rules.roll_up import Part, RollUp, roll_up
from rumbo.okrs.values import Contribution, KeyResultView, ObjectiveView
from rumbo.okrs.viewing import key_result_view, part_of, scope_of
from rumbo.targets.rules.pace import pace


class Tree:
    """The objectives of a cycle with their measured key results."""

    def __init__(self, stored: Sequence[StoredObjective], around: Around) -> None:
        self._around = around
        self._stored = {each.key: each for each in stored}
        self._parents = {each.key: _parents(each) for each in stored}
        self._results: dict[str, tuple[KeyResultView, ...]] = {}

    def views(self) -> tuple[ObjectiveView, ...]:
        """Every objective, each under the first one it serves."""
        above = {key: list(shares) for key, shares in self._parents.items()}
        ordered = walk(list(self._stored), above)
        return tuple(self.view(key, depth=depth) for key, depth in ordered)

    def view(self, key: str, *, depth: int = 0) -> ObjectiveView:
        """One objective; only its own key results, or its children's, are measured."""
        stored = self._stored[key]
        version = stored.version
        rolled = self._rolled(key, seen=frozenset())
        around = self._around
        return ObjectiveView(
            key=key,
            name=Text(version.name_en, version.name_es),
            why=Text(version.why_en, version.why_es),
            scope=scope_of(version, around),
            owner=around.people.get(version.owner_id or ""),
            kind=version.kind,
            ambition=version.ambition,
            depth=depth,
            parents=self._contributions(key),
            children=tuple(
                Contribution(each, _name(self._stored[each]), self._parents[each][key])
                for each in self._children(key)
            ),
            key_results=self.key_results(key),
            progress=rolled.progress,
            shown=None if rolled.progress is None else clamped(rolled.progress),
            pace=pace(
                rolled.progress,
                period=around.period,
                today=around.today,
                expected=rolled.expected,
            ),
            score=score(rolled.progress),
            policy=rolled.policy,
            rolled_up_from="key-results" if stored.key_results else "objectives",
            reporting=rolled.reporting,
            of=rolled.of,
        )

    def key_results(self, key: str) -> tuple[KeyResultView, ...]:
        """The measured key results of one objective, measured once."""
        if key not in self._results:
            found = self._stored[key].key_results
            self._results[key] = tuple(key_result_view(each, self._around) for each in found)
        return self._results[key]

    def _rolled(self, key: str, *, seen: frozenset[str]) -> RollUp:
        if self._stored[key].key_results:
            return roll_up([part_of(each) for each in self.key_results(key)])
        below = [each for each in self._children(key) if each not in seen]
        return roll_up([self._share(each, key, seen=seen | {key}) for each in below])

    def _share(self, child: str, parent: str, *, seen: frozenset[str]) -> Part:
        rolled = self._rolled(child, seen=seen)
        weight = self._parents[child][parent]
        return Part(rolled.progress, weight=weight, expected=rolled.expected)

    def _children(self, key: str) -> tuple[str, ...]:
        return tuple(each for each, parents in self._parents.items() if key in parents)

    def _contributions(self, key: str) -> tuple[Contribution, ...]:
        return tuple(
            Contribution(parent, _name(self._stored[parent]), share)
            for parent, share in self._parents[key].items()
            if parent in self._stored
        )


def _parents(stored: StoredObjective) -> Mapping[str, Decimal]:
    return {key: Decimal(share) for key, share in stored.version.contributes_to}


def _name(stored: StoredObjective) -> Text:
    return Text(stored.version.name_en, stored.version.name_es)
