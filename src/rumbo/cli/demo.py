"""`rumbo demo`: a sales organisation at work, replayed from a public sample."""

import os
import sys
from typing import TYPE_CHECKING

import click

from rumbo.cli import words
from rumbo.cli.examples import DEMO, DEMO_PASSWORD, example
from rumbo.cli.options import json_option
from rumbo.cli.output import Column, Json, Output
from rumbo.cli.progress import progress
from rumbo.cli.serve import Serving, alone, serve
from rumbo.cli.session import found, home, migrate, start_django
from rumbo.cli.wiping import wipe
from rumbo.kernel.problems import Problem, Refused

if TYPE_CHECKING:
    from rumbo.flows.scripts import Script


@click.command("demo")
@click.option("--fresh", is_flag=True, help="Start over from the first day.")
@click.option(
    "--speed",
    default=5.0,
    show_default=True,
    type=click.FloatRange(min=0),
    help="Seconds per day; 0 lets the clock stand.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@json_option
def command(*, fresh: bool, speed: float, host: str, port: int, as_json: bool) -> None:
    """Load the demo into RUMBO_HOME if it is not there, and serve it.

    A public sample of 8 800 deals is replayed from 22 November 2017 on. Started again, it goes
    on where it stood.
    """
    start_django()
    serving = Serving(host, port, speed, replays=example(DEMO), as_json=as_json)
    with alone():
        migrate()
        if _is_there() and not fresh:
            stopped = serve(serving, on_ready=_say_ready, until=_start_again_asked)
        else:
            stopped = False
            _load()
    if not stopped:
        _go_on(serving, fresh=_start_again_asked())


def _load() -> None:
    """Load the demo into RUMBO_HOME up to its start, over whatever demo was there."""
    from rumbo.flows.prepare_demo import prepare_demo  # noqa: PLC0415

    wipe(home())
    migrate()
    with progress(words.text("Loading the demo", "Cargando la demostración")) as told:
        prepare_demo(
            example(DEMO),
            password=DEMO_PASSWORD,
            progress=lambda _step, done, of: told(done, of),
        )


def _go_on(serving: Serving, *, fresh: bool) -> None:
    """Become the same command again: nothing opened before a wipe may be used after it."""
    listening = ["--host", serving.host, "--port", str(serving.port)]
    options = ["--speed", str(serving.speed), *listening]
    options += ["--json"] if serving.as_json else []
    options += ["--fresh"] if fresh else []
    sys.stdout.flush()
    program = [sys.executable, "-m", "rumbo.cli.main", "demo"]
    os.execv(sys.executable, [*program, *options])


def _script() -> "Script":
    from rumbo.flows.scripts import read_script  # noqa: PLC0415

    return read_script(example(DEMO))


def _is_there() -> bool:
    """Whether a demo was loaded here to its start; raises Refused for a real organisation."""
    from rumbo.flows.replay import is_prepared  # noqa: PLC0415

    organisation = found()
    if organisation is not None and not organisation.is_demo:
        facts = {"home": str(home()), "name": organisation.name}
        raise Refused(Problem("cli.not-a-replay", facts=facts))
    return organisation is not None and is_prepared(organisation, _script())


def _start_again_asked() -> bool:
    from rumbo.flows.start_again import asked  # noqa: PLC0415

    return asked(home())


def _say_ready(serving: Serving) -> None:
    output = Output.of(serving.as_json)
    if output.as_json:
        output.document(_as_json(serving))
        sys.stdout.flush()
        return
    output.say(words.text("Rumbo is at {url}", "Rumbo está en {url}", url=serving.url))
    output.say(
        words.text(
            "Sign in with the password {password} as:",
            "Entra con la contraseña {password} como:",
            password=DEMO_PASSWORD,
        )
    )
    output.table(_columns(output.language), _sign_ins())
    output.say(words.text("Ctrl-C stops it.", "Ctrl-C lo detiene."))
    sys.stdout.flush()


def _as_json(serving: Serving) -> dict[str, Json]:
    people: list[Json] = [
        {"email": email, "person": name, "roles": roles} for email, name, roles in _sign_ins()
    ]
    return {"url": serving.url, "password": DEMO_PASSWORD, "sign_ins": people}


def _columns(language: str) -> list[Column]:
    return [
        Column(words.EMAIL.in_language(language)),
        Column(words.PERSON.in_language(language)),
        Column(words.ROLE.in_language(language)),
    ]


def _sign_ins() -> list[tuple[str, str, str]]:
    from rumbo.people import clock, queries  # noqa: PLC0415
    from rumbo.people.access import system_viewer  # noqa: PLC0415

    rows = queries.people(viewer=system_viewer("cli"), today=clock.today())
    return [
        (each.email, each.person.name, ", ".join(each.roles))
        for each in rows
        if each.may_sign_in
    ]
