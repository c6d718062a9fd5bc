"""`rumbo metric`: a metric's figures for a period, grouped, as known now or then."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from rumbo.cli import words
from rumbo.cli.figures import figure
from rumbo.cli.naming import Names
from rumbo.cli.options import as_of_option, json_option, period_options, wanted_period
from rumbo.cli.output import Column, Json, Output
from rumbo.cli.session import Session, asked_at, opened
from rumbo.kernel.calendar import Grain, Period, period_of
from rumbo.kernel.problems import Problem, Refused

if TYPE_CHECKING:
    from rumbo.metrics.values import Answer


@click.command("metric")
@click.argument("name")
@period_options
@click.option("--by", multiple=True, metavar="DIMENSION", help="person, team, product, month…")
@click.option("--where", metavar="FILTER", help="Only the records that satisfy this.")
@as_of_option
@json_option
def command(name: str, *, as_json: bool, **asked: object) -> None:
    """The figures of the metric NAME; the current quarter when no period is given.

    \b
    rumbo metric revenue --period 2017-Q3
    rumbo metric revenue --period 2017-Q3 --by person --json
    rumbo metric win-rate --from 2017-10-01 --before 2017-11-22 --by team,month
    rumbo metric revenue --period 2017-Q4 --as-of 2017-10-31
    """
    session = opened()
    answer = _answer(session, name, asked)
    output = Output.of(as_json)
    names = Names.of(session)
    if as_json:
        today = asked_at(session, asked["as_of"]).today
        output.document(_document(answer, session, names=names, today=today))
    else:
        _tell(output, answer, session=session, names=names)


def _answer(session: Session, name: str, asked: Mapping[str, object]) -> "Answer":
    from rumbo.metrics import queries  # noqa: PLC0415
    from rumbo.metrics.values import Question  # noqa: PLC0415

    question = Question(
        metric=name,
        period=period_asked(session, asked),
        by=_dimensions(asked["by"]),
        position=asked_at(session, asked["as_of"]).position,
        where=_text(asked["where"]),
    )
    try:
        found = queries.answer(question, visible=session.viewer.visible)
    except queries.UnknownMetric as error:
        known = ", ".join(each.key for each in queries.metrics())
        facts = {"metric": name, "known": known or "–"}
        raise Refused(Problem("cli.unknown", facts=facts)) from error
    if found.problem is not None:
        raise Refused(found.problem)
    return found


def period_asked(session: Session, asked: Mapping[str, object]) -> Period:
    """The period of `--period`, or of `--from` and `--before`, or this quarter."""
    start, before = _text(asked["start"]), _text(asked["before"])
    wanted = wanted_period(_text(asked["period"]), start=start, before=before)
    return wanted or period_of(session.today, Grain.QUARTER)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _dimensions(given: object) -> tuple[str, ...]:
    listed = given if isinstance(given, tuple) else ()
    return tuple(part.strip() for each in listed for part in str(each).split(",") if part)


def _document(
    answer: "Answer", session: Session, *, names: Names, today: date
) -> dict[str, Json]:
    period = [answer.period.start.isoformat(), answer.period.before.isoformat()]
    rows: Sequence[Json] = [
        {
            **names.as_json(row.dimensions),
            "value": figure(
                row.value, unit=answer.metric.unit, currency=session.organisation.currency
            ),
        }
        for row in answer.rows
    ]
    return {
        "metric": answer.metric.key,
        "period": period,
        "unit": str(answer.metric.unit),
        "position": answer.position,
        "coverage": _coverage(answer, today),
        "rows": rows,
    }


def _coverage(answer: "Answer", today: date) -> dict[str, Json]:
    covered = answer.coverage
    return {
        "first": covered.first.isoformat() if covered.first else None,
        "last": covered.last.isoformat() if covered.last else None,
        "observed_at": covered.observed_at.isoformat() if covered.observed_at else None,
        "fresh_through": covered.fresh_through.isoformat() if covered.fresh_through else None,
        "stale": answer.is_stale(today),
    }


def _tell(output: Output, answer: "Answer", *, session: Session, names: Names) -> None:
    from rumbo.wording import figures  # noqa: PLC0415

    language, currency = output.language, session.organisation.currency
    title = answer.metric.name.in_language(language)
    period = figures.period_name(answer.period, language)
    click.echo(f"{title} · {period}")
    by = tuple(answer.rows[0].dimensions) if answer.rows else ()
    columns = [Column(words.title_of(each, language)) for each in by]
    rows = [
        (
            *names.shown(row.dimensions, language),
            figures.figure(row.value, answer.metric.unit, currency=currency, locale=language),
        )
        for row in answer.rows
    ]
    output.table([*columns, Column(title, "right")], rows)
