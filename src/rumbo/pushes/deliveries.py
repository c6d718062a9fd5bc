"""What was answered to each event: looked up before it is judged, kept when it was."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from rumbo.history.plain_rows import Row, marks, read_rows, stamp, write_rows
from rumbo.kernel.problems import Place, Problem
from rumbo.outbox.operations import signal
from rumbo.people.rules.spellings import repeats
from rumbo.pushes.models import Delivery
from rumbo.pushes.rules.verdict import Outcome, Verdict
from rumbo.pushes.values import Program

# Stays below the number of variables that one SQLite statement may have.
AT_ONCE = 500
TOPIC = "pushes"
COLUMNS = (
    "source",
    "event",
    "digest",
    "brought_by_id",
    "at",
    "verdict",
    "dataset",
    "key",
    "version",
    "position",
    "problems",
)
_KNOWN = (
    "SELECT id, digest, event, verdict, dataset, key, version, position, problems"
    " FROM pushes_delivery WHERE source = %s AND event IN"
)
_TABLE = Delivery._meta.db_table  # noqa: SLF001 - Django's own


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
        part = wanted[start : start + AT_ONCE]
        for key, digest, *told in read_rows(f"{_KNOWN} {marks(len(part))}", (source, *part)):
            outcome = _outcome(*told)
            found[outcome.id] = Known(key, digest, outcome)
    return found


def keep(
    told: Iterable[tuple[str, Outcome]],
    *,
    program: Program,
    known: Mapping[str, Known],
    at: datetime,
) -> None:
    """Remember each digest with its answer; what was refused before is answered anew."""
    listed = list(told)
    new = [each for each in listed if each[1].id not in known]
    write_rows(_TABLE, COLUMNS, _rows(new, program, at=at))
    _answer_anew([each for _, each in listed if each.id in known], known, at=at)
    if listed:
        signal(TOPIC, program.scope.source)


def outcome_in(row: Delivery) -> Outcome:
    """The answer that a row keeps."""
    return _outcome(
        row.event,
        row.verdict,
        row.dataset,
        row.key,
        row.version,
        row.position,
        json.dumps(row.problems),
    )


def _outcome(  # noqa: PLR0913, PLR0917 - the columns of a delivery, in their order
    event: str,
    verdict: str,
    dataset: str,
    key: str,
    version: int | None,
    position: int | None,
    problems: str,
) -> Outcome:
    told = tuple(
        Problem(each["code"], Place(each["at"]), each["facts"]) for each in json.loads(problems)
    )
    return Outcome(event, Verdict(verdict), dataset, key, version, position, told)


def _rows(
    told: Iterable[tuple[str, Outcome]], program: Program, *, at: datetime
) -> Iterator[Row]:
    moment = stamp(at)
    for digest, outcome in told:
        yield (
            program.scope.source,
            outcome.id,
            digest,
            program.id,
            moment,
            outcome.verdict.value,
            outcome.dataset,
            outcome.key,
            outcome.version,
            outcome.position,
            json.dumps(_problems(outcome)),
        )


def _answer_anew(
    outcomes: Iterable[Outcome], known: Mapping[str, Known], *, at: datetime
) -> None:
    rows = [
        Delivery(
            pk=known[each.id].row,
            at=at,
            verdict=each.verdict.value,
            version=each.version,
            position=each.position,
            problems=_problems(each),
        )
        for each in outcomes
    ]
    Delivery.objects.bulk_update(rows, ["at", "verdict", "version", "position", "problems"])


def _problems(outcome: Outcome) -> list[dict[str, object]]:
    return [
        {"code": each.code, "at": each.place.file, "facts": dict(each.facts)}
        for each in outcome.problems
    ]


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
