"""A server of its own that takes pushes, and programs that push to it over many connections."""

import json
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from rumbo.cli.serve import web_command
from tests.calling import EVENTS, SINGLE
from tests.installation import Installation, free_port, status_at

SETUP = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, skip_checks=True)
from datetime import UTC, datetime
from rumbo.people.documents import read_organisation
from rumbo.people.operations import found_organisation
from rumbo.pushes import keys
from tests.acme import ORGANISATION
from tests.pushing import asked
from tests.sales_records import AT, BY, declare_deals
found_organisation(read_organisation(ORGANISATION, file="acme.yaml"), by=BY, at=AT)
declare_deals()
print(keys.create(asked(), by=BY, at=AT, real_at=datetime.now(UTC)).secret)
"""
# Everything that must be the same however it was pushed: the log's records and the figures.
STATE = """
import json; import django; django.setup()
from rumbo.history.queries import verify
from rumbo.records.models import LogEntry
from tests.sales_records import current
versions = LogEntry.objects.order_by("key", "source_version")
print(json.dumps({
    "versions": [list(each) for each in versions.values_list(
        "key", "source_version", "kind", "digest")],
    "positions": sorted(versions.values_list("position", flat=True)),
    "current": [[str(value) for value in row] for row in current()],
    "broken": len(verify()),
}))
"""


@dataclass(frozen=True, slots=True)
class Pushing:
    """An installation with a key; its server may be started, killed and started again."""

    installation: Installation
    secret: str
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}", "Content-Type": SINGLE}

    @contextmanager
    def server(self) -> Iterator[subprocess.Popen[bytes]]:
        """The web process alone, answering; killed at the end, if it was not before."""
        process = subprocess.Popen(
            web_command("127.0.0.1", self.port), env=self.installation.environment
        )
        try:
            self._wait(process)
            yield process
        finally:
            process.kill()
            process.wait()

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        last = time.monotonic() + 120
        while process.poll() is None and time.monotonic() < last:
            if status_at(f"{self.url}/api/openapi.json") == 200:
                return
            time.sleep(0.1)
        pytest.fail("no server answers")

    def push(self, events: Sequence[Any], *, connections: int) -> list[httpx.Response | None]:
        """Each event in a request of its own, over so many connections at once.

        None stands for an answer that never came.
        """
        parts = [events[start::connections] for start in range(connections)]
        with ThreadPoolExecutor(connections) as pool:
            answered = list(pool.map(self._push_one_by_one, parts))
        answers: list[httpx.Response | None] = [None] * len(events)
        for start, part in enumerate(answered):
            answers[start::connections] = part
        return answers

    def _push_one_by_one(self, events: Iterable[Any]) -> list[httpx.Response | None]:
        with self.client() as client:
            return [answer_of(client, each) for each in events]

    def client(self) -> httpx.Client:
        """One connection of one program."""
        return httpx.Client(base_url=self.url, headers=self.headers, timeout=120)

    def state(self) -> Any:
        """What the log and the projection hold, read by another process."""
        return json.loads(python(self.installation, STATE).splitlines()[-1])


def answer_of(client: httpx.Client, event: Any) -> httpx.Response | None:
    """The answer to one event; None when it never came."""
    try:
        return client.post(EVENTS, content=json.dumps(event))
    except httpx.TransportError:
        return None


def pushing_in(installation: Installation) -> Pushing:
    """The installation set up, with its key."""
    return Pushing(installation, python(installation, SETUP).splitlines()[-1], free_port())


def python(installation: Installation, code: str) -> str:
    """Run a program in the installation to its end; what it printed."""
    settings = {"DJANGO_SETTINGS_MODULE": "rumbo.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**installation.environment, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
