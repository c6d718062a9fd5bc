"""Records, statement lines and history as tables whose rows come one after another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from rumbo.history import queries as history
from rumbo.incentives import queries as incentives
from rumbo.incentives.values import LineView, StatementRow
from rumbo.kernel.calendar import Period
from rumbo.people.roster import roster
from rumbo.people.values import Viewer
from rumbo.records.rules.dataset import Dataset, FieldKind
from rumbo.records.whole import Part, parts

Row = Mapping[str, object]
LINE = (
    *("plan", "payee", "period", "number", "component", "kind", "record", "version", "day"),
    *("base", "rate", "start", "end", "currency", "amount"),
)
ENTRY = ("position", "at", "by", "verb", "thing", "before", "after", "reason")


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, and rows that may be many; each row has a value, or none, for each column."""

    columns: Sequence[str]
    rows: Iterable[Row]


def records_table(dataset: str, *, viewer: Viewer, position: int | None = None) -> Table:
    """The records of a dataset now or at a position, people by key; raises UnknownDataset.

    All pages are of one position, so that a record that moves in between is there once.
    """
    at = history.head() if position is None else position
    found = parts(dataset, visible=viewer.visible, position=at)
    first = next(found)
    matched = {
        each.identity: each.person
        for each in roster().identities
        if each.known_from <= at and (each.known_before is None or each.known_before > at)
    }
    rows = (row for part in chain((first,), found) for row in _record_rows(part, matched))
    return Table(("key", "position", *(each.id for each in first.dataset.fields)), rows)


def _record_rows(part: Part, matched: Mapping[str, str]) -> Iterator[Row]:
    people = _people(part.dataset)
    for row in part.rows:
        values = {
            name: matched.get(str(value), value) if name in people else value
            for name, value in row.values.items()
        }
        yield {"key": row.key, "position": row.position, **values}


def _people(dataset: Dataset) -> frozenset[str]:
    return frozenset(each.id for each in dataset.of_kind(FieldKind.PERSON))


def lines_table(
    plan: str, *, period: Period, viewer: Viewer, position: int | None = None
) -> Table:
    """Every line of a plan that the viewer may see: as closed, or as it stands, or stood."""
    statements = incentives.statements(
        viewer=viewer, period=period, plan=plan, position=position
    )
    rows = (row for each in statements for row in _line_rows(each, viewer, position))
    return Table(LINE, rows)


def _line_rows(statement: StatementRow, viewer: Viewer, position: int | None) -> Iterator[Row]:
    found = incentives.statement_lines(
        statement.plan,
        payee=statement.payee.key,
        period=statement.period,
        viewer=viewer,
        size=max(statement.lines, 1),
        position=position,
    )
    for line in found.lines:
        yield {**_line(line), "payee": statement.payee.key, "period": statement.period_name}


def _line(line: LineView) -> dict[str, object]:
    own = (name for name in LINE if name not in {"payee", "period"})
    return {name: getattr(line, name) for name in own}


def history_table() -> Table:
    """Everything that was changed: who, when, what was, what is, why."""
    entries = history.entries()
    return Table(ENTRY, ({name: getattr(each, name) for name in ENTRY} for each in entries))
