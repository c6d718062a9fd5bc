"""The part of a dataset's YAML that says in which other engine its records live."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Key

from rumbo.kernel.document import Document
from rumbo.kernel.problems import Problem
from rumbo.records.rules.linked import Linked, MoneyIn, Positions

ConnectionName = Annotated[str, Key(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Column = Annotated[str, Key(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", max_length=128)]
# A name alone, or one in a schema, or in a schema of a catalogue.
Table = Annotated[
    str, Key(pattern=r"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*){0,2}$", max_length=300)
]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class VersionColumns(_Shape):
    """The positions between which a version was current."""

    start: Column = Key(alias="from")
    before: Column


class LivesIn(_Shape):
    """lives-in: where the records of a dataset are when the log does not hold them."""

    engine: Literal["spark"]
    connection: ConnectionName
    table: Table
    columns: dict[str, Column] = Key(default_factory=dict)
    money: MoneyIn = MoneyIn.MAJOR
    people: str = Key(default="", max_length=60)
    versions: VersionColumns | None = None
    number: Column | None = None
    observed: Column | None = None


def linked_of(shape: LivesIn | None) -> Linked | None:
    """The value of a shape."""
    if shape is None:
        return None
    held = shape.versions
    return Linked(
        connection=shape.connection,
        table=shape.table,
        columns=tuple(shape.columns.items()),
        money=shape.money,
        people=shape.people,
        versions=Positions(held.start, held.before) if held else None,
        number=shape.number or "",
        observed=shape.observed or "",
    )


def strangers(
    document: Document, shape: LivesIn | None, *, fields: frozenset[str]
) -> Iterator[Problem]:
    """Columns that are given to fields which the dataset does not have."""
    for name in shape.columns if shape else ():
        if name not in fields:
            facts = {"field": name[:80], "allowed": ", ".join(sorted(fields))}
            yield Problem(
                "dataset.unknown-field", document.place("lives-in", "columns", name), facts
            )
