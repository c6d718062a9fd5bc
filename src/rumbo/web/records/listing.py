"""A page of records as a table: key, then the fields in the order of their declaration."""

from collections.abc import Mapping
from dataclasses import dataclass

from rumbo.records.rules.dataset import Dataset, Field
from rumbo.records.values import RecordPage
from rumbo.web.records.cells import Cell, cell, identities_in, sellers


@dataclass(frozen=True, slots=True)
class Line:
    """One record in the table."""

    key: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a dataset; `first` and `last` count records from 1."""

    dataset: Dataset
    columns: tuple[Field, ...]
    lines: tuple[Line, ...]
    total: int
    page: int
    pages: int
    first: int
    last: int


def listing(
    found: RecordPage, *, names: Mapping[str, str], position: int | None = None
) -> Listing:
    """Lay out a page of records, its sellers as they were matched at the position."""
    declared = found.dataset
    columns = tuple(each for each in declared.fields if each.id != declared.key_field)
    spoken_of = identities_in(columns, (row.values for row in found.rows))
    known = sellers(spoken_of, names=names, position=position)
    lines = tuple(
        Line(row.key, tuple(cell(each, row.values.get(each.id), known) for each in columns))
        for row in found.rows
    )
    before = (found.page - 1) * found.size
    return Listing(
        dataset=declared,
        columns=columns,
        lines=lines,
        total=found.total,
        page=found.page,
        pages=max(1, -(-found.total // found.size)),
        first=before + 1 if lines else 0,
        last=before + len(lines),
    )
