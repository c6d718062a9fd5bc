"""A Rumbo of its own for a test: its folder, its database, its processes."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

# The same program that a user calls, beside the Python that runs the tests.
PROGRAM = Path(sys.executable).with_name("rumbo")


@dataclass(frozen=True, slots=True)
class Installation:
    """An installation that shares nothing with the one of the tests around it."""

    home: Path
    database_url: str

    @property
    def environment(self) -> dict[str, str]:
        """The variables with which any process belongs to this installation."""
        own = {"RUMBO_HOME": str(self.home), "RUMBO_DATABASE_URL": self.database_url}
        return {**os.environ, **own}

    def rumbo(self, *words: str, expect: int = 0) -> str:
        """Run one command to its end; what it printed. Another exit code fails the test."""
        done = subprocess.run(
            [str(PROGRAM), *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == expect, f"{done.returncode}: {done.stdout}{done.stderr}"
        return done.stdout

    def rumbo_json(self, *words: str, expect: int = 0) -> Any:
        """Run one command with --json; the document it printed."""
        return json.loads(self.rumbo(*words, "--json", expect=expect))

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start one command and go on; the caller ends it."""
        return subprocess.Popen(
            [str(PROGRAM), *words],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    @contextmanager
    def serving(self, *words: str, within: float = 120) -> Iterator["Served"]:
        """Run `rumbo serve` or `rumbo demo` until the block ends; it answers once inside."""
        port = free_port()
        log = self.home / f"server-{port}.log"
        with log.open("w") as out:
            server = subprocess.Popen(
                [str(PROGRAM), *words, "--port", str(port)],
                env=self.environment,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            served = Served(self, f"http://127.0.0.1:{port}", log)
            served.wait(server, within=within)
            yield served
        finally:
            _end(server)


@dataclass(frozen=True, slots=True)
class Served:
    """An installation whose server answers at an address."""

    installation: Installation
    url: str
    log: Path

    def wait(self, server: subprocess.Popen[bytes], *, within: float) -> None:
        """Return once the server answers; fail with its log when it ends or takes too long."""
        last = time.monotonic() + within
        while not self._answers():
            if server.poll() is not None or time.monotonic() > last:
                pytest.fail(f"No server at {self.url}:\n{self.log.read_text()}")
            time.sleep(0.1)

    def _answers(self) -> bool:
        return (status_at(self.url) or 500) < 400


def status_at(url: str) -> int | None:
    """What a server answers, by number; None while nobody does."""
    place = urlsplit(url)
    # A client of httpx reads all certificates first, which is dear ten times a second.
    connection = HTTPConnection(place.hostname or "", place.port, timeout=10)
    try:
        connection.request("GET", place.path or "/")
        return connection.getresponse().status
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()


def free_port() -> int:
    """A port that nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _end(server: subprocess.Popen[bytes]) -> None:
    """End a server and whatever it started: they share one process group."""
    server.terminate()
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


@contextmanager
def installation_in(home: Path) -> Iterator[Installation]:
    """An empty installation on the database that the suite runs on."""
    url = os.environ.get("RUMBO_DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield Installation(home, f"sqlite:///{home / 'rumbo.sqlite3'}")
        return
    name = f"rumbo_{secrets.token_hex(6)}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield Installation(home, url.rsplit("/", 1)[0] + f"/{name}")
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
