"""`rumbo source`: the databases that records are read from."""

import sys
from datetime import UTC, datetime
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rumbo.cli import words
from rumbo.cli.options import json_option
from rumbo.cli.output import Column, Json, Output
from rumbo.cli.session import Session, opened
from rumbo.kernel.problems import Problem, Refused

if TYPE_CHECKING:
    from rumbo.connectors.values import Checked, RunView, SourceView

BAD_INPUT = 2
STATES = {
    "unread": words.text("never read", "nunca leída"),
    "running": words.text("being read", "leyéndose"),
    "attention": words.text("needs attention", "pide atención"),
    "good": words.text("good", "bien"),
}


@click.group("source")
def command() -> None:
    """Databases as sources of records: declare, check, run, list."""


@command.command("list")
@json_option
def list_sources(*, as_json: bool) -> None:
    """Every source, when it was read last and what came of it."""
    session, output = opened(), Output.of(as_json)
    from rumbo.connectors import queries  # noqa: PLC0415

    found = queries.sources(viewer=session.viewer, real=_real())
    if as_json:
        output.document({"sources": [_listed(each) for each in found]})
        return
    language = output.language
    columns = [
        Column(words.text("Source", "Fuente").in_language(language)),
        Column(words.text("Dataset", "Conjunto").in_language(language)),
        Column(words.STANDING.in_language(language)),
        Column(words.text("Read last", "Última lectura").in_language(language)),
    ]
    rows = [
        (
            each.source.key,
            each.source.dataset,
            STATES[each.state].in_language(language),
            f"{each.last.began_at:%Y-%m-%d %H:%M} UTC" if each.last else "–",
        )
        for each in found
    ]
    output.table(columns, rows)


@command.command("declare")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def declare(file: Path) -> None:
    """Declare the source that FILE describes (docs/sources.md), or what it is from now on."""
    session = opened()
    from rumbo.connectors import operations  # noqa: PLC0415

    text = file.read_text(encoding="utf-8")
    source = operations.declare(text, file=str(file), by=session.viewer.actor, at=session.now)
    Output.of(as_json=False).say(
        words.text("Declared {name}.", "Fuente {name} declarada.", name=source.key)
    )


@command.command("address")
@click.argument("name")
def address(name: str) -> None:
    """Keep the address of the source NAME encrypted; it is asked for, or read from a pipe."""
    session = opened()
    _found(session, name)
    from rumbo.connectors import operations  # noqa: PLC0415

    # Never an argument: those stand in the list of processes and in the history of the shell.
    where = getpass("URL: ") if sys.stdin.isatty() else sys.stdin.readline()
    operations.keep_address(name, where, by=session.viewer.actor, at=_real())


@command.command("check")
@click.argument("name")
@json_option
def check(name: str, *, as_json: bool) -> int:
    """Connect to the source NAME, show its first rows and what is wrong; nothing is written."""
    session, output = opened(), Output.of(as_json)
    _found(session, name)
    from rumbo.connectors import checking  # noqa: PLC0415

    found = checking.check_stored(name)
    if as_json:
        output.document(_checked(found, output))
    else:
        output.table([Column(each.name) for each in found.columns], found.rows)
        rows = [each.problem for each in found.rejected]
        output.problems([*found.problems, *rows])
    return BAD_INPUT if found.problems or found.rejected else 0


@command.command("run")
@click.argument("name")
@click.option("--full", is_flag=True, help="Every row, not only those past the cursor.")
@click.option(
    "--may-delete",
    type=click.IntRange(min=0),
    default=0,
    help="Confirm that up to so many records may be deleted at once.",
)
@json_option
def run(name: str, *, full: bool, may_delete: int, as_json: bool) -> int:
    """Read the source NAME now.

    \b
    rumbo source run shop --json
    """
    session, output = opened(), Output.of(as_json)
    _found(session, name)
    from rumbo.connectors.operations import Asked  # noqa: PLC0415
    from rumbo.connectors.reading import read  # noqa: PLC0415

    asked = Asked(
        session.viewer.actor, session.now, _real(), is_full=full, may_delete=may_delete
    )
    found = read(name, asked, clock=_real)
    if as_json:
        output.document(_run(found, output))
    else:
        _tell(output, found)
    return BAD_INPUT if found.problems or found.rejected else 0


def _found(session: Session, name: str) -> "SourceView":
    from rumbo.connectors import queries  # noqa: PLC0415
    from rumbo.people.access import NotVisible  # noqa: PLC0415

    try:
        return queries.source(name, viewer=session.viewer, real=_real())
    except NotVisible as error:
        every = queries.sources(viewer=session.viewer, real=_real())
        known = ", ".join(each.source.key for each in every) or "–"
        facts = {"name": name, "known": known}
        raise Refused(Problem("source.unknown", facts=facts)) from error


def _listed(each: "SourceView") -> dict[str, Json]:
    return {
        "source": each.source.key,
        "dataset": each.source.dataset,
        "state": each.state,
        "read_at": each.last.began_at.isoformat() if each.last else None,
        "good_at": each.last_good.began_at.isoformat() if each.last_good else None,
        "next_at": each.next_at.isoformat() if each.next_at else None,
        "cursor": each.cursor,
    }


def _checked(found: "Checked", output: Output) -> dict[str, Json]:
    problems = [*found.problems, *(each.problem for each in found.rejected)]
    return {
        "columns": [
            {"name": each.name, "holds": sorted(each.families)} for each in found.columns
        ],
        "rows": [list(each) for each in found.rows],
        "problems": [output.problem(each) for each in problems],
    }


def _run(found: "RunView", output: Output) -> dict[str, Json]:
    return {
        "source": found.source,
        "state": found.state,
        "new": found.new,
        "changed": found.changed,
        "same": found.same,
        "rejected": found.rejected,
        "deleted": found.deleted,
        "cursor_from": found.cursor_from,
        "cursor_to": found.cursor_to,
        "import": found.brought,
        "problems": [output.problem(each) for each in found.problems],
    }


def _tell(output: Output, found: "RunView") -> None:
    output.say(
        words.text(
            "{new} new, {changed} changed, {same} same, {rejected} rejected, {deleted} deleted",
            "nuevos {new}, cambiados {changed}, iguales {same}, rechazados {rejected}, "
            "borrados {deleted}",
            new=found.new,
            changed=found.changed,
            same=found.same,
            rejected=found.rejected,
            deleted=found.deleted,
        )
    )
    output.problems(found.problems)


def _real() -> datetime:
    return datetime.now(UTC)
