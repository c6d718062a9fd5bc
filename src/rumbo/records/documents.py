"""The YAML of datasets and mappings: their shapes, and what is checked when they are read."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic import Field as Key

from rumbo.kernel.document import Document, read_document, validated
from rumbo.kernel.problems import Problem, Refused
from rumbo.kernel.texts import Text
from rumbo.records.linked_documents import LivesIn, linked_of, strangers
from rumbo.records.rules.dataset import PATIENCE, Dataset, Field, FieldKind, column_of
from rumbo.records.rules.formats import Formats, is_date_format, is_instant_format
from rumbo.records.rules.mapping import Mapping


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


FIGURES = {FieldKind.WHOLE, FieldKind.DECIMAL, FieldKind.MONEY, FieldKind.PERSON}
Name = Annotated[str, Key(pattern=r"^[a-z][a-z0-9]*([-_][a-z0-9]+)*$", max_length=60)]
Answer = Literal["yes", "no"]
Days = Annotated[str, Key(pattern=r"^[1-9][0-9]{0,3} days?$")]
Fields = Annotated[tuple[Name, ...], BeforeValidator(_listed)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class TextShape(_Shape):
    """A text in both languages."""

    en: str
    es: str

    def text(self) -> Text:
        return Text(self.en, self.es)


class FieldShape(_Shape):
    """One field of a dataset document."""

    id: Name
    type: FieldKind
    name: TextShape
    required: Answer = "no"
    currency: str = ""
    choices: tuple[str, ...] = ()
    link: str = ""
    means: TextShape | None = None
    personal: Answer = "no"


class DatasetDocument(_Shape):
    """datasets/<key>.yaml."""

    dataset: Name
    name: TextShape
    means: TextShape
    key: Name
    fields: tuple[FieldShape, ...] = Key(min_length=1, max_length=300)
    credited_to: Name | None = Key(alias="credited-to", default=None)
    dated_by: tuple[Name, ...] = Key(alias="dated-by", default=())
    lives_in: LivesIn | None = Key(alias="lives-in", default=None)
    stale_after: Days = Key(alias="stale-after", default=f"{PATIENCE} days")
    sources: dict[Name, Days] = Key(default_factory=dict)
    personal_of: Name | None = Key(alias="personal-of", default=None)


class MappingDocument(_Shape):
    """mappings/<key>.yaml."""

    mapping: Name
    dataset: Name
    source: Name
    columns: dict[str, Fields] = Key(min_length=1)
    values: dict[Name, dict[str, str]] = Key(default_factory=dict)
    delimiter: Literal[",", ";", "\t", "|", ""] = ""
    encoding: Literal["utf-8", "windows-1252", "iso-8859-1", "utf-16"] = "utf-8"
    sheet: str = Key(default="", max_length=100)
    decimal: Literal[".", ","] = "."
    thousands: Literal["", ",", ".", " ", "'"] = ""
    dates: str = Formats().dates
    instants: str = Formats().instants
    yes: tuple[str, ...] = Formats().yes
    no: tuple[str, ...] = Formats().no


def read_dataset(text: str, *, file: str) -> Dataset:
    """Read a dataset document; raises Refused with place and remedy for each fault."""
    document = read_document(text, file=file)
    shape = validated(document, DatasetDocument)
    problems = [*_twice(document, shape), *_unknown(document, shape), *_fields(document, shape)]
    fields = frozenset(each.id for each in shape.fields)
    problems += strangers(document, shape.lives_in, fields=fields)
    if problems:
        raise Refused(*problems)
    return Dataset(
        key=shape.dataset,
        key_field=shape.key,
        fields=tuple(_field(each) for each in shape.fields if each.personal == "no"),
        personal=tuple(_field(each) for each in shape.fields if each.personal == "yes"),
        personal_of=shape.personal_of or "",
        name=shape.name.text(),
        means=shape.means.text(),
        credited_to=shape.credited_to or "",
        dated_by=shape.dated_by,
        linked=linked_of(shape.lives_in),
        stale_after=_days(shape.stale_after),
        sources=tuple((name, _days(each)) for name, each in sorted(shape.sources.items())),
    )


def _days(written: str) -> int:
    return int(written.split(maxsplit=1)[0])


def _field(shape: FieldShape) -> Field:
    return Field(
        id=shape.id,
        kind=shape.type,
        name=shape.name.text(),
        required=shape.required == "yes",
        currency=shape.currency,
        choices=shape.choices,
        link=shape.link.partition(".")[0],
        means=shape.means.text() if shape.means else Text(),
    )


def _twice(document: Document, shape: DatasetDocument) -> Iterator[Problem]:
    """Two fields of one name in SQL would be one column."""
    counts = Counter(column_of(each.id) for each in shape.fields)
    for index, each in enumerate(shape.fields):
        if counts[column_of(each.id)] > 1:
            place = document.place("fields", index, "id")
            yield Problem("dataset.field-twice", place, {"field": each.id})


def _unknown(document: Document, shape: DatasetDocument) -> Iterator[Problem]:
    kinds = {each.id: each.type for each in shape.fields}
    wanted: list[tuple[str, tuple[str, ...], set[FieldKind]]]
    wanted = [(shape.key, ("key",), {FieldKind.TEXT})]
    if shape.credited_to:
        wanted.append((shape.credited_to, ("credited-to",), {FieldKind.PERSON}))
    if shape.personal_of:
        owners = {FieldKind.PERSON, FieldKind.TEXT}
        wanted.append((shape.personal_of, ("personal-of",), owners))
    for index, each in enumerate(shape.dated_by):
        dates = {FieldKind.DATE, FieldKind.INSTANT}
        wanted.append((each, ("dated-by", str(index)), dates))
    for name, path, allowed in wanted:
        facts = {"field": name, "allowed": ", ".join(sorted(allowed))}
        if name not in kinds:
            yield Problem("dataset.unknown-field", document.place(*path), facts)
        elif kinds[name] not in allowed:
            yield Problem("dataset.wrong-field", document.place(*path), facts)


def _fields(document: Document, shape: DatasetDocument) -> Iterator[Problem]:
    kinds = {each.id: each.type for each in shape.fields}
    for index, each in enumerate(shape.fields):
        place, facts = document.place("fields", index), {"field": each.id}
        if each.type is FieldKind.MONEY and not _has_currency(each, kinds):
            yield Problem("dataset.currency", place, {**facts, "value": each.currency})
        if each.type is FieldKind.CHOICE and not each.choices:
            yield Problem("dataset.choices", place, facts)
        if each.personal == "yes" and not _may_be_personal(each, shape):
            yield Problem("dataset.personal", place, facts)


def _may_be_personal(field: FieldShape, shape: DatasetDocument) -> bool:
    """Figures are computed from nothing personal, and nothing is found by it."""
    used = {shape.key, shape.credited_to, shape.personal_of, *shape.dated_by}
    used |= {each.currency for each in shape.fields if each.type is FieldKind.MONEY}
    return field.type not in FIGURES and field.id not in used and not field.link


def _has_currency(field: FieldShape, kinds: dict[str, FieldKind]) -> bool:
    fixed = len(field.currency) == 3 and field.currency.isascii() and field.currency.isupper()
    return fixed or kinds.get(field.currency) in {FieldKind.TEXT, FieldKind.CHOICE}


def read_mapping(text: str, *, file: str) -> Mapping:
    """Read a mapping document; raises Refused with place and remedy for each fault.

    Whether its fields exist is checked against the dataset (`rules.mapping.problems_of`).
    """
    document = read_document(text, file=file)
    shape = validated(document, MappingDocument)
    problems = list(_formats(document, shape))
    if problems:
        raise Refused(*problems)
    return mapping_of(shape)


def mapping_of(shape: MappingDocument) -> Mapping:
    """The value of a mapping document."""
    return Mapping(
        key=shape.mapping,
        dataset=shape.dataset,
        source=shape.source,
        columns=shape.columns,
        values=shape.values,
        delimiter=shape.delimiter,
        encoding=shape.encoding,
        sheet=shape.sheet,
        formats=Formats(
            shape.decimal, shape.thousands, shape.dates, shape.instants, shape.yes, shape.no
        ),
    )


def mapping_text(mapping: Mapping) -> str:
    """The document of a mapping: read again, it gives the same value."""
    formats = mapping.formats
    tree = {
        "mapping": mapping.key,
        "dataset": mapping.dataset,
        "source": mapping.source,
        "delimiter": mapping.delimiter,
        "encoding": mapping.encoding,
        **({"sheet": mapping.sheet} if mapping.sheet else {}),
        "decimal": formats.decimal,
        "thousands": formats.thousands,
        "dates": formats.dates,
        "instants": formats.instants,
        "yes": list(formats.yes),
        "no": list(formats.no),
        "columns": {column: list(fields) for column, fields in mapping.columns.items()},
        "values": {field: dict(values) for field, values in mapping.values.items()},
    }
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)


def _formats(document: Document, shape: MappingDocument) -> Iterator[Problem]:
    if not is_date_format(shape.dates):
        yield Problem("mapping.dates", document.place("dates"), {"value": shape.dates})
    if not is_instant_format(shape.instants):
        yield Problem("mapping.instants", document.place("instants"), {"value": shape.instants})
    if shape.decimal == shape.thousands:
        yield Problem("mapping.marks", document.place("thousands"), {"value": shape.thousands})
    if set(shape.yes) & set(shape.no):
        yield Problem("mapping.yes-no", document.place("yes"))
