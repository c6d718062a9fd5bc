"""What records are worth together, in SQL and as money."""

from collections.abc import Iterable

from rumbo.kernel.money import Money
from rumbo.records.projection.tables import literal, quoted
from rumbo.records.rules.dataset import Dataset, FieldKind


def amount_of(declared: Dataset) -> tuple[str, str]:
    """The SQL of what records of a dataset are worth together, and of its currency.

    The first amount in a currency of its own counts, else the first in one that a field holds.
    """
    money = sorted(declared.of_kind(FieldKind.MONEY), key=lambda f: not f.has_fixed_currency)
    if not money:
        return "NULL", "NULL"
    first = money[0]
    total = f"coalesce(sum({quoted(first.column)}), 0)::BIGINT"
    if first.has_fixed_currency:
        return total, literal(first.currency)
    return total, quoted(declared.field(first.currency).column)


def money_in(sums: Iterable[tuple[object, object]]) -> tuple[Money, ...]:
    """Amounts by currency; what has none is left out."""
    return tuple(
        Money.of_minor(int(str(minor)), str(currency))
        for currency, minor in sums
        if currency is not None and minor is not None
    )
