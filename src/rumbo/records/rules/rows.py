"""Read one row of a file into the values of a record, or say which column is wrong and why."""

from collections.abc import Mapping as Mapped
from dataclasses import dataclass, field

from rumbo.kernel.problems import Place, Problem
from rumbo.records.rules.dataset import Dataset, Field, FieldKind
from rumbo.records.rules.mapping import Mapping
from rumbo.records.rules.values import LONGEST_KEY, Fault, Value, read_money, read_value

# A rejected value is shown, not stored whole.
SHOWN = 80
# Stands in the list of rejected rows for a value that is personal.
HIDDEN = "•••"
LONGEST_ROW = 100_000


@dataclass(frozen=True, slots=True, order=True)
class RejectedRow:
    """A row that did not go in: its first line in the file, the column, the value and why.

    `row` has all its cells, so that it can be mended and brought again.
    """

    line: int
    column: str
    value: str
    problem: Problem
    row: tuple[str, ...] = field(default=(), compare=False)

    @property
    def code(self) -> str:
        return self.problem.code


def read_row(
    dataset: Dataset, mapping: Mapping, raw: Mapped[str, str | None], *, line: int
) -> dict[str, Value] | RejectedRow:
    """The kept values by field id, or the first fault in the order of the fields.

    A person's value is still the name or id that the source wrote.
    """
    values: dict[str, Value] = {}
    for each in dataset.writable:
        column = mapping.column_of(each)
        text = mapping.translated(each, raw.get(column)) if column else None
        value = field_value(each, text, dataset=dataset, mapping=mapping, raw=raw)
        if isinstance(value, Fault):
            shown = HIDDEN if each in dataset.personal and text else text
            return rejected(value, line=line, column=column or each.id, text=shown)
        values[each.id] = value
    return values


def rejected(
    fault: Fault, *, line: int, column: str, text: str | None, row: tuple[str, ...] = ()
) -> RejectedRow:
    """A row refused for one fault, its value cut and made fit to be shown."""
    shown = (text or "")[:SHOWN].encode(errors="replace").decode().replace("\0", "�")
    facts = {**fault.facts, "column": column, "value": shown}
    problem = Problem(fault.code, Place("", line), facts)
    return RejectedRow(line, column, shown, problem, _storable(row))


def _storable(row: tuple[str, ...]) -> tuple[str, ...]:
    """Cells that a database can keep; none of a row too long to be mended by hand."""
    if sum(map(len, row)) > LONGEST_ROW:
        return ()
    return tuple(each.encode(errors="replace").decode().replace("\0", "�") for each in row)


def field_value(
    asked: Field,
    text: str | None,
    *,
    dataset: Dataset,
    mapping: Mapping,
    raw: Mapped[str, str | None],
) -> Value | Fault:
    """One field of a record from text, beside the texts of the whole row."""
    if asked.id == dataset.key_field:
        return _key(asked, text, mapping)
    if asked.kind is FieldKind.MONEY and text and not asked.has_fixed_currency:
        return _in_own_currency(asked, text, dataset=dataset, mapping=mapping, raw=raw)
    return read_value(asked, text, mapping.formats)


def _key(asked: Field, text: str | None, mapping: Mapping) -> Value | Fault:
    if text is None or not text.strip(" "):
        return Fault("record.required")
    if len(text) > LONGEST_KEY:
        return Fault("record.too-long", {"limit": str(LONGEST_KEY)})
    return read_value(asked, text, mapping.formats)


def _in_own_currency(
    asked: Field,
    text: str,
    *,
    dataset: Dataset,
    mapping: Mapping,
    raw: Mapped[str, str | None],
) -> Value | Fault:
    holder = dataset.field(asked.currency)
    written = raw.get(mapping.column_of(holder) or "")
    currency = mapping.translated(holder, written) or ""
    if len(currency) != 3 or not (currency.isascii() and currency.isupper()):
        return Fault("record.currency", {"currency": currency, "field": holder.id})
    return read_money(text, mapping.formats, currency=currency)
