"""What an import would do, with examples of each kind; nothing is written."""

import json
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Mapped
from pathlib import Path

from rumbo.kernel.money import Money
from rumbo.people.identities import known_identities, matches_for
from rumbo.people.roster import identity_values
from rumbo.people.values import Visible
from rumbo.records import projection
from rumbo.records.importing.comparing import WRITTEN
from rumbo.records.importing.staged import chosen, staged_file
from rumbo.records.importing.staging import UNSEEN, Staging
from rumbo.records.importing.values import (
    Changed,
    Example,
    FieldChange,
    Missing,
    Preview,
    UnmatchedSeller,
)
from rumbo.records.models import LogEntry
from rumbo.records.rules.dataset import Dataset, FieldKind
from rumbo.records.rules.mapping import Mapping
from rumbo.records.rules.payload import Shown, read_payload
from rumbo.vault.subjects import keys_of

EXAMPLES = 5
MATCHED = "SELECT identity FROM roster_identity WHERE known_before IS NULL"
COMPARED = """SELECT ready.key, ready.line, ready.payload, held.position
    FROM ready LEFT JOIN held ON held.key = ready.key WHERE {where}
    ORDER BY ready.line LIMIT {count}"""


def preview(path: Path, mapping: Mapping | str, *, visible: Visible) -> Preview:  # noqa: ARG001
    """What `run` would do now; writes nothing."""
    wanted = chosen(mapping)

    def identify(values: Iterable[str]) -> Mapped[str, str]:
        return known_identities(source=wanted.source, values=values)

    with staged_file(path, wanted, identify=identify, keys=keys_of) as found:
        staging, counts = found.staging, found.counts
        return Preview(
            counts.new,
            counts.changed,
            counts.same,
            tuple(found.rejections.listed),
            found.rejections.count,
            _unmatched(staging),
            _missing(staging, wanted.source),
            tuple(_examples(staging, f"{WRITTEN} AND held.key IS NULL")),
            tuple(_changed(staging)),
            tuple(_examples(staging, f"NOT {WRITTEN}")),
        )


def _rows(staging: Staging, where: str) -> list[tuple[str, int, str, int | None]]:
    rows = staging.rows(COMPARED.format(where=where, count=EXAMPLES))
    return [
        (str(key), int(str(line)), str(payload), int(str(held)) if held else None)
        for key, line, payload, held in rows
    ]


def _examples(staging: Staging, where: str) -> Iterator[Example]:
    rows = _rows(staging, where)
    written = staging.written([line for _, line, *_ in rows])
    for key, line, payload, _ in rows:
        values = read_payload(staging.plan.dataset, payload)
        yield Example(key, line, {**values, **written[line]})


def _changed(staging: Staging) -> Iterator[Changed]:
    """Records with another current version, and every field that differs."""
    rows = _rows(staging, f"{WRITTEN} AND held.key IS NOT NULL")
    written = staging.written([line for _, line, *_ in rows])
    before = _held([position for *_, position in rows if position is not None])
    declared = staging.plan.dataset
    for key, line, payload, position in rows:
        was = before[position] if position is not None else "{}"
        now = {**read_payload(declared, payload), **written[line]}
        yield Changed(key, line, tuple(_differing(declared, was, payload, now=now)))


def _differing(
    declared: Dataset, was: str, payload: str, *, now: Mapped[str, Shown]
) -> Iterator[FieldChange]:
    kept, given = json.loads(was), json.loads(payload)
    shown = _as_written(declared, read_payload(declared, was))
    for each in declared.fields:
        if kept.get(each.id) != given.get(each.id):
            yield FieldChange(each, shown.get(each.id), now.get(each.id))


def _held(positions: Sequence[int]) -> dict[int, str]:
    rows = LogEntry.objects.filter(position__in=positions)
    return dict(rows.values_list("position", "payload"))


def _as_written(declared: Dataset, values: Mapped[str, Shown]) -> dict[str, Shown]:
    """The same values, with people as their source writes them."""
    people = {each.id for each in declared.of_kind(FieldKind.PERSON)} & set(values)
    spelled = identity_values(str(values[each]) for each in people)
    names = {each: spelled[str(values[each])][1] for each in people}
    return {**values, **names}


def _missing(staging: Staging, source: str) -> Missing:
    lacking = dict(staging.missing(source))
    some = list(lacking)[:EXAMPLES]
    before = _held([lacking[key] for key in some])
    declared = staging.plan.dataset
    examples = [
        Example(key, 0, _as_written(declared, read_payload(declared, before[lacking[key]])))
        for key in some
    ]
    money = _money_in(staging, list(lacking.values())) if lacking else None
    return Missing(len(lacking), money, tuple(examples), staging.unreadable)


def _money_in(staging: Staging, positions: Sequence[int]) -> Money | None:
    """The money that some versions hold, when the dataset says in one currency."""
    money = staging.plan.money
    if money is None:
        return None
    table = staging.plan.dataset.table
    with projection.stage() as stage:
        stage.load("lacking", {"position": "BIGINT"}, ((each,) for each in positions))
        total = f"SELECT coalesce(sum({money.column}), 0)::BIGINT FROM {table}"  # noqa: S608
        joined = f"{total} JOIN lacking ON lacking.position = {table}._position_from"
        ((minor,),) = stage.read(joined)
    return Money.of_minor(int(str(minor)), money.currency)


def _unmatched(staging: Staging) -> tuple[UnmatchedSeller, ...]:
    """The credited people of a file whom nobody is matched with, most money first."""
    money = staging.plan.money
    rows = staging.rows(
        """SELECT person, identity, count(*), coalesce(sum(minor), 0)::BIGINT FROM ready
        JOIN people ON people.value = ready.person GROUP BY ALL ORDER BY 4 DESC, 1"""
    )
    met = {str(identity) for (identity,) in projection.read(MATCHED)}
    alone = [row for row in rows if str(row[1]) not in met]
    meant = matches_for(str(row[0]) for row in alone if row[1] == UNSEEN)
    return tuple(
        UnmatchedSeller(
            str(value),
            int(str(count)),
            Money.of_minor(int(str(minor)), money.currency) if money else None,
        )
        for value, _, count, minor in alone
        if value not in meant
    )
