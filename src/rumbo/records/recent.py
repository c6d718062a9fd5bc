"""What just happened: the records that changed last, with their state and their money."""

from dataclasses import dataclass
from datetime import UTC, datetime

from rumbo.kernel.money import Money
from rumbo.people.values import Visible
from rumbo.records import projection
from rumbo.records.datasets import dataset
from rumbo.records.projection.tables import quoted
from rumbo.records.rules.dataset import Dataset, Field, FieldKind

LARGEST = 50
QUERY = """
SELECT new._key, new._position_from, new._observed_at, matched.person, {amount},
  new.{state}, old.{state}, old._key IS NULL, {named}
FROM {table} new
LEFT JOIN {table} old ON old._key = new._key AND old._position_to = new._position_from
LEFT JOIN roster_identity matched ON matched.identity = new.{credited}
  AND matched.known_from <= $position
  AND (matched.known_before IS NULL OR matched.known_before > $position)
WHERE new._position_from <= $position
  AND (new._position_to IS NULL OR new._position_to > $position)
  AND ($everyone OR list_contains($people, matched.person))
ORDER BY new._position_from DESC
LIMIT $size
"""


@dataclass(frozen=True, slots=True)
class Recent:
    """A record that changed: its state now and before, and the money it holds.

    `person` is None while nobody is matched; `was` is None for a record that is new. `named`
    holds what its links name, such as a product and an account.
    """

    dataset: str
    key: str
    position: int
    observed_at: datetime
    person: str | None
    amount: Money | None
    state: str
    was: str | None
    is_new: bool
    named: tuple[str, ...]


def recent(
    dataset_key: str, *, visible: Visible, size: int = 8, position: int | None = None
) -> tuple[Recent, ...]:
    """The records whose current version, or that of a position, is newest, newest first.

    Raises UnknownDataset. A dataset without a state (a field of choices), or that is credited
    to nobody, tells no news.
    """
    declared = dataset(dataset_key, position=position)
    state = next(iter(_of_kind(declared, FieldKind.CHOICE)), None)
    if state is None or not declared.credited_to:
        return ()
    money = next((f for f in _of_kind(declared, FieldKind.MONEY) if f.has_fixed_currency), None)
    query = QUERY.format(
        amount=f"new.{quoted(money.column)}" if money else "NULL",
        state=quoted(state.column),
        table=quoted(declared.table),
        credited=quoted(declared.field(declared.credited_to).column),
        named=_named(declared),
    )
    parameters = {
        "everyone": visible.people is None,
        "people": sorted(visible.people or ()),
        "size": max(1, min(size, LARGEST)),
    }
    currency = money.currency if money else ""
    rows = projection.read(query, parameters, position=position)
    return tuple(_recent(declared.key, tuple(row), currency) for row in rows)


def _named(declared: Dataset) -> str:
    """A list of the values of linked fields, without those that are empty."""
    linked = ", ".join(f"new.{quoted(each.column)}" for each in declared.fields if each.link)
    return f"list_filter([{linked}]::VARCHAR[], lambda name: name IS NOT NULL)"


def _of_kind(declared: Dataset, kind: FieldKind) -> list[Field]:
    return [each for each in declared.fields if each.kind is kind]


def _recent(dataset_key: str, row: tuple[object, ...], currency: str) -> Recent:
    key, position, observed_at, person, amount, state, was, is_new, named = row
    if not isinstance(observed_at, datetime):
        raise TypeError(f"not an instant: {observed_at!r}")
    return Recent(
        dataset=dataset_key,
        key=str(key),
        position=int(str(position)),
        observed_at=observed_at.replace(tzinfo=UTC),
        person=None if person is None else str(person),
        amount=None if amount is None else Money.of_minor(int(str(amount)), currency),
        state=str(state or ""),
        was=None if was is None else str(was),
        is_new=bool(is_new),
        named=tuple(map(str, named)) if isinstance(named, list) else (),
    )
