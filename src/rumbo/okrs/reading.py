"""Reads the rows of a cycle as believed at a position: four queries, whatever its size."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rumbo.okrs.gauging import Stored
from rumbo.okrs.models import CheckIn, Cycle, KeyResultVersion, ObjectiveVersion, Tick
from rumbo.okrs.rights import may_answer_for, may_see
from rumbo.people.believed import believed
from rumbo.people.values import Viewer


@dataclass(frozen=True, slots=True)
class StoredObjective:
    """An objective's version and its key results, in their order."""

    key: str
    version: ObjectiveVersion
    key_results: tuple[Stored, ...]


def read_cycle(cycle: Cycle, *, viewer: Viewer, position: int) -> tuple[StoredObjective, ...]:
    """What the viewer may see of a cycle's objectives, in the order of their declaration."""
    rows = ObjectiveVersion.objects.filter(believed(position), objective__cycle=cycle)
    ordered = rows.select_related("objective").order_by("place", "pk")
    versions = [each for each in ordered if may_see(each, viewer=viewer)]
    results = _key_results(versions, viewer=viewer, position=position)
    return tuple(
        StoredObjective(each.objective.key, each, tuple(results[each.objective_id]))
        for each in versions
    )


def _key_results(
    objectives: list[ObjectiveVersion], *, viewer: Viewer, position: int
) -> dict[int, list[Stored]]:
    above = {each.objective_id: each for each in objectives}
    rows = KeyResultVersion.objects.filter(
        key_result__objective__in=above.keys(), known_from__lte=position
    ).select_related("key_result")
    history: dict[int, list[KeyResultVersion]] = defaultdict(list)
    for row in rows.order_by("known_from"):
        history[row.key_result_id].append(row)
    said = _check_ins(history.keys(), position)
    ticked = _ticks(history.keys(), position)
    found: dict[int, list[Stored]] = defaultdict(list)
    for key, versions in history.items():
        last = versions[-1]
        if last.known_before is None or last.known_before > position:
            objective = above[last.key_result.objective_id]
            may = may_answer_for([last, objective], viewer=viewer)
            found[objective.objective_id].append(
                Stored(
                    key=last.key_result.key,
                    objective=objective.objective.key,
                    version=last,
                    versions=tuple(versions),
                    check_ins=tuple(said[key]),
                    ticks=ticked[key],
                    may_check_in=may,
                )
            )
    for each in found.values():
        each.sort(key=lambda stored: stored.version.place)
    return found


def _check_ins(key_results: Iterable[int], position: int) -> dict[int, list[CheckIn]]:
    rows = CheckIn.objects.filter(key_result__in=key_results, known_from__lte=position)
    said: dict[int, list[CheckIn]] = defaultdict(list)
    for row in rows.order_by("number"):
        said[row.key_result_id].append(row)
    return said


def _ticks(key_results: Iterable[int], position: int) -> dict[int, dict[str, Tick]]:
    """The last word on each milestone."""
    rows = Tick.objects.filter(key_result__in=key_results, known_from__lte=position)
    ticked: dict[int, dict[str, Tick]] = defaultdict(dict)
    for row in rows.order_by("number"):
        ticked[row.key_result_id][row.milestone] = row
    return ticked
