"""`rumbo linked`: whether linked tables can be asked, and whom they speak of."""

from typing import TYPE_CHECKING

import click

from rumbo.cli import words
from rumbo.cli.options import json_option
from rumbo.cli.output import Json, Output
from rumbo.cli.session import opened
from rumbo.kernel.texts import Text

if TYPE_CHECKING:
    from rumbo.records.linked.meeting import Looked

DONE, BAD_INPUT = 0, 2


@click.command("linked")
@json_option
def command(*, as_json: bool) -> int:
    """Look at every dataset whose records live in another engine.

    Its columns are checked, and the people it spells are met: matched by e-mail or exact name,
    or left for the unmatched inbox. Run it whenever new people may have appeared there. Exit
    code 2 when a table cannot be asked.
    """
    session = opened()
    from rumbo.records.datasets import datasets  # noqa: PLC0415
    from rumbo.records.linked.meeting import look  # noqa: PLC0415

    found = look(datasets(), by=session.viewer.actor, at=session.now)
    output = Output.of(as_json)
    problems = [each.problem for each in found if each.problem]
    if as_json:
        output.document({"linked": [_document(output, each) for each in found]})
    else:
        for each in found:
            output.say(_line(each))
        output.problems(problems)
    return BAD_INPUT if problems else DONE


def _line(each: "Looked") -> Text:
    assert each.dataset.linked is not None  # noqa: S101 - only linked ones are looked at
    facts = {"dataset": each.dataset.key, "table": each.dataset.linked.table}
    if each.problem:
        return words.text(
            "{dataset}: {table}, no answer", "{dataset}: {table}, sin respuesta", **facts
        )
    return words.text(
        "{dataset}: {table}, {people} people",
        "{dataset}: {table}, {people} personas",
        people=str(each.people),
        **facts,
    )


def _document(output: Output, each: "Looked") -> Json:
    assert each.dataset.linked is not None  # noqa: S101 - only linked ones are looked at
    return {
        "dataset": each.dataset.key,
        "connection": each.dataset.linked.connection,
        "table": each.dataset.linked.table,
        "people": each.people,
        "problem": output.problem(each.problem) if each.problem else None,
    }
