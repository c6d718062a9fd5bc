"""A linked table in the form of the projection's: its columns read as the fields' types.

The types that a table may have are named here; a table with another one is refused before it is
asked, since a silent conversion would give another figure than the one in the table.
"""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from sqlglot import exp

from rumbo.kernel.money import places
from rumbo.records.rules.dataset import Dataset, Field, FieldKind
from rumbo.records.rules.linked import Linked, MoneyIn
from rumbo.records.rules.spark_sql import IS_WHOLE

_TEXTS = r"string|varchar\(\d+\)|char\(\d+\)"
_WHOLES = r"tinyint|smallint|int|bigint|decimal\(\d+,0\)"
_TYPES = {
    FieldKind.TEXT: _TEXTS,
    FieldKind.CHOICE: _TEXTS,
    FieldKind.PERSON: _TEXTS,
    FieldKind.WHOLE: _WHOLES,
    FieldKind.DECIMAL: rf"{_WHOLES}|decimal\(\d+,[1-6]\)",
    FieldKind.DATE: "date",
    FieldKind.INSTANT: "timestamp|timestamp_ntz",
    FieldKind.YES_NO: "boolean",
}
_STORED = {
    FieldKind.DECIMAL: "DECIMAL(18, 6)",
    FieldKind.DATE: "DATE",
    FieldKind.INSTANT: "TIMESTAMP",
    FieldKind.YES_NO: "BOOLEAN",
}
SPELLED = "spelled"
TABLE = "t"
Found = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Misfit:
    """A column that is not there (`found` is empty), or whose type its field cannot have."""

    column: str
    expected: str
    found: str


def misfits(dataset: Dataset, linked: Linked, found: Found) -> Iterator[Misfit]:
    """What a table lacks; `found` are its columns with the types that its engine says."""
    for column, expected in _expected(dataset, linked):
        kind = found.get(column.lower(), "").lower().replace(" ", "")
        if not re.fullmatch(expected, kind):
            yield Misfit(column, _readable(expected), kind)


def _readable(expected: str) -> str:
    return expected.replace("\\d+", "n").replace("\\", "").replace("|", ", ")


def _expected(dataset: Dataset, linked: Linked) -> Iterator[tuple[str, str]]:
    yield linked.column(dataset.key_field), _TEXTS
    for each in dataset.fields:
        yield linked.column(each.id), _type_of(each, linked)
    if linked.versions:
        yield linked.versions.start, _WHOLES
        yield linked.versions.before, _WHOLES
    if linked.number:
        yield linked.number, _WHOLES
    if linked.observed:
        yield linked.observed, _TYPES[FieldKind.INSTANT]


def _type_of(each: Field, linked: Linked) -> str:
    if each.kind is not FieldKind.MONEY:
        return _TYPES[each.kind]
    finest = places(each.currency) if each.has_fixed_currency else 0
    if linked.money is MoneyIn.MINOR or not finest:
        return _WHOLES
    return rf"{_WHOLES}|decimal\(\d+,[1-{finest}]\)"


def spelled_view(dataset: Dataset) -> str:
    """The table, sent along with a query, of how a linked dataset spells whom."""
    return f"{SPELLED}_{dataset.table}"


def as_projected(dataset: Dataset, linked: Linked, *, used: Container[str]) -> exp.Select:
    """The select that gives a linked table those columns of `dataset.table` that are used."""
    fields = [each for each in dataset.fields if each.column in used]
    columns = [exp.alias_(_read(each, linked), each.column, quoted=True) for each in fields]
    versions = (each for each in _versions(dataset, linked) if each.alias in used)
    select = exp.select(*versions, *columns).from_(
        exp.alias_(exp.to_table(linked.table, dialect="spark"), TABLE, table=True)
    )
    for each in fields:
        if each.kind is not FieldKind.PERSON or not linked.people:
            continue
        on = exp.EQ(this=_column("spelled", each.column), expression=_of(each, linked))
        select = select.join(
            exp.to_table(spelled_view(dataset)),
            on=on,
            join_type="left",
            join_alias=each.column,
            copy=False,
        )
    return select


def _versions(dataset: Dataset, linked: Linked) -> Iterator[exp.Expr]:
    none, start = exp.cast(exp.null(), "BIGINT"), exp.cast(exp.Literal.number(0), "BIGINT")
    held = linked.versions
    key = dataset.field(dataset.key_field)
    yield exp.alias_(_whole(held.start) if held else start, "_position_from")
    yield exp.alias_(_whole(held.before) if held else none, "_position_to")
    yield exp.alias_(_of(key, linked), "_key")
    yield exp.alias_(_whole(linked.number) if linked.number else start, "_source_version")
    yield exp.alias_(_observed(linked), "_observed_at")


def _observed(linked: Linked) -> exp.Expression:
    if linked.observed:
        return exp.cast(_column(linked.observed), "TIMESTAMP")
    return exp.CurrentTimestamp()


def _whole(name: str) -> exp.Expression:
    return whole(_column(name))


def _read(each: Field, linked: Linked) -> exp.Expression:
    column = _of(each, linked)
    if each.kind is FieldKind.PERSON and linked.people:
        # Someone never met keeps their spelling, so that nobody's records fall together.
        return exp.Coalesce(this=_column("identity", each.column), expressions=[column])
    if each.kind is FieldKind.MONEY:
        return whole(_minor(each, linked, column))
    if each.kind is FieldKind.WHOLE:
        return whole(column)
    return exp.cast(column, _STORED[each.kind]) if each.kind in _STORED else column


def whole(of: exp.Expression) -> exp.Expression:
    """What is a whole number already as a BIGINT: nothing is left to round."""
    cast = exp.cast(of, "BIGINT")
    cast.meta[IS_WHOLE] = True
    return cast


def _minor(each: Field, linked: Linked, column: exp.Expression) -> exp.Expression:
    """Whole minor units; exact, since the column's places are no finer than the currency's."""
    if linked.money is MoneyIn.MINOR or not each.has_fixed_currency:
        return column
    step = exp.Literal.number(10 ** places(each.currency))
    return exp.Mul(this=column, expression=step)


def _of(each: Field, linked: Linked) -> exp.Expression:
    return _column(linked.column(each.id))


def _column(name: str, table: str = TABLE) -> exp.Column:
    return exp.Column(
        this=exp.to_identifier(name, quoted=True), table=exp.to_identifier(table, quoted=True)
    )
