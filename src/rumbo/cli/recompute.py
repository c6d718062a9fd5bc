"""`rumbo recompute`: whether a run gives the same lines again."""

import click

from rumbo.cli import words
from rumbo.cli.options import json_option
from rumbo.cli.output import Output
from rumbo.cli.session import opened
from rumbo.kernel.problems import Problem, Refused

DIFFERENT = 1


@click.command("recompute")
@click.argument("run")
@json_option
def command(run: str, *, as_json: bool) -> int:
    """Compute RUN again from what was known then, and compare line for line.

    Exit code 1 when the lines differ: that is never your doing.
    """
    opened()
    from rumbo.incentives import operations  # noqa: PLC0415

    try:
        found = operations.recompute(run)
    except LookupError as error:
        known = ", ".join(_known()) or "–"
        facts = {"run": run, "known": known}
        raise Refused(Problem("cli.unknown", facts=facts)) from error
    output = Output.of(as_json)
    if as_json:
        output.document(
            {
                "run": run,
                "identical": found.identical,
                "digest": found.digest,
                "again": found.again,
            }
        )
    elif found.identical:
        output.say(words.text("The same lines: {d}", "Las mismas líneas: {d}", d=found.digest))
    else:
        output.say(words.text("The lines DIFFER.", "Las líneas SON DISTINTAS."))
    return 0 if found.identical else DIFFERENT


def _known() -> list[str]:
    from rumbo.incentives import queries  # noqa: PLC0415
    from rumbo.people.access import system_viewer  # noqa: PLC0415

    viewer = system_viewer("cli")
    plans = queries.plans(viewer=viewer)
    return [run.key for plan in plans for run in queries.runs(plan.key, viewer=viewer)]
