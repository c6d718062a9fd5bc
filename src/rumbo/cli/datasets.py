"""`rumbo datasets`: list what is declared and what comes with Rumbo; declare files, adopt."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rumbo.cli import words
from rumbo.cli.options import json_option
from rumbo.cli.output import Column, Json, Output
from rumbo.cli.session import opened
from rumbo.kernel.problems import Place, Problem, Refused

if TYPE_CHECKING:
    from rumbo.records.rules.dataset import Dataset


@click.group("datasets", invoke_without_command=True)
@json_option
@click.pass_context
def command(context: click.Context, *, as_json: bool) -> None:
    """List the datasets; `declare FILE…` and `adopt KEY…` add to them.

    \b
    rumbo datasets
    rumbo datasets declare datasets/machines.yaml
    rumbo datasets adopt visits trainings
    """
    if context.invoked_subcommand is None:
        _list(Output.of(as_json), as_json=as_json)


def _list(output: Output, *, as_json: bool) -> None:
    opened()
    from rumbo.flows import declare_dataset  # noqa: PLC0415
    from rumbo.records.datasets import datasets  # noqa: PLC0415

    found = [*((each, True) for each in datasets()), *_not_yet(declare_dataset.shipped())]
    if as_json:
        output.document({"datasets": [_document(each, there) for each, there in found]})
        return
    language = output.language
    columns = [Column(words.DATASET.in_language(language)), Column(""), Column("")]
    rows = [
        (each.key, each.name.in_language(language), _state(there, language))
        for each, there in found
    ]
    output.table(columns, rows)


def _not_yet(shipped: "Iterable[Dataset]") -> "Iterable[tuple[Dataset, bool]]":
    return ((each, False) for each in shipped)


def _document(each: "Dataset", is_declared: bool) -> dict[str, Json]:  # noqa: FBT001
    fields: list[Json] = [{"id": f.id, "type": str(f.kind)} for f in each.fields]
    return {"dataset": each.key, "declared": is_declared, "fields": fields}


def _state(is_declared: bool, language: str) -> str:  # noqa: FBT001
    found = words.DECLARED if is_declared else words.TO_ADOPT
    return found.in_language(language)


@command.command("declare")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--reason", default="", help="Why it changes; kept in the history.")
def declare(files: tuple[Path, ...], *, reason: str) -> None:
    """Declare the datasets of FILES, or their next versions; all of them or none."""
    session = opened()
    from django.db import transaction  # noqa: PLC0415

    from rumbo.records import operations  # noqa: PLC0415

    with transaction.atomic():
        for each in files:
            text, by = _text(each), session.viewer.actor
            operations.declare(text, file=str(each), by=by, at=session.now, reason=reason)
    _said(len(files))


@command.command("adopt")
@click.argument("keys", nargs=-1, required=True)
def adopt(keys: tuple[str, ...]) -> None:
    """Declare the shipped datasets of KEYS as they come; those declared already stay."""
    session = opened()
    from django.db import transaction  # noqa: PLC0415

    from rumbo.flows import declare_dataset  # noqa: PLC0415
    from rumbo.records.by_hand import Overtaken  # noqa: PLC0415

    adopted = 0
    with transaction.atomic():
        for each in keys:
            try:
                declare_dataset.adopt(each, viewer=session.viewer, at=session.now)
                adopted += 1
            except Overtaken:
                continue
    _said(adopted)


def _text(path: Path) -> str:
    if not path.is_file():
        raise Refused(Problem("flow.no-such-file", facts={"value": str(path)}))
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        facts = {"byte": str(error.start)}
        raise Refused(Problem("check.not-text", Place(str(path)), facts)) from error


def _said(count: int) -> None:
    output = Output.of(as_json=False)
    output.say(words.text("{count} declared", "{count} declarados", count=count))
