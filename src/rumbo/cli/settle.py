"""`rumbo settle`: a preview run of a plan for a period, or its closing."""

from typing import TYPE_CHECKING

import click

from rumbo.cli import words
from rumbo.cli.options import json_option
from rumbo.cli.output import Column, Json, Output
from rumbo.cli.progress import progress
from rumbo.cli.session import Session, opened
from rumbo.kernel.calendar import UnknownPeriod
from rumbo.kernel.problems import Problem, Refused

if TYPE_CHECKING:
    from rumbo.incentives.values import RunView
    from rumbo.kernel.calendar import Period


@click.command("settle")
@click.argument("plan")
@click.option("--period", required=True, metavar="NAME", help="A payout period: 2017-Q3.")
@click.option("--close", "closes", is_flag=True, help="Close the run: it never changes again.")
@json_option
def command(plan: str, *, period: str, closes: bool, as_json: bool) -> None:
    """Compute what everyone under PLAN earned in a period, to the cent.

    The same inputs give the same run again. After --close only adjustments follow.

    \b
    rumbo settle account-executive --period 2017-Q3 --json
    """
    session = opened()
    output = Output.of(as_json)
    run = _run(session, plan, period=payout_period(period), closes=closes)
    if as_json:
        output.document(_document(run))
    else:
        _tell(output, run)


def payout_period(name: str) -> "Period":
    """The fiscal period of a name. Raises Refused."""
    from rumbo.people import queries  # noqa: PLC0415

    try:
        return queries.period(name)
    except UnknownPeriod as error:
        raise Refused(Problem("cli.period.unknown", facts={"value": name})) from error


def _run(session: Session, plan: str, *, period: "Period", closes: bool) -> "RunView":
    from rumbo.flows.settle_plan import Closing, settle_plan  # noqa: PLC0415

    with progress(words.text("Settling", "Liquidando")) as told:
        return settle_plan(
            plan,
            period=period,
            closing=Closing.CLOSE if closes else Closing.PREVIEW,
            by=session.viewer.actor,
            at=session.now,
            progress=told,
        )


def _document(run: "RunView") -> dict[str, Json]:
    payouts: list[Json] = [
        {
            "payee": each.payee.name,
            "payee_key": each.payee.key,
            "amount": str(each.amount),
            "lines": each.lines,
        }
        for each in run.payouts
    ]
    return {
        "run": run.key,
        "plan": run.plan,
        "period": [run.period.start.isoformat(), run.period.before.isoformat()],
        "state": str(run.state),
        "position": run.position,
        "currency": run.currency,
        "lines": run.lines,
        "total": str(run.total),
        "payouts": payouts,
    }


def _tell(output: Output, run: "RunView") -> None:
    from rumbo.wording import figures  # noqa: PLC0415

    language = output.language
    name = run.plan_name.in_language(language)
    click.echo(f"{name} · {figures.period_name(run.period, language)} · {run.key}")
    columns = [
        Column(words.PAYEE.in_language(language)),
        Column(words.LINES.in_language(language), "right"),
        Column(words.AMOUNT.in_language(language), "right"),
    ]
    rows = [
        (
            each.payee.name,
            figures.number(each.lines, language),
            figures.money(each.amount, run.currency, language),
        )
        for each in run.payouts
    ]
    total = figures.money(run.total, run.currency, language)
    lines = figures.number(run.lines, language)
    output.table(columns, [*rows, (words.TOTAL.in_language(language), lines, total)])
