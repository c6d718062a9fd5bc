"""`rumbo key-results`: where every key result stands, of this installation or of an example."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from rumbo.cli import words
from rumbo.cli.examples import example
from rumbo.cli.figures import figure
from rumbo.cli.loading import have_example
from rumbo.cli.options import as_of_option, json_option
from rumbo.cli.output import Column, Json, Output
from rumbo.cli.session import (
    Session,
    asked_of_something_known,
    migrate,
    opened,
    start_django,
)
from rumbo.kernel.problems import Problem, Refused

if TYPE_CHECKING:
    from rumbo.okrs.values import AimVersion, KeyResultView


@click.command("key-results")
@click.argument("cycle", required=False)
@click.option(
    "--example",
    "example_name",
    metavar="NAME",
    help="Of an example, such as every-key-result; loaded first where RUMBO_HOME is empty.",
)
@as_of_option
@json_option
def command(
    cycle: str | None, *, example_name: str | None, as_of: str | None, as_json: bool
) -> None:
    """Where every key result stands: value, baseline, target, progress.

    Of all cycles, or of CYCLE alone. A key result of the library has its number for id, another
    one its key. A figure is that of its own period, whatever today is.

    \b
    rumbo key-results --example every-key-result --json
    rumbo key-results 2017-q4 --as-of 2017-11-01
    """
    if example_name:
        folder = example(example_name)
        start_django()
        migrate()
        have_example(folder)
    session = opened()
    found = _found(session, cycle, as_of)
    output = Output.of(as_json)
    if as_json:
        output.document(_rows(found))
    else:
        _tell(output, found, session)


def _found(
    session: Session, cycle: str | None, as_of: str | None
) -> "tuple[KeyResultView, ...]":
    from rumbo.okrs import queries  # noqa: PLC0415
    from rumbo.people.access import NotVisible  # noqa: PLC0415

    asked = asked_of_something_known(session, as_of)
    today, position = asked.today, asked.position
    try:
        return queries.key_results(
            viewer=session.viewer, today=today, cycle=cycle, position=position
        )
    except NotVisible as error:
        known = ", ".join(
            each.key for each in queries.cycles(session.viewer, position=position)
        )
        facts = {"cycle": cycle or "", "known": known or "–"}
        raise Refused(Problem("cli.unknown", facts=facts)) from error


def _ids(found: "Sequence[KeyResultView]") -> tuple[str, ...]:
    """The number in the library where it names one of them alone, and otherwise the key."""
    count = Counter(each.library for each in found)
    return tuple(
        each.library if each.library and count[each.library] == 1 else each.key
        for each in found
    )


def _rows(found: "Sequence[KeyResultView]") -> list[Json]:
    return [
        {
            "id": name,
            "metric": each.metric,
            "value": _exact(each.current),
            "baseline": _exact(each.baseline),
            "target": _target(each.aim),
            "progress": _exact(each.progress),
        }
        for name, each in zip(_ids(found), found, strict=True)
    ]


def _target(aim: "AimVersion") -> str | None:
    """What was declared: a value, a fraction of the baseline, a bound, or all of it."""
    low, high = aim.bounds.low, aim.bounds.high
    match aim.kind:
        case "reach":
            return _exact(aim.reach)
        case "change":
            return _exact(aim.change)
        case "hold" if low is not None and high is not None:
            return f"{_exact(low)}..{_exact(high)}"
        case "hold":
            return _exact(low if high is None else high)
        case _:
            return "1"


def _exact(value: Decimal | None) -> str | None:
    """Six places at most, and none that say nothing: of money too, since it may be a mean."""
    return figure(value, unit="number", currency="")


def _tell(output: Output, found: "Sequence[KeyResultView]", session: Session) -> None:
    from rumbo.wording import aims, figures  # noqa: PLC0415

    language, currency = output.language, session.organisation.currency
    rows = [
        (
            name,
            each.name.in_language(language),
            figures.period_name(each.period, language),
            figures.figure(each.current, each.unit, currency=currency, locale=language),
            aims.whole(each, currency=currency, locale=language),
            figures.figure(each.progress, "share", currency=currency, locale=language),
        )
        for name, each in zip(_ids(found), found, strict=True)
    ]
    titles = (
        (words.NUMBER, "left"),
        (words.KEY_RESULT, "left"),
        (words.PERIOD, "left"),
        (words.NOW, "right"),
        (words.AIM, "left"),
        (words.PROGRESS, "right"),
    )
    columns = [Column(title.in_language(language), align) for title, align in titles]
    output.table(columns, rows)
