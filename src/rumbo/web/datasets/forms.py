"""What the forms of fields and datasets say, and the document they stand for."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from rumbo.kernel.problems import Problem, Refused
from rumbo.records.rules.proposing import Proposed
from rumbo.records.writing import DatasetGiven, FieldGiven

ROWS = 6
MOST_ROWS = 100
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One field of a form, as it was typed."""

    name_en: str = ""
    name_es: str = ""
    kind: str = ""
    currency: str = ""
    choices: str = ""
    link: str = ""
    means_en: str = ""
    means_es: str = ""
    needed: bool = False

    @classmethod
    def of(cls, asked: Mapping[str, str], prefix: str = "") -> "Row":
        """The row whose inputs start with a prefix."""
        return cls(
            name_en=_text(asked, f"{prefix}name-en"),
            name_es=_text(asked, f"{prefix}name-es"),
            kind=_text(asked, f"{prefix}kind"),
            currency=_text(asked, f"{prefix}currency"),
            choices=asked.get(f"{prefix}choices", "").strip()[:5000],
            link=_text(asked, f"{prefix}link"),
            means_en=_text(asked, f"{prefix}means-en"),
            means_es=_text(asked, f"{prefix}means-es"),
            needed=bool(asked.get(f"{prefix}needed")),
        )

    @classmethod
    def proposed(cls, field: Proposed) -> "Row":
        """The row of a field that a file seems to have."""
        return cls(name_en=field.name.en, name_es=field.name.es, kind=str(field.kind))

    @property
    def is_empty(self) -> bool:
        return not (self.name_en or self.name_es)

    @property
    def listed(self) -> tuple[str, ...]:
        """The choices, one a line or between commas."""
        parts = (each.strip() for each in self.choices.replace("\n", ",").split(","))
        return tuple(each for each in parts if each)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a document with what is wrong on it."""

    number: int
    text: str
    problems: tuple[Problem, ...]


def rows_of(asked: QueryDict) -> tuple[Row, ...]:
    """Every row of the form, in order; a new form has ROWS of them."""
    count = asked.get("rows", "")
    number = int(count) if count.isascii() and count.isdigit() and len(count) < 4 else ROWS
    return tuple(Row.of(asked, f"f{each}-") for each in range(min(number, MOST_ROWS)))


def name_of_file(name: str) -> str:
    """What a dataset of such a file could be called.

    >>> name_of_file("online_retail.parquet")
    'Online retail'
    """
    stem = name.rpartition(".")[0] or name
    return " ".join(re.split(r"[_\s-]+", stem)).strip().capitalize()[:LONGEST]


def field_given(row: Row) -> FieldGiven:
    """The field of a row; raises Refused without a name."""
    if row.is_empty:
        raise Refused(Problem("dataset.nameless"))
    return FieldGiven(
        name_en=row.name_en,
        name_es=row.name_es,
        kind=row.kind,
        means_en=row.means_en,
        means_es=row.means_es,
        currency=row.currency,
        choices=row.listed,
        link=row.link,
        required=row.needed,
    )


def dataset_given(asked: Mapping[str, str], rows: Iterable[Row]) -> DatasetGiven:
    """The dataset of a form: its first row is its key; raises Refused without any."""
    fields = tuple(field_given(each) for each in rows if not each.is_empty)
    if not fields or not (_text(asked, "name-en") or _text(asked, "name-es")):
        raise Refused(Problem("dataset.nameless"))
    keyed = (FieldGiven(fields[0].name_en, fields[0].name_es, "text", required=True),)
    people = [each.key for each in fields if each.kind == "person"]
    days = [each.key for each in fields if each.kind in {"date", "instant"}]
    name_en, name_es = _text(asked, "name-en"), _text(asked, "name-es")
    means_en, means_es = _text(asked, "means-en"), _text(asked, "means-es")
    said = bool(means_en or means_es)
    return DatasetGiven(
        name_en=name_en,
        name_es=name_es,
        means_en=means_en if said else f"A record of “{name_en or name_es}”.",
        means_es=means_es if said else f"Un registro de «{name_es or name_en}».",
        fields=(*keyed, *fields[1:]),
        credited_to=people[0] if people else "",
        dated_by=tuple(days),
    )


def lines_of(text: str, problems: Iterable[Problem]) -> tuple[Line, ...]:
    """The document line by line, each problem on its own; empty when nothing is wrong."""
    by_line: dict[int, list[Problem]] = {}
    for each in problems:
        by_line.setdefault(max(each.place.line, 1), []).append(each)
    return tuple(_lines(text, by_line)) if by_line else ()


def _lines(text: str, by_line: Mapping[int, list[Problem]]) -> Iterator[Line]:
    for number, line in enumerate(text.split("\n"), start=1):
        yield Line(number, line, tuple(by_line.get(number, ())))


def _text(asked: Mapping[str, str], name: str) -> str:
    return asked.get(name, "").strip()[:LONGEST]
