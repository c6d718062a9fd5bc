"""`rumbo board`: a board's ranks for a period."""

from typing import TYPE_CHECKING

import click

from rumbo.cli import words
from rumbo.cli.figures import figure
from rumbo.cli.metric import period_asked
from rumbo.cli.options import as_of_option, json_option, period_options
from rumbo.cli.output import Column, Json, Output
from rumbo.cli.session import Session, asked_of_something_known, opened
from rumbo.kernel.problems import Problem, Refused

if TYPE_CHECKING:
    from rumbo.recognition.values import BoardRow, BoardView


@click.command("board")
@click.argument("name")
@period_options
@click.option("--top", type=click.IntRange(min=1), help="Only the first so many rows.")
@as_of_option
@json_option
def command(name: str, *, top: int | None, as_json: bool, **asked: object) -> None:
    """The ranks of the board NAME; the current quarter when no period is given.

    \b
    rumbo board revenue --period 2017-Q3 --top 5 --json
    """
    session = opened()
    output = Output.of(as_json)
    view = _view(session, name, asked)
    rows = view.rows[:top]
    if as_json:
        output.document(_document(view, rows, session))
    else:
        _tell(output, view, rows=rows, session=session)


def _view(session: Session, name: str, asked: dict[str, object]) -> "BoardView":
    from rumbo.people.access import NotVisible  # noqa: PLC0415
    from rumbo.recognition import queries  # noqa: PLC0415

    moment = asked_of_something_known(session, asked["as_of"])
    try:
        return queries.board(
            name,
            viewer=session.viewer,
            period=period_asked(session, asked),
            today=moment.today,
            position=moment.position,
        )
    except NotVisible as error:
        boards = queries.boards(session.viewer, position=moment.position)
        known = ", ".join(each.key for each in boards)
        facts = {"board": name, "known": known}
        raise Refused(Problem("cli.unknown", facts=facts)) from error


def _document(
    view: "BoardView", rows: "tuple[BoardRow, ...]", session: Session
) -> dict[str, Json]:
    currency, of = session.organisation.currency, _subject(view)
    return {
        "board": view.ref.key,
        "metric": view.ref.metric,
        "period": [view.period.start.isoformat(), view.period.before.isoformat()],
        "position": view.position,
        "rows": [
            {
                "rank": row.rank,
                of: row.name,
                **({f"{of}_key": row.key} if view.ref.of != "field" else {}),
                "value": figure(row.value, unit=view.unit, currency=currency),
            }
            for row in rows
        ],
    }


def _subject(view: "BoardView") -> str:
    return {"people": "person", "teams": "team"}.get(view.ref.of, view.ref.field)


def _tell(
    output: Output, view: "BoardView", *, rows: "tuple[BoardRow, ...]", session: Session
) -> None:
    from rumbo.wording import figures  # noqa: PLC0415

    language, currency = output.language, session.organisation.currency
    name, metric = (each.in_language(language) for each in (view.ref.name, view.metric_name))
    click.echo(f"{name} · {figures.period_name(view.period, language)}")
    columns = [
        Column(words.RANK.in_language(language), "right"),
        Column(words.title_of(_subject(view), language)),
        Column(metric, "right"),
        Column(words.GAP.in_language(language), "right"),
    ]
    shown = [
        (
            str(row.rank) if row.rank else figures.NO_VALUE,
            row.name,
            figures.figure(row.value, view.unit, currency=currency, locale=language),
            figures.figure(row.gap_to_next, view.unit, currency=currency, locale=language),
        )
        for row in rows
    ]
    output.table(columns, shown)
