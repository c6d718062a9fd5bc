"""Whose records are: what hangs on one identity, and what names nobody at all."""

from collections.abc import Iterable
from datetime import date

from rumbo.people.values import Visible
from rumbo.records import projection
from rumbo.records.amounts import amount_of, money_in
from rumbo.records.datasets import datasets_at
from rumbo.records.projection.tables import quoted
from rumbo.records.queries import CURRENT, EXAMPLES
from rumbo.records.rules.dataset import Dataset
from rumbo.records.values import Month, Uncredited

MOST_MONTHS = 36
Group = tuple[object, ...]


def held_by(identity: str, *, visible: Visible) -> tuple[Month, ...]:
    """What the records credited to an identity come to, month by month, the latest first.

    This is what moves when the identity is said to mean somebody else. At most MOST_MONTHS of
    each dataset.
    """
    if visible.people is not None:
        return ()
    return tuple(each for one in _credited() for each in _months(one, identity))


def uncredited(*, visible: Visible, position: int | None = None) -> tuple[Uncredited, ...]:
    """Records that name nobody, of each dataset that credits somebody; those without none."""
    if visible.people is not None:
        return ()
    found = (_uncredited(each, position) for each in _credited(position))
    return tuple(each for each in found if each.records)


def _credited(position: int | None = None) -> Iterable[Dataset]:
    return [each for each in datasets_at(position) if each.credited_to]


def _months(declared: Dataset, identity: str) -> list[Month]:
    amount, currency = amount_of(declared)
    day = quoted(declared.field(declared.dated_by[0]).column) if declared.dated_by else "NULL"
    rows = projection.read(
        f"""SELECT date_trunc('month', {day}::DATE)::DATE AS month, {currency}, count(*),
            {amount}
        FROM {quoted(declared.table)} WHERE {CURRENT} AND {_credit(declared)} = $identity
        GROUP BY ALL ORDER BY month DESC NULLS LAST LIMIT {MOST_MONTHS}""",  # noqa: S608
        {"identity": identity},
    )
    months: dict[date | None, list[Group]] = {}
    for month, *part in rows:
        months.setdefault(month if isinstance(month, date) else None, []).append(tuple(part))
    return [
        Month(declared, start, _count(parts), money_in((c, minor) for c, _, minor in parts))
        for start, parts in months.items()
    ]


def _uncredited(declared: Dataset, position: int | None) -> Uncredited:
    amount, currency = amount_of(declared)
    rows = projection.read(
        f"""SELECT {currency}, count(*), {amount},
            list(_key ORDER BY _position_from DESC)[:{EXAMPLES}]
        FROM {quoted(declared.table)} WHERE {CURRENT} AND {_credit(declared)} IS NULL
        GROUP BY ALL ORDER BY 1""",  # noqa: S608
        position=position,
    )
    parts = list(rows)
    keys = [str(key) for *_, listed in parts if isinstance(listed, list) for key in listed]
    money = money_in((currency, minor) for currency, _, minor, _ in parts)
    return Uncredited(declared, _count(parts), money, tuple(keys[:EXAMPLES]))


def _credit(declared: Dataset) -> str:
    return quoted(declared.field(declared.credited_to).column)


def _count(parts: Iterable[Group]) -> int:
    return sum(int(str(count)) for _, count, *_ in parts)
