"""From what a person chose on the columns page to a mapping, and from a file to a proposal."""

import re
import unicodedata
from collections.abc import Mapping as Mapped
from dataclasses import dataclass, replace

from rumbo.flows import uploads
from rumbo.flows.uploads import Upload
from rumbo.kernel.problems import Problem
from rumbo.records import importing
from rumbo.records.documents import mapping_text, read_mapping
from rumbo.records.importing import Detected, Inspection
from rumbo.records.rules.dataset import Dataset, Field
from rumbo.records.rules.detecting import told
from rumbo.records.rules.formats import Formats
from rumbo.records.rules.mapping import ROW_NUMBER, Mapping

SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """A field of the dataset, the column that feeds it, and what that column holds."""

    field: Field
    column: str
    example: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything the columns page offers for one file and one dataset.

    `notes` say by aspect what in the file tells how it is written; `asked` are the aspects
    that only a person can tell.
    """

    dataset: Dataset
    inspection: Inspection
    mapping: Mapping
    choices: tuple[Choice, ...]
    examples: tuple[tuple[str, str], ...]
    unused: tuple[str, ...]
    notes: Mapped[str, Problem]
    asked: frozenset[str]
    rows: int

    @property
    def missing(self) -> tuple[Choice, ...]:
        return tuple(each for each in self.choices if each.needed and not each.column)

    @property
    def found(self) -> int:
        return sum(1 for each in self.choices if each.column)

    @property
    def is_text(self) -> bool:
        """Whether the file is a text, which has an encoding and marks between columns."""
        return self.inspection.kind is importing.Kind.CSV


def proposal(upload: Upload, dataset: Dataset, remembered: Mapping | None) -> Proposal:
    """What the file looks like, read as remembered or, without that, as it seems to be written.

    Raises Refused for what is no table.
    """
    detected = importing.detect(
        upload.path, dataset, source=source_of(upload.name), declared=remembered
    )
    reading = replace(importing.reading_of(detected.mapping), columns=())
    found = importing.inspect(upload.path, reading, sample=SAMPLE)
    mapping = _fitting(detected.mapping, found)
    examples = _examples(found)
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
        examples=tuple((column, examples[column]) for column in found.columns if column),
        unused=tuple(each for each in found.columns if each and each not in used),
        notes=_notes(detected, remembered),
        asked=frozenset() if remembered else _asked(detected),
        rows=detected.rows,
    )


def _asked(detected: Detected) -> frozenset[str]:
    return frozenset(str(each.aspect) for each in detected.questions)


def _notes(detected: Detected, remembered: Mapping | None) -> dict[str, Problem]:
    said = _declared(remembered) if remembered else {}
    notes = ((each, told(each, declared=said.get(each.aspect))) for each in detected.findings)
    return {str(finding.aspect): note for finding, note in notes if note}


def _declared(mapping: Mapping) -> dict[str, str]:
    """What a mapping says of each aspect; nothing where it leaves the file to tell."""
    formats = mapping.formats
    said = {
        "encoding": mapping.encoding,
        "delimiter": mapping.delimiter,
        "decimal": formats.decimal,
        "thousands": formats.thousands,
        "dates": formats.dates,
        "instants": formats.instants,
    }
    return {aspect: value for aspect, value in said.items() if value or aspect == "thousands"}


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
        instants=asked.get("instants", before.formats.instants).strip(),
    )
    given = replace(
        before,
        key=slug(asked.get("name", "")) or f"{dataset.key}-file",
        dataset=dataset.key,
        source=slug(asked.get("source", "")) or "file",
        columns=columns,
        delimiter=asked.get("delimiter", before.delimiter),
        encoding=asked.get("encoding", before.encoding),
        sheet=asked.get("sheet", before.sheet),
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


def _examples(found: Inspection) -> dict[str, str]:
    """The first value of each column that is not empty."""
    examples = {ROW_NUMBER: "", **dict.fromkeys(found.columns, "")}
    for row in reversed(found.sample):
        for column, value in zip(found.columns, row, strict=False):
            examples[column] = value.strip() or examples[column]
    return examples


def _fitting(base: Mapping, found: Inspection) -> Mapping:
    """A remembered mapping without the columns that this file does not have."""
    present = {ROW_NUMBER, *found.columns}
    columns = {each: fields for each, fields in base.columns.items() if each in present}
    return replace(base, columns=columns)


def _choice(
    field: Field, mapping: Mapping, *, key_field: str, examples: Mapped[str, str]
) -> Choice:
    column = mapping.column_of(field) or ""
    needed = field.required or field.id == key_field
    return Choice(field, column, examples.get(column, ""), needed)
