"""What a command says: one JSON document, or aligned tables and sentences for a person."""

import json
import os
import sys
import traceback
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import click

from rumbo.kernel.exhaustion import exhausted
from rumbo.kernel.problems import Problem
from rumbo.kernel.texts import Text
from rumbo.wording.problems import sentence

Json = str | int | bool | None | Sequence["Json"] | dict[str, "Json"]


def language_of(environment: dict[str, str]) -> str:
    """The reader's language: the first of LC_ALL, LC_MESSAGES and LANG that is set.

    >>> language_of({"LANG": "es_MX.UTF-8"}), language_of({"LANG": "C.UTF-8"})
    ('es', 'en')
    """
    named = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    first = next((value for value in named if value), "")
    return "es" if first.startswith("es") else "en"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table for people: its title, and `right` for figures."""

    title: str
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Output:
    """Where the answer goes: JSON on standard output, or words in a language."""

    as_json: bool
    language: str

    @classmethod
    def wanted_by(cls, arguments: Sequence[str]) -> "Output":
        """What the arguments ask for, also when they cannot be understood otherwise."""
        return cls("--json" in arguments, language_of(dict(os.environ)))

    @classmethod
    def of(cls, as_json: bool) -> "Output":  # noqa: FBT001 - click hands a flag over so
        """The output of a command that was understood."""
        return cls(as_json, language_of(dict(os.environ)))

    def say(self, text: Text) -> None:
        """One sentence for a person; nothing in JSON."""
        if not self.as_json:
            click.echo(text.in_language(self.language))

    def document(self, content: dict[str, Json] | Sequence[Json]) -> None:
        """The one JSON document of the command."""
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
        for line in table_lines(columns, rows):
            click.echo(line)

    def problems(self, problems: Iterable[Problem]) -> None:
        """Every problem with place, code, sentence and remedy."""
        found = tuple(problems)
        if self.as_json:
            self.document({"problems": [self.problem(each) for each in found]})
            return
        for each in found:
            for line in self._problem_lines(each):
                click.echo(line, err=True)

    def problem(self, problem: Problem) -> dict[str, Json]:
        """A problem as the JSON contract has it."""
        words = sentence(problem, self.language)
        return {
            "code": problem.code,
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "message": " ".join(part for part in (words.what, words.remedy) if part),
        }

    def _problem_lines(self, problem: Problem) -> Iterator[str]:
        words = sentence(problem, self.language)
        yield "  ".join(part for part in (str(problem.place), problem.code) if part)
        yield f"  {words.what}"
        if words.remedy:
            yield f"  {words.remedy}"


def table_lines(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Lines of an aligned table: titles, a rule, rows.

    >>> lines = table_lines([Column("Who"), Column("Won", "right")], [("Ana", "1,200")])
    >>> list(lines)
    ['Who    Won', '───  ─────', 'Ana  1,200']
    """
    cells = [[column.title for column in columns], *map(list, rows)]
    widths = [max(map(_width, texts)) for texts in zip_longest(*cells, fillvalue="")]
    rule = ["─" * width for width in widths]
    for line in (cells[0], rule, *cells[1:]):
        padded = (
            _padded(text, width, column.align)
            for text, width, column in zip(line, widths, columns, strict=True)
        )
        yield "  ".join(padded).rstrip()


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(each) else 1 for each in text)


def _padded(text: str, width: int, align: str) -> str:
    space = " " * (width - _width(text))
    return space + text if align == "right" else text + space


def report_fault(output: Output, error: Exception) -> None:
    """Tell what the machine lacks, or else that the fault is ours.

    The trace of calls is shown only when RUMBO_DEBUG asks for it.
    """
    facts = {"kind": type(error).__name__, "reason": str(error)[:300]}
    lacking = exhausted(error, home=os.environ.get("RUMBO_HOME", "var"))
    output.problems((lacking or Problem("cli.fault", facts=facts),))
    if os.environ.get("RUMBO_DEBUG") == "yes":
        traceback.print_exception(error, file=sys.stderr)
