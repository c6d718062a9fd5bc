"""A mapping: which column of a source's file feeds which field, and how the file is written."""

import difflib
import unicodedata
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Mapped
from dataclasses import dataclass, field

from rumbo.kernel.problems import Place, Problem
from rumbo.records.rules.dataset import Dataset, Field
from rumbo.records.rules.formats import Formats

PLAIN = Formats()
# A column that every file has: where the row stands in it.
ROW_NUMBER = "(row number)"


@dataclass(frozen=True, slots=True)
class Mapping:
    """How one source's file becomes records of one dataset; remembered by its key."""

    key: str
    dataset: str
    source: str
    columns: Mapped[str, tuple[str, ...]]
    values: Mapped[str, Mapped[str, str]] = field(default_factory=dict)
    delimiter: str = ""
    encoding: str = "utf-8"
    sheet: str = ""
    formats: Formats = PLAIN

    @property
    def needed_columns(self) -> tuple[str, ...]:
        """The columns that a file must have."""
        return tuple(each for each in self.columns if each != ROW_NUMBER)

    def column_of(self, asked: Field) -> str | None:
        """The file's column that feeds a field, if any."""
        for column, fields in self.columns.items():
            if asked.id in fields or asked.column in fields:
                return column
        return None

    def translated(self, asked: Field, text: str | None) -> str | None:
        """A written value as the mapping wants it stored for this field."""
        if text is None or asked.id not in self.values:
            return text
        return self.values[asked.id].get(text, text)


def problems_of(mapping: Mapping, dataset: Dataset, place: Place) -> list[Problem]:
    """What a mapping gets wrong about its dataset, whatever the file."""
    named = [name for fields in mapping.columns.values() for name in fields]
    named += list(mapping.values)
    known = [each.id for each in dataset.writable]
    problems = [
        Problem("mapping.unknown-field", place, _near(name, known))
        for name in dict.fromkeys(named)
        if not dataset.takes(name)
    ]
    return problems + _unfed(mapping, dataset, place) + _fed_twice(mapping, dataset, place)


def _unfed(mapping: Mapping, dataset: Dataset, place: Place) -> list[Problem]:
    key = dataset.key_field
    needed = [each for each in dataset.writable if each.required or each.id == key]
    return [
        Problem("mapping.required-field", place, {"field": each.id})
        for each in needed
        if mapping.column_of(each) is None
    ]


def _fed_twice(mapping: Mapping, dataset: Dataset, place: Place) -> list[Problem]:
    fed = [
        dataset.writable_field(name).id
        for fields in mapping.columns.values()
        for name in fields
        if dataset.takes(name)
    ]
    twice = {each for each in fed if fed.count(each) > 1}
    return [Problem("mapping.field-twice", place, {"field": each}) for each in sorted(twice)]


def problems_with_header(
    mapping: Mapping, header: Sequence[str], place: Place
) -> list[Problem]:
    """What stands in the way of reading this file with this mapping: it is refused whole."""
    missing = [column for column in mapping.needed_columns if column not in header]
    doubled = [column for column in mapping.needed_columns if header.count(column) > 1]
    return [
        *(Problem("import.unknown-column", place, _near(each, header)) for each in missing),
        *(Problem("import.column-twice", place, {"column": each}) for each in doubled),
    ]


def _near(name: str, known: Iterable[str]) -> dict[str, str]:
    names = list(known)
    near = difflib.get_close_matches(name, names, n=1)
    return {"name": name, "near": near[0] if near else "", "known": ", ".join(names[:30])}


def suggested(dataset: Dataset, header: Sequence[str], *, source: str) -> Mapping:
    """A mapping of the columns whose names say plainly which field they are.

    A field called «row number» is fed by the one that every file has, if no column is.
    """
    columns: dict[str, tuple[str, ...]] = {}
    for each in dataset.writable:
        every = (*header, ROW_NUMBER)
        found = next((name for name in every if _plain(name) in _names(each)), None)
        if found is not None:
            columns[found] = (*columns.get(found, ()), each.id)
    return Mapping(key="", dataset=dataset.key, source=source, columns=columns)


def _names(asked: Field) -> set[str]:
    return {_plain(asked.id), _plain(asked.name.en), _plain(asked.name.es)}


def _plain(name: str) -> str:
    """Lower case, without accents, marks or spaces."""
    bare = unicodedata.normalize("NFKD", name).casefold()
    return "".join(each for each in bare if each.isalnum())
