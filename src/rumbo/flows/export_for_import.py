"""Records as files that bring them back: imported where they came from, they change nothing.

Each file holds the records of one source, with people as that source writes them, and its
mapping stands beside it. Personal fields, deleted records and earlier versions stay behind.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from rumbo.kernel.cells import EXPORTED_AT, csv_line
from rumbo.people.roster import identity_values
from rumbo.people.values import Viewer
from rumbo.records.datasets import dataset as declared_at
from rumbo.records.documents import mapping_text
from rumbo.records.rules.dataset import Dataset, FieldKind
from rumbo.records.rules.formats import Formats
from rumbo.records.rules.mapping import Mapping as FileMapping
from rumbo.records.rules.payload import Shown
from rumbo.records.said import sources_of
from rumbo.records.shown import plain_text
from rumbo.records.values import RecordRow
from rumbo.records.whole import Part, parts

# Instants are written to the microsecond, as they are kept.
FORMATS = Formats(instants="%Y-%m-%dT%H:%M:%S.%f%z")
Identities = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """A record as a line of the file of its source; its cells stand under `columns_of`."""

    source: str
    cells: tuple[str, ...]


def columns_of(dataset: Dataset) -> tuple[str, ...]:
    """The titles of every file of a dataset."""
    return (EXPORTED_AT, *(each.id for each in dataset.fields))


def mapping_of(dataset: Dataset, source: str) -> str:
    """The document of the mapping that reads the file of a source."""
    columns = {each.id: (each.id,) for each in dataset.fields}
    key = f"{dataset.key}-{source}-exported"[:60]
    return mapping_text(FileMapping(key, dataset.key, source, columns, formats=FORMATS))


def write_files(
    dataset: str, folder: Path, *, viewer: Viewer, position: int | None = None
) -> tuple[Path, ...]:
    """Write a CSV file for each source, and its mapping beside it; the CSV files.

    Raises UnknownDataset, and OSError for a folder that cannot be written to.
    """
    declared = declared_at(dataset, position=position)
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[str, IO[str]] = {}
    with ExitStack() as stack:
        for line in lines(dataset, viewer=viewer, position=position):
            if (file := files.get(line.source)) is None:
                path = folder / f"{dataset}.{line.source}.csv"
                file = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
                file.write(csv_line(columns_of(declared)))
                mapping = mapping_of(declared, line.source)
                path.with_suffix(".yaml").write_text(mapping, encoding="utf-8")
                files[line.source] = file
            file.write(csv_line(line.cells))
    return tuple(folder / f"{dataset}.{source}.csv" for source in files)


def lines(dataset: str, *, viewer: Viewer, position: int | None = None) -> Iterator[Line]:
    """Every record that the viewer may see, now or at a position; raises UnknownDataset.

    A record goes to the source under which its people are known, otherwise to the one that
    spoke last. A person who was erased has no name left: the import will ask for one.
    """
    for part in parts(dataset, visible=viewer.visible, position=position):
        people = tuple(each.id for each in part.dataset.of_kind(FieldKind.PERSON))
        known = identity_values(_identities(part, people))
        spoke = sources_of(each.position for each in part.rows)
        for row in part.rows:
            source = _source(row, people, known) or spoke[row.position]
            named = {each: _spelled(row.values[each], known) for each in people}
            values = {**row.values, **named}
            cells = (plain_text(values[each.id]) for each in part.dataset.fields)
            yield Line(source, (str(row.position), *cells))


def _identities(part: Part, people: Iterable[str]) -> set[str]:
    return {str(row.values[each]) for row in part.rows for each in people if row.values[each]}


def _source(row: RecordRow, people: Iterable[str], known: Identities) -> str:
    named = {known[str(row.values[each])][0] for each in people if row.values[each]}
    return named.pop() if len(named) == 1 else ""


def _spelled(identity: Shown, known: Identities) -> str | None:
    return known[str(identity)][1] if identity else None
