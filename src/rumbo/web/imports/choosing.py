"""From what a person chose on the columns page to a mapping, and from a file to a proposal."""

import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Mapping as Mapped
from dataclasses import dataclass, replace

from rumbo.flows import uploads
from rumbo.flows.uploads import Upload
from rumbo.records import importing
from rumbo.records.documents import mapping_text, read_mapping
from rumbo.records.importing import Inspection, Reading
from rumbo.records.rules.dataset import Dataset, Field, FieldKind
from rumbo.records.rules.formats import Formats
from rumbo.records.rules.mapping import Mapping
from rumbo.web.imports import guessing

SAMPLE = 200
HEAD = 200_000
NUMBERS = {FieldKind.MONEY, FieldKind.DECIMAL, FieldKind.WHOLE}


@dataclass(frozen=True, slots=True)
class Choice:
    """A field of the dataset, the column that feeds it, and what that column holds."""

    field: Field
    column: str
    example: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything the columns page offers for one file and one dataset."""

    dataset: Dataset
    inspection: Inspection
    mapping: Mapping
    choices: tuple[Choice, ...]
    examples: tuple[tuple[str, str], ...]
    unused: tuple[str, ...]
    dates: tuple[str, ...]

    @property
    def missing(self) -> tuple[Choice, ...]:
        return tuple(each for each in self.choices if each.needed and not each.column)

    @property
    def found(self) -> int:
        return sum(1 for each in self.choices if each.column)


def proposal(upload: Upload, dataset: Dataset, remembered: Mapping | None) -> Proposal:
    """What the file looks like, read as remembered or, without that, as it seems to be written.

    Raises Refused for what is no table of text.
    """
    encoding = remembered.encoding if remembered else seems_encoded(upload)
    found = importing.inspect(
        upload.path,
        Reading(encoding=encoding),
        for_dataset=dataset.key,
        source=source_of(upload.name),
        sample=SAMPLE,
    )
    base = remembered or replace(
        found.suggested or Mapping("", dataset.key, source_of(upload.name), {}),
        encoding=encoding,
        delimiter=found.delimiter,
    )
    examples = _examples(found)
    mapping = _fitting(base, found) if remembered else _written_as(base, dataset, found)
    choices = tuple(
        _choice(each, mapping, key_field=dataset.key_field, examples=examples)
        for each in dataset.writable
    )
    used = {each.column for each in choices}
    return Proposal(
        dataset=dataset,
        inspection=found,
        mapping=mapping,
        choices=choices,
        examples=tuple((column, examples[column]) for column in found.columns),
        unused=tuple(each for each in found.columns if each not in used),
        dates=guessing.dates_of(_values(dataset, mapping, found, kinds={FieldKind.DATE})),
    )


def chosen(asked: Mapped[str, str], *, dataset: Dataset, base: Mapping | None) -> Mapping:
    """The mapping that a form describes; what the form does not show stays as in `base`.

    Raises Refused with every problem of its formats.
    """
    columns: dict[str, tuple[str, ...]] = {}
    for each in dataset.writable:
        if column := asked.get(f"column-{each.id}", ""):
            columns[column] = (*columns.get(column, ()), each.id)
    before = base or Mapping("", dataset.key, "", {})
    formats = replace(
        before.formats,
        decimal=asked.get("decimal", "."),
        thousands=asked.get("thousands", ""),
        dates=asked.get("dates", Formats().dates).strip(),
    )
    given = replace(
        before,
        key=slug(asked.get("name", "")) or f"{dataset.key}-file",
        dataset=dataset.key,
        source=slug(asked.get("source", "")) or "file",
        columns=columns,
        delimiter=asked.get("delimiter", ""),
        encoding=asked.get("encoding", "utf-8"),
        formats=formats,
    )
    return read_mapping(mapping_text(given), file=given.key)


def mapping_of(upload: Upload) -> Mapping | None:
    """The mapping chosen for an upload so far."""
    text = uploads.mapping_text(upload)
    return read_mapping(text, file=upload.name) if text else None


def slug(text: str) -> str:
    """A name as definitions spell them.

    >>> slug("Ventas México 2017")
    'ventas-mexico-2017'
    """
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
    return (plain if plain[:1].isalpha() or not plain else f"f-{plain}")[:60].strip("-")


def source_of(name: str) -> str:
    """A first idea of what the source of a file is called."""
    return slug(name.rpartition(".")[0] or name) or "file"


def seems_encoded(upload: Upload) -> str:
    """The encoding that the beginning of the file allows."""
    with upload.path.open("rb") as file:
        return guessing.encoding_of(file.read(HEAD))


def _examples(found: Inspection) -> dict[str, str]:
    """The first value of each column that is not empty."""
    examples = dict.fromkeys(found.columns, "")
    for row in reversed(found.sample):
        for column, value in zip(found.columns, row, strict=False):
            examples[column] = value.strip() or examples[column]
    return examples


def _fitting(base: Mapping, found: Inspection) -> Mapping:
    """A remembered mapping without the columns that this file does not have."""
    columns = {each: fields for each, fields in base.columns.items() if each in found.columns}
    return replace(base, columns=columns)


def _written_as(base: Mapping, dataset: Dataset, found: Inspection) -> Mapping:
    numbers = _values(dataset, base, found, kinds=NUMBERS)
    dates = guessing.dates_of(_values(dataset, base, found, kinds={FieldKind.DATE}))
    decimal = guessing.decimal_of(numbers)
    formats = replace(
        base.formats,
        decimal=decimal,
        thousands=guessing.thousands_of(numbers, decimal=decimal),
        dates=dates[0] if dates else base.formats.dates,
    )
    return replace(base, formats=formats)


def _values(
    dataset: Dataset, mapping: Mapping, found: Inspection, *, kinds: set[FieldKind]
) -> list[str]:
    fed = {mapping.column_of(each) for each in dataset.writable if each.kind in kinds}
    columns = _columns_of(found)
    known = [value for name in fed if name in columns for value in columns[name]]
    return known or _alike(columns.values(), kinds)


def _columns_of(found: Inspection) -> dict[str, list[str]]:
    rows = [row for row in found.sample if len(row) == len(found.columns)]
    return {name: [row[index] for row in rows] for index, name in enumerate(found.columns)}


def _alike(columns: Iterable[list[str]], kinds: set[FieldKind]) -> list[str]:
    """Where no column is chosen yet: the first one that looks right tells how it is written."""
    if FieldKind.DATE in kinds:
        return next((each for each in columns if guessing.dates_of(each)), [])
    return [value for each in columns for value in each]


def _choice(
    field: Field, mapping: Mapping, *, key_field: str, examples: Mapped[str, str]
) -> Choice:
    column = mapping.column_of(field) or ""
    needed = field.required or field.id == key_field
    return Choice(field, column, examples.get(column, ""), needed)


def offered(mappings: Iterable[Mapping], dataset: Dataset) -> tuple[Mapping, ...]:
    """The remembered mappings that lead to a dataset."""
    return tuple(each for each in mappings if each.dataset == dataset.key)


def best(mappings: Iterable[Mapping], header: Iterable[str]) -> Mapping | None:
    """The remembered mapping whose columns the file has, all of them; the widest first."""
    present = set(header)
    fitting = [each for each in mappings if set(each.columns) <= present]
    return max(fitting, key=lambda each: len(each.columns), default=None)
