"""`rumbo export`: records, statement lines and history, for a spreadsheet or a program."""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from rumbo.cli.cells import Cell, Figure, csv_lines
from rumbo.cli.options import as_of_option, json_option
from rumbo.cli.session import asked_at, asked_of_something_known, opened
from rumbo.cli.settle import payout_period
from rumbo.kernel.money import Money
from rumbo.kernel.problems import Problem, Refused

if TYPE_CHECKING:
    from rumbo.cli.session import Session
    from rumbo.flows.export_tables import Table

Command = TypeVar("Command", bound=Callable[..., object])


@click.group("export")
def command() -> None:
    """Write data as CSV, or with --json as one JSON object per line.

    In CSV, text that a spreadsheet would run as a formula is made harmless; numbers stay
    numbers.

    \b
    rumbo export records deals --out deals.csv
    rumbo export lines account-executive --period 2017-Q3
    rumbo export history --json
    """


def _options(made: Command) -> Command:
    place = click.Path(path_type=Path, dir_okay=False)
    to = click.option("--out", type=place, metavar="FILE", help="A file, not the screen.")
    return json_option(to(made))


def _options_at(made: Command) -> Command:
    return as_of_option(_options(made))


@command.command("records")
@click.argument("dataset")
@click.option(
    "--to-import",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Write what `rumbo import` reads back: a CSV and a mapping for each source.",
)
@_options_at
def records(
    dataset: str, *, folder: Path | None, as_of: str | None, out: Path | None, as_json: bool
) -> None:
    """The records of DATASET as they are, or were known at a moment; people by key.

    With --to-import people are spelled as their source does, and the files, imported again,
    change nothing.
    """
    session = opened()
    position = asked_at(session, as_of).position
    from rumbo.flows.export_tables import records_table  # noqa: PLC0415
    from rumbo.records.datasets import UnknownDataset, datasets  # noqa: PLC0415

    try:
        if folder is not None:
            _write_for_import(dataset, folder, session=session, position=position)
            return
        table = records_table(dataset, viewer=session.viewer, position=position)
    except UnknownDataset as error:
        raise _unknown("dataset", dataset, (each.key for each in datasets())) from error
    _write(table, out, as_json=as_json)


def _write_for_import(
    dataset: str, folder: Path, *, session: "Session", position: int | None
) -> None:
    from rumbo.flows.export_for_import import write_files  # noqa: PLC0415

    try:
        written = write_files(dataset, folder, viewer=session.viewer, position=position)
    except OSError as error:
        facts = {"value": str(folder), "reason": error.strerror or ""}
        raise Refused(Problem("cli.cannot-write", facts=facts)) from error
    for each in written:
        click.echo(f"rumbo import {dataset} {each} --mapping {each.with_suffix('.yaml')}")


@command.command("lines")
@click.argument("plan")
@click.option("--period", required=True, metavar="NAME", help="A payout period: 2017-Q3.")
@_options_at
def lines(
    plan: str, *, period: str, as_of: str | None, out: Path | None, as_json: bool
) -> None:
    """Every statement line of PLAN in a period: as closed, or else as it stands, or stood."""
    session = opened()
    position = asked_of_something_known(session, as_of).position
    from rumbo.flows.export_tables import lines_table  # noqa: PLC0415
    from rumbo.incentives import queries  # noqa: PLC0415

    known = [each.key for each in queries.plans(viewer=session.viewer, position=position)]
    if plan not in known:
        raise _unknown("plan", plan, known)
    dates = payout_period(period)
    table = lines_table(plan, period=dates, viewer=session.viewer, position=position)
    _write(table, out, as_json=as_json)


@command.command("history")
@_options
def history(*, out: Path | None, as_json: bool) -> None:
    """Everything that was changed: who, when, what was, what is, why."""
    opened()
    from rumbo.flows.export_tables import history_table  # noqa: PLC0415

    _write(history_table(), out, as_json=as_json)


@command.command("projection")
@click.option(
    "--to",
    "folder",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Where to write: a folder for each dataset, and projection.json.",
)
@json_option
def projection(folder: Path, *, as_json: bool) -> None:
    """Every version of every record as Parquet, to be linked from another engine.

    People are identity keys, never names; what the columns are is in docs/linked-engines.md.
    """
    opened()
    from rumbo.records.parquet import write_projection  # noqa: PLC0415

    try:
        position = write_projection(folder)
    except OSError as error:
        facts = {"value": str(folder), "reason": error.strerror or ""}
        raise Refused(Problem("cli.cannot-write", facts=facts)) from error
    if as_json:
        click.echo(json.dumps({"position": position, "folder": str(folder)}))
    else:
        click.echo(f"{folder}: position {position}")


def _unknown(kind: str, value: str, known: Iterable[str]) -> Refused:
    facts = {kind: value, "known": ", ".join(known) or "–"}
    return Refused(Problem("cli.unknown", facts=facts))


def _write(table: "Table", out: Path | None, *, as_json: bool) -> None:
    written = _json_lines(table) if as_json else _csv(table)
    if out is None:
        sys.stdout.writelines(written)
        return
    try:
        with out.open("w", encoding="utf-8", newline="") as file:
            file.writelines(written)
    except OSError as error:
        facts = {"value": str(out), "reason": error.strerror or ""}
        raise Refused(Problem("cli.cannot-write", facts=facts)) from error


def _csv(table: "Table") -> Iterable[str]:
    rows = (_cells(row.get(column) for column in table.columns) for row in table.rows)
    return csv_lines(table.columns, rows)


def _cells(values: Iterable[object]) -> Sequence[Cell]:
    return [_cell(each) for each in values]


def _cell(value: object) -> Cell:
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return Figure(f"{value:f}")
        case Money():
            return Figure(f"{value.amount:f}")
        case date() | datetime():
            return value.isoformat()
        case _:
            return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _json_lines(table: "Table") -> Iterable[str]:
    for row in table.rows:
        values = {column: _plain(row.get(column)) for column in table.columns}
        yield json.dumps(values, ensure_ascii=False) + "\n"


def _plain(value: object) -> object:
    """A value as JSON has it; figures are text."""
    match value:
        case Money():
            return f"{value.amount:f}"
        case Decimal():
            return f"{value:f}"
        case date() | datetime():
            return value.isoformat()
        case _:
            return value
