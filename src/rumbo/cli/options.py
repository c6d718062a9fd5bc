"""Options that several commands share."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

import click

from rumbo.kernel.calendar import Period, UnknownPeriod, parse_period
from rumbo.kernel.problems import Problem, Refused

Command = TypeVar("Command", bound=Callable[..., object])


def json_option(command: Command) -> Command:
    """`--json`: one JSON document on standard output."""
    text = "Answer with one JSON document; figures are text."
    return click.option("--json", "as_json", is_flag=True, help=text)(command)


def period_options(command: Command) -> Command:
    """`--period NAME`, or `--from DAY --before DAY`."""
    command = click.option(
        "--before", metavar="DAY", help="The first day that no longer counts."
    )(command)
    command = click.option("--from", "start", metavar="DAY", help="The first day.")(command)
    text = "2017, 2017-Q3, 2017-09, 2017-W34 or 2017-09-30."
    return click.option("--period", metavar="NAME", help=text)(command)


def scope_options(command: Command) -> Command:
    """`--team`, `--person` or `--manager`, by key: as it was on the date of each record."""
    people = {
        "manager": "Only what the teams led by this person did.",
        "person": "Only what is credited to this person.",
        "team": "Only what this team, with all below it, did at the time.",
    }
    for name, text in people.items():
        command = click.option(f"--{name}", metavar="KEY", help=text)(command)
    return command


def as_of_option(command: Command) -> Command:
    """`--as-of INSTANT`: what was known then."""
    text = "A day (its end) or an ISO instant; without an offset, in the business time zone."
    return click.option("--as-of", metavar="INSTANT", help=f"What was known then: {text}")(
        command
    )


def wanted_period(name: str | None, *, start: str | None, before: str | None) -> Period | None:
    """The period asked for; None when nothing is said. Raises Refused."""
    if name and (start or before):
        raise Refused(Problem("cli.period.twice"))
    if name:
        return _named(name)
    if start and before:
        return _between(_day(start), _day(before))
    if start or before:
        raise Refused(Problem("cli.period.half"))
    return None


def _named(name: str) -> Period:
    try:
        return parse_period(name)
    except UnknownPeriod as error:
        raise Refused(Problem("cli.period.unknown", facts={"value": name})) from error


def _between(start: date, before: date) -> Period:
    if before <= start:
        last = (start + timedelta(days=1)).isoformat()
        facts = {"start": start.isoformat(), "before": before.isoformat(), "last": last}
        raise Refused(Problem("cli.period.backwards", facts=facts))
    return Period(start, before)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused(Problem("cli.day", facts={"value": text})) from error
