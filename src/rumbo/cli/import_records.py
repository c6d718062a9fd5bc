"""`rumbo import`: records from a file, through a remembered mapping."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rumbo.cli import words
from rumbo.cli.options import json_option
from rumbo.cli.output import Column, Json, Output
from rumbo.cli.progress import progress
from rumbo.cli.session import opened
from rumbo.kernel.problems import Problem, Refused
from rumbo.wording.problems import sentence

if TYPE_CHECKING:
    from rumbo.records.importing import Imported, RejectedRow

SHOWN = 20  # rejected rows in the table for people
BAD_INPUT = 2


@click.command("import")
@click.argument("dataset")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--mapping", required=True, metavar="NAME", help="How its columns become fields.")
@json_option
def command(dataset: str, file: Path, *, mapping: str, as_json: bool) -> int:
    """Take the rows of FILE into DATASET; the same file again changes nothing.

    Good rows go in; each bad row is listed with line, column, value and reason, and the exit
    code is then 2. A file that cannot be read as a whole changes nothing.

    \b
    rumbo import deals pipeline.csv --mapping maventech --json
    """
    session = opened()
    from rumbo.flows.import_file import import_file  # noqa: PLC0415

    _check(dataset, mapping)
    with progress(words.text("Importing", "Importando")) as told:
        found = import_file(
            file, mapping=mapping, by=session.viewer.actor, at=session.now, progress=told
        )
    output = Output.of(as_json)
    if as_json:
        output.document(_document(found, output.language))
    else:
        _tell(output, found)
    return BAD_INPUT if found.rejected_count else 0


def _check(dataset: str, mapping: str) -> None:
    """Refuse a dataset or a mapping that nobody declared, or that do not belong together."""
    from rumbo.records import datasets  # noqa: PLC0415

    known = {each.key for each in datasets.datasets()}
    if dataset not in known:
        facts = {"dataset": dataset, "known": ", ".join(sorted(known))}
        raise Refused(Problem("cli.unknown", facts=facts))
    mappings = {each.key: each.dataset for each in datasets.mappings()}
    fitting = sorted(name for name, of in mappings.items() if of == dataset)
    if mapping not in fitting:
        facts = {"mapping": mapping, "known": ", ".join(fitting) or "–"}
        raise Refused(Problem("cli.unknown", facts=facts))


def _document(found: "Imported", language: str) -> dict[str, Json]:
    return {
        "new": found.new,
        "changed": found.changed,
        "same": found.same,
        "rejected": [
            {
                "line": row.line,
                "column": row.column,
                "value": row.value,
                "code": row.code,
                "reason": _reason(row, language),
            }
            for row in found.rejected
        ],
        "rejected_count": found.rejected_count,
    }


def _reason(row: "RejectedRow", language: str) -> str:
    return str(sentence(row.problem, language))


def _tell(output: Output, found: "Imported") -> None:
    output.say(
        words.text(
            "{new} new, {changed} changed, {same} the same, {rejected} rejected",
            "{new} nuevos, {changed} con cambios, {same} iguales, {rejected} rechazados",
            new=found.new,
            changed=found.changed,
            same=found.same,
            rejected=found.rejected_count,
        )
    )
    if not found.rejected:
        return
    language = output.language
    columns = [
        Column(words.LINE.in_language(language), "right"),
        Column(words.COLUMN.in_language(language)),
        Column(words.VALUE.in_language(language)),
        Column(words.REASON.in_language(language)),
    ]
    rows = [
        (str(row.line), row.column, row.value[:40], _reason(row, language))
        for row in found.rejected[:SHOWN]
    ]
    output.table(columns, rows)
