"""`rumbo okr`: objectives and key results of a cycle, measured now or as known then."""

from typing import TYPE_CHECKING

import click

from rumbo.cli import words
from rumbo.cli.figures import figure
from rumbo.cli.options import as_of_option, json_option
from rumbo.cli.output import Column, Json, Output
from rumbo.cli.session import Session, asked_of_something_known, opened
from rumbo.kernel.problems import Problem, Refused

if TYPE_CHECKING:
    from rumbo.okrs.values import CycleBoard, KeyResultView, ObjectiveView


@click.command("okr")
@click.argument("cycle", required=False)
@as_of_option
@json_option
def command(cycle: str | None, *, as_of: str | None, as_json: bool) -> None:
    """The objectives of CYCLE; of the running one, or else the last one, when none is named."""
    session = opened()
    board = _board(session, cycle, as_of)
    output = Output.of(as_json)
    if as_json:
        output.document(_document(board, session))
    else:
        _tell(output, board, session=session)


def _board(session: Session, cycle: str | None, as_of: str | None) -> "CycleBoard":
    from rumbo.okrs import queries  # noqa: PLC0415

    moment = asked_of_something_known(session, as_of)
    today, position = moment.today, moment.position
    cycles = queries.cycles(session.viewer, position=position)
    known = ", ".join(each.key for each in cycles)
    running = queries.current_cycle(session.viewer, today=today, position=position)
    wanted = cycle or (running or cycles[0] if cycles else None)
    key = wanted if isinstance(wanted, str) or wanted is None else wanted.key
    if key is None or key not in {each.key for each in cycles}:
        facts = {"cycle": key or "", "known": known or "–"}
        raise Refused(Problem("cli.unknown", facts=facts))
    return queries.objectives(key, viewer=session.viewer, today=today, position=position)


def _document(board: "CycleBoard", session: Session) -> dict[str, Json]:
    language = Output.of(as_json=True).language
    return {
        "cycle": board.cycle.key,
        "today": board.today.isoformat(),
        "position": board.position,
        "objectives": [
            {
                "objective": each.key,
                "name": each.name.in_language(language),
                "scope": each.scope.kind,
                "of": each.scope.name,
                "progress": figure(each.progress, unit="share", currency=""),
                "expected": figure(each.expected, unit="share", currency=""),
                "standing": str(each.standing),
                "score": figure(each.score, unit="share", currency=""),
                "key_results": [_key_result(one, session) for one in each.key_results],
            }
            for each in board.objectives
        ],
    }


def _key_result(view: "KeyResultView", session: Session) -> dict[str, Json]:
    currency, unit = session.organisation.currency, str(view.unit)
    language = Output.of(as_json=True).language
    return {
        "key_result": view.key,
        "name": view.name.in_language(language),
        "metric": view.metric,
        "aim": str(view.aim.kind),
        "baseline": figure(view.baseline, unit=unit, currency=currency),
        "start": figure(view.start, unit=unit, currency=currency),
        "current": figure(view.current, unit=unit, currency=currency),
        "target": figure(view.target, unit=unit, currency=currency),
        "progress": figure(view.progress, unit="share", currency=""),
        "standing": str(view.standing),
        "score": figure(view.score, unit="share", currency=""),
    }


def _tell(output: Output, board: "CycleBoard", *, session: Session) -> None:
    language = output.language
    click.echo(board.cycle.name.in_language(language))
    titles = (words.OBJECTIVE, words.NOW, words.TARGET, words.PROGRESS, words.EXPECTED)
    columns = [
        Column(each.in_language(language), "right" if number else "left")
        for number, each in enumerate(titles)
    ]
    rows = [
        row
        for objective in board.objectives
        for row in _rows(objective, language, currency=session.organisation.currency)
    ]
    output.table([*columns, Column(words.STANDING.in_language(language))], rows)


def _rows(view: "ObjectiveView", language: str, *, currency: str) -> list[tuple[str, ...]]:
    from rumbo.wording import aims, figures  # noqa: PLC0415

    def share(value: object) -> str:
        return figures.figure(value, "share", currency=currency, locale=language)  # type: ignore[arg-type]

    def standing(word: object) -> str:
        return words.STANDINGS[str(word)].in_language(language)

    indent = "  " * view.depth
    name = f"{indent}{view.name.in_language(language)}"
    found: list[tuple[str, ...]] = [
        (name, "", "", share(view.shown), share(view.expected), standing(view.standing)),
    ]
    for each in view.key_results:
        now = figures.figure(each.current, str(each.unit), currency=currency, locale=language)
        target = aims.whole(each, currency=currency, locale=language)
        title = f"{indent}  · {each.name.in_language(language)}"
        found.append(
            (
                title,
                now,
                target,
                share(each.shown),
                share(each.expected),
                standing(each.standing),
            )
        )
    return found
