"""`rumbo metric`: a metric's figures for a period, grouped, as known now or then."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from rumbo.cli import words
from rumbo.cli.figures import figure
from rumbo.cli.naming import Names
from rumbo.cli.options import (
    as_of_option,
    json_option,
    period_options,
    scope_options,
    wanted_period,
)
from rumbo.cli.output import Column, Json, Output
from rumbo.cli.session import Session, asked_at, opened
from rumbo.kernel.calendar import Grain, Period, period_of
from rumbo.kernel.problems import Problem, Refused

if TYPE_CHECKING:
    from rumbo.metrics.values import Answer

Grouped = tuple[dict[str, str | None], list[Decimal | None]]


@click.command("metric")
@click.argument("keys", nargs=-1, required=True, metavar="NAME…")
@period_options
@click.option("--by", multiple=True, metavar="DIMENSION", help="person, team, product, month…")
@click.option("--where", metavar="FILTER", help="Only the records that satisfy this.")
@scope_options
@as_of_option
@json_option
def command(keys: tuple[str, ...], *, as_json: bool, **asked: object) -> None:
    """The figures of one or more metrics; the current quarter when no period is given.

    \b
    rumbo metric revenue --period 2017-Q3
    rumbo metric revenue --period 2017-Q3 --by person --json
    rumbo metric revenue deals-won --period 2017 --by month
    rumbo metric win-rate --from 2017-10-01 --before 2017-11-22 --by team,month
    rumbo metric revenue --period 2017-Q4 --team north
    rumbo metric revenue --period 2017-Q4 --as-of 2017-10-31
    """
    session = opened()
    answers = _answers(session, keys, asked)
    output = Output.of(as_json)
    names = Names.of(session)
    today = asked_at(session, asked["as_of"]).today
    if not as_json:
        _tell(output, answers, session=session, names=names)
    elif len(answers) == 1:
        output.document(_document(answers[0], session, names=names, today=today))
    else:
        output.document(_several(answers, session, names=names, today=today))


def _answers(
    session: Session, keys: tuple[str, ...], asked: Mapping[str, object]
) -> "tuple[Answer, ...]":
    from rumbo.metrics import queries  # noqa: PLC0415
    from rumbo.metrics.values import Question, Scope  # noqa: PLC0415

    scope = Scope(
        person=_text(asked["person"]),
        team=_text(asked["team"]),
        manager=_text(asked["manager"]),
    )
    period, at = period_asked(session, asked), asked_at(session, asked["as_of"]).position
    questions = [
        Question(
            metric=key,
            period=period,
            by=_dimensions(asked["by"]),
            scope=scope,
            position=at,
            where=_text(asked["where"]),
        )
        for key in keys
    ]
    try:
        found = queries.answers(questions, visible=session.viewer.visible)
    except queries.UnknownMetric as error:
        known = ", ".join(each.key for each in queries.metrics())
        facts = {"metric": error.key, "known": known or "–"}
        raise Refused(Problem("cli.unknown", facts=facts)) from error
    problems = [each.problem for each in found if each.problem is not None]
    if problems:
        raise Refused(*problems)
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
    rows: Sequence[Json] = [
        {**names.as_json(row.dimensions), "value": _figure(answer, row.value, session)}
        for row in answer.rows
    ]
    return {
        "metric": answer.metric.key,
        "period": _days(answer),
        "unit": str(answer.metric.unit),
        "position": answer.position,
        "coverage": _coverage(answer, today),
        "rows": rows,
    }


def _several(
    answers: "tuple[Answer, ...]", session: Session, *, names: Names, today: date
) -> dict[str, Json]:
    """A row for each group of any of the metrics, with the figure of each by its key."""
    rows: Sequence[Json] = [
        {
            **names.as_json(dimensions),
            "values": {
                each.metric.key: _figure(each, value, session)
                for each, value in zip(answers, values, strict=True)
            },
        }
        for dimensions, values in _together(answers)
    ]
    return {
        "metrics": {each.metric.key: str(each.metric.unit) for each in answers},
        "period": _days(answers[0]),
        "position": answers[0].position,
        "coverage": {each.metric.key: _coverage(each, today) for each in answers},
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


def _days(answer: "Answer") -> list[Json]:
    return [answer.period.start.isoformat(), answer.period.before.isoformat()]


def _figure(answer: "Answer", value: Decimal | None, session: Session) -> Json:
    return figure(value, unit=answer.metric.unit, currency=_currency(answer, session))


def _currency(answer: "Answer", session: Session) -> str:
    return answer.metric.currency or session.organisation.currency


def _together(answers: "tuple[Answer, ...]") -> list[Grouped]:
    """The groups of all answers, in order, each with a figure of every metric."""
    found = [
        {tuple(row.dimensions.items()): row.value for row in each.rows} for each in answers
    ]
    groups = sorted(dict.fromkeys(group for each in found for group in each), key=_order)
    return [(dict(group), [each.get(group) for each in found]) for group in groups]


def _order(group: tuple[tuple[str, str | None], ...]) -> tuple[tuple[bool, str], ...]:
    return tuple((value is None, value or "") for _, value in group)


def _tell(
    output: Output, answers: "tuple[Answer, ...]", *, session: Session, names: Names
) -> None:
    from rumbo.wording import figures  # noqa: PLC0415

    language = output.language
    titles = [each.metric.name.in_language(language) for each in answers]
    period = figures.period_name(answers[0].period, language)
    click.echo(f"{', '.join(titles)} · {period}")
    groups = _together(answers)
    by = tuple(groups[0][0]) if groups else ()
    columns = [Column(words.title_of(each, language)) for each in by]
    rows = [
        (
            *names.shown(dimensions, language),
            *(
                figures.figure(
                    value,
                    each.metric.unit,
                    currency=_currency(each, session),
                    locale=language,
                )
                for each, value in zip(answers, values, strict=True)
            ),
        )
        for dimensions, values in groups
    ]
    output.table([*columns, *(Column(title, "right") for title in titles)], rows)
