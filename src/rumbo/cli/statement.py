"""`rumbo statement`: what a person earned in a period, line by line."""

from typing import TYPE_CHECKING

import click

from rumbo.cli import words
from rumbo.cli.figures import figure
from rumbo.cli.naming import Names
from rumbo.cli.options import as_of_option, json_option
from rumbo.cli.output import Column, Json, Output
from rumbo.cli.session import Session, asked_of_something_known, opened
from rumbo.cli.settle import payout_period
from rumbo.kernel.problems import Problem, Refused

if TYPE_CHECKING:
    from rumbo.incentives.values import LineView, Statement

ALL = 1_000_000


@click.command("statement")
@click.argument("plan")
@click.argument("payee")
@click.option("--period", required=True, metavar="NAME", help="A payout period: 2017-Q3.")
@as_of_option
@json_option
def command(plan: str, payee: str, *, period: str, as_of: str | None, as_json: bool) -> None:
    """The statement of PAYEE (key or exact name) under PLAN, every line with its deal.

    \b
    rumbo statement account-executive "Markita Hansen" --period 2017-Q3
    """
    session = opened()
    from rumbo.incentives import queries  # noqa: PLC0415

    key = Names.of(session).person_key(payee)
    dates = payout_period(period)
    at = asked_of_something_known(session, as_of).position
    _refuse_unknown(plan, session, at)
    found = queries.statement(plan, payee=key, period=dates, viewer=session.viewer, position=at)
    page = queries.statement_lines(
        plan, payee=key, period=dates, viewer=session.viewer, size=ALL, position=at
    )
    output = Output.of(as_json)
    if as_json:
        output.document(_document(found, page.lines, session))
    else:
        _tell(output, found, lines=page.lines)


def _refuse_unknown(plan: str, session: Session, position: int | None) -> None:
    from rumbo.incentives import queries  # noqa: PLC0415

    plans = queries.plans(viewer=session.viewer, position=position)
    known = sorted(each.key for each in plans)
    if plan not in known:
        facts = {"plan": plan, "known": ", ".join(known) or "–"}
        raise Refused(Problem("cli.unknown", facts=facts))


def _document(
    found: "Statement", lines: "tuple[LineView, ...]", session: Session
) -> dict[str, Json]:
    return {
        "plan": found.plan,
        "payee": found.payee.name,
        "payee_key": found.payee.key,
        "period": [found.period.start.isoformat(), found.period.before.isoformat()],
        "state": str(found.state),
        "run": found.run,
        "currency": found.currency,
        "total": str(found.total),
        "lines": [_line(each, session.organisation.currency) for each in lines],
    }


def _line(line: "LineView", currency: str) -> dict[str, Json]:
    return {
        "number": line.number,
        "component": line.component,
        "kind": str(line.kind),
        "record": line.record,
        "version": line.version,
        "date": line.day.isoformat(),
        "base": figure(line.base, unit="money", currency=currency),
        "rate": figure(line.rate, unit="share", currency=currency),
        "before": figure(line.start, unit="money", currency=currency),
        "after": figure(line.end, unit="money", currency=currency),
        "amount": str(line.amount),
    }


def _tell(output: Output, found: "Statement", *, lines: "tuple[LineView, ...]") -> None:
    from rumbo.wording import figures  # noqa: PLC0415
    from rumbo.wording.lines import sentence  # noqa: PLC0415

    language = output.language
    period = figures.period_name(found.period, language)
    click.echo(f"{found.payee.name} · {found.plan_name.in_language(language)} · {period}")
    columns = [
        Column(words.LINE.in_language(language), "right"),
        Column(words.DATE.in_language(language)),
        Column(words.RECORD.in_language(language)),
        Column(words.AMOUNT.in_language(language), "right"),
        Column(words.REASON.in_language(language)),
    ]
    rows = [
        (
            str(each.number),
            figures.date_medium(each.day, language),
            each.record or figures.NO_VALUE,
            figures.money(each.amount, found.currency, language),
            sentence(each, language=language, locale=language),
        )
        for each in lines
    ]
    output.table(columns, rows)
    total = figures.money(found.total, found.currency, language)
    output.say(words.text("Total: {total}", "Total: {total}", total=total))
