"""Records of a preview as a page shows them: each field with its value, before and after."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rumbo.records.importing import Changed, Example
from rumbo.records.rules.dataset import Dataset, Field, FieldKind
from rumbo.records.rules.payload import Shown
from rumbo.web.records.cells import Cell

# What tells records apart at a glance; the rest is on their pages once they are in.
FIELDS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A record by its key, with the line of the file and some of its values."""

    key: str
    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a record before and after the import."""

    field: Field
    before: Cell
    after: Cell


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A record that would get a new version."""

    key: str
    line: int
    differences: tuple[Difference, ...]


def lines(examples: Iterable[Example], dataset: Dataset) -> tuple[Line, ...]:
    """Records with their first fields that have a value."""
    return tuple(
        Line(each.key, each.line, tuple(_cells(each, dataset))[:FIELDS]) for each in examples
    )


def _cells(example: Example, dataset: Dataset) -> Iterator[Cell]:
    for field in dataset.fields:
        value = example.values.get(field.id)
        if value is not None and field.id != dataset.key_field:
            yield _cell(field, value)


def changes(found: Iterable[Changed]) -> tuple[ChangedLine, ...]:
    """Records with every field that would change."""
    return tuple(
        ChangedLine(
            each.key,
            each.line,
            tuple(
                Difference(one.field, _cell(one.field, one.before), _cell(one.field, one.after))
                for one in each.fields
            ),
        )
        for each in found
    )


def _cell(field: Field, value: Shown) -> Cell:
    """A value as it is written: people by their spelling, since they may be nobody yet."""
    plain = field.kind is FieldKind.PERSON or field.link
    return Cell(replace(field, kind=FieldKind.TEXT, link="") if plain else field, value)
