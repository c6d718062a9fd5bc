"""Keeps the processes of a server alive: starts them, restarts the dead, stops them all."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

import click

from rumbo.cli.attended import die_with_parent

LOOK_EVERY = 0.2  # seconds between two looks at the children
GRACE = 8.0  # seconds a child has to stop by itself
QUICK = 5.0  # a child that lives shorter than this is restarted ever more slowly
SLOWEST = 30.0


@dataclass(slots=True)
class Child:
    """One process: its command, and how often it had to be started."""

    name: str
    command: Sequence[str]
    process: "subprocess.Popen[bytes] | None" = None
    began: float = 0.0
    again_at: float = 0.0
    quick_deaths: int = 0

    def start(self, environment: Mapping[str, str]) -> None:
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - no threads before the first start
            start_new_session=True,
        )

    def watch(self, environment: Mapping[str, str]) -> None:
        """Start again if it has died and its pause is over."""
        if self.process is None:
            if time.monotonic() >= self.again_at:
                self.start(environment)
        elif (code := self.process.poll()) is not None:
            self._rest(code)

    def _rest(self, code: int) -> None:
        lived = time.monotonic() - self.began
        self.quick_deaths = self.quick_deaths + 1 if lived < QUICK else 0
        pause = min(2.0**self.quick_deaths - 1, SLOWEST)
        self.process, self.again_at = None, time.monotonic() + pause
        click.echo(f"rumbo: {self.name} ended ({code}); again in {pause:.0f} s", err=True)


@dataclass(slots=True)
class Supervisor:
    """The children of one server, until somebody asks it to stop."""

    children: Sequence[Child]
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    stopping: bool = False

    def run(self, until: Callable[[], bool]) -> None:
        """Keep the children alive until `until` says so, or until SIGINT or SIGTERM."""
        before = {each: signal.signal(each, self._asked) for each in _STOPS}
        try:
            while not self.stopping and not until():
                for child in self.children:
                    child.watch(self.environment)
                time.sleep(LOOK_EVERY)
        finally:
            self.stop()
            for number, handler in before.items():
                signal.signal(number, handler)

    def stop(self) -> None:
        """Ask every child to stop, and insist after a while."""
        running = [each.process for each in self.children if each.process is not None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + GRACE
        for process in running:
            _wait(process, until=deadline)
        for child in self.children:
            child.process = None

    def _asked(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True


_STOPS = (signal.SIGINT, signal.SIGTERM)


def _wait(process: "subprocess.Popen[bytes]", *, until: float) -> None:
    try:
        process.wait(max(0.1, until - time.monotonic()))
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _die_with_parent() -> None:
    die_with_parent(signal.SIGTERM)
