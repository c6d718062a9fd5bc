"""What was answered to each event: looked up before it is judged, kept when it was."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from rumbo.kernel.problems import Place, Problem
from rumbo.outbox.operations import signal
from rumbo.people.rules.spellings import repeats
from rumbo.pushes.models import Delivery
from rumbo.pushes.rules.verdict import Outcome, Verdict
from rumbo.pushes.values import Program

# Stays below the number of variables that one SQLite statement may have.
AT_ONCE = 500
TOPIC = "pushes"


@dataclass(frozen=True, slots=True)
class Known:
    """What was delivered under an id before, and how it was answered."""

    row: int
    digest: str
    outcome: Outcome


def known(source: str, events: Iterable[str]) -> dict[str, Known]:
    """What a source has delivered under these ids; call it under the lock of the log."""
    wanted = sorted({each for each in events if each})
    found: dict[str, Known] = {}
    for start in range(0, len(wanted), AT_ONCE):
        rows = Delivery.objects.filter(source=source, event__in=wanted[start : start + AT_ONCE])
        found.update({row.event: Known(row.pk, row.digest, outcome_in(row)) for row in rows})
    return found


def keep(
    told: Iterable[tuple[str, Outcome]],
    *,
    program: Program,
    known: Mapping[str, Known],
    at: datetime,
) -> None:
    """Remember each digest with its answer; what was refused before is answered anew."""
    rows = [_row(digest, outcome, program, at=at) for digest, outcome in told]
    again = [each for each in rows if each.event in known]
    for each in again:
        each.pk = known[each.event].row
    Delivery.objects.bulk_create([each for each in rows if each.event not in known])
    Delivery.objects.bulk_update(again, ["at", "verdict", "version", "position", "problems"])
    if rows:
        signal(TOPIC, program.scope.source)


def outcome_in(row: Delivery) -> Outcome:
    """The answer that a row keeps."""
    problems = tuple(
        Problem(each["code"], Place(each["at"]), each["facts"]) for each in row.problems
    )
    return Outcome(
        row.event,
        Verdict(row.verdict),
        row.dataset,
        row.key,
        row.version,
        row.position,
        problems,
    )


def _row(digest: str, outcome: Outcome, program: Program, *, at: datetime) -> Delivery:
    return Delivery(
        source=program.scope.source,
        event=outcome.id,
        digest=digest,
        brought_by_id=program.id,
        at=at,
        verdict=outcome.verdict.value,
        dataset=outcome.dataset,
        key=outcome.key,
        version=outcome.version,
        position=outcome.position,
        problems=[
            {"code": each.code, "at": each.place.file, "facts": dict(each.facts)}
            for each in outcome.problems
        ],
    )


def forget(known: Iterable[str]) -> int:
    """Take the facts out of the answers that repeat one of these spellings; how many."""
    spelled = tuple(known)
    count = 0
    for row in Delivery.objects.exclude(problems=[]).order_by("pk").iterator():
        told = " ".join(str(fact) for each in row.problems for fact in each["facts"].values())
        if spelled and repeats(told, spelled):
            plain = [{**each, "facts": {}} for each in row.problems]
            count += Delivery.objects.filter(pk=row.pk).update(problems=plain)
    return count
