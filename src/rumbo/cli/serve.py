"""`rumbo serve`: the web, the jobs and, for a demo, the replay, as processes kept alive."""

import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

import click

from rumbo.cli import words
from rumbo.cli.options import json_option
from rumbo.cli.output import Output
from rumbo.cli.session import home, migrate, opened, start_django
from rumbo.cli.supervisor import Child, Supervisor
from rumbo.kernel.problems import Problem, Refused

SLOT = "rumbo-0"
START_LIMIT = 60.0  # seconds to wait for the first answer before saying nothing


@dataclass(frozen=True, slots=True)
class Serving:
    """Where the server listens; which example it replays, and at how many seconds a day."""

    host: str
    port: int
    speed: float = 0.0
    replays: Path | None = None
    as_json: bool = False

    @property
    def url(self) -> str:
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{shown}:{self.port}/"


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@json_option
def command(host: str, port: int, *, as_json: bool) -> None:
    """Serve the organisation of RUMBO_HOME: web pages, live updates and jobs.

    Stops cleanly on Ctrl-C or SIGTERM. A replayed clock stands still: `rumbo demo` moves it.
    """
    start_django()
    migrate()
    opened()
    with alone():
        serve(Serving(host, port, as_json=as_json), on_ready=_say_ready)


def _say_ready(serving: Serving) -> None:
    output = Output.of(serving.as_json)
    if output.as_json:
        output.document({"url": serving.url})
    output.say(words.text("Rumbo is at {url}", "Rumbo está en {url}", url=serving.url))
    sys.stdout.flush()


def serve(
    serving: Serving,
    *,
    on_ready: Callable[[Serving], None],
    until: Callable[[], bool] = lambda: False,
) -> bool:
    """Run until somebody stops it (True) or until `until` says so (False). Raises Refused."""
    _refuse_taken_port(serving)
    (home() / "static").mkdir(exist_ok=True)  # where collected files would be; may be empty
    supervisor = Supervisor(_children(serving))
    telling = threading.Thread(target=_tell_when_ready, args=(serving, on_ready), daemon=True)
    telling.start()
    supervisor.run(until)
    return supervisor.stopping


def web_command(host: str, port: int) -> list[str]:
    """How the web process is started."""
    return [
        *(sys.executable, "-m", "uvicorn", "rumbo.config.asgi:application"),
        *("--http", "rumbo.config.http:LimitedHttp", "--loop", "uvloop"),
        *("--host", host, "--port", str(port)),
        *("--timeout-graceful-shutdown", "5", "--log-level", "warning", "--no-access-log"),
    ]


def _children(serving: Serving) -> list[Child]:
    children = [
        Child("web", web_command(serving.host, serving.port)),
        Child("jobs", [sys.executable, "-m", "rumbo.jobs.worker", SLOT]),
    ]
    if serving.speed > 0 and serving.replays:
        speed, folder = str(serving.speed), str(serving.replays)
        replay = [sys.executable, "-m", "rumbo.jobs.replay", speed, folder]
        children.append(Child("replay", replay))
    return children


def _refuse_taken_port(serving: Serving) -> None:
    family = socket.AF_INET6 if ":" in serving.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((serving.host, serving.port))
        except OSError as error:
            facts = {"port": str(serving.port)}
            raise Refused(Problem("cli.port", facts=facts)) from error


def _tell_when_ready(serving: Serving, on_ready: Callable[[Serving], None]) -> None:
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline:
        with (
            suppress(OSError),
            socket.create_connection((serving.host, serving.port), timeout=1),
        ):
            on_ready(serving)
            return
        time.sleep(0.1)


@contextmanager
def alone() -> Iterator[None]:
    """Be the only server on this home; raises Refused when another one is."""
    file = Path(home()) / "server.lock"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+") as lock:
        try:
            flock(lock, LOCK_EX | LOCK_NB)
        except OSError as error:
            lock.seek(0)
            facts = {"home": str(home()), "process": lock.read().strip() or "?"}
            raise Refused(Problem("cli.running", facts=facts)) from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield
