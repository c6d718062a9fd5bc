"""What came of an event: one word, where it stands in the log, and why not if it does not."""

from dataclasses import dataclass
from enum import StrEnum

from rumbo.kernel.problems import Place, Problem
from rumbo.pushes.rules.event import Event, Unreadable
from rumbo.records.rules.versions import Contradiction, Judgement, Placed


class Verdict(StrEnum):
    """Accepted: a new current version. Duplicate: the log held it already. Stale: kept, but a
    higher version was there before. Refused: nothing was written.
    """

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    STALE = "stale"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer to one event; the same event gets the same answer for ever."""

    id: str
    verdict: Verdict
    dataset: str = ""
    key: str = ""
    version: int | None = None
    position: int | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def is_conflict(self) -> bool:
        """Whether this id was used before for another body."""
        return any(each.code == "push.id-conflict" for each in self.problems)


def outcome_of(event: Event, judged: Judgement) -> Outcome:
    """What the log made of an event."""
    match judged:
        case Placed():
            verdict = Verdict.STALE if judged.is_late else Verdict.ACCEPTED
            version, position = judged.source_version, judged.position
        case Contradiction():
            return refused(event, _at(judged.problem, "/data/version"))
        case _:
            verdict = Verdict.DUPLICATE
            version, position = judged.held.source_version, judged.held.position
    return Outcome(event.id, verdict, event.dataset, event.key, version, position)


def refused(event: Event | Unreadable, *problems: Problem) -> Outcome:
    """Nothing was written, for these reasons."""
    found = problems or (event.problems if isinstance(event, Unreadable) else ())
    version = event.version if isinstance(event, Event) else None
    return Outcome(
        event.id, Verdict.REFUSED, event.dataset, event.key, version, problems=tuple(found)
    )


def conflict(event: Event | Unreadable) -> Outcome:
    """The id stands for another body already."""
    problem = Problem("push.id-conflict", Place("/id"), {"id": event.id})
    return refused(event, problem)


def _at(problem: Problem, pointer: str) -> Problem:
    return Problem(problem.code, Place(pointer), problem.facts)
