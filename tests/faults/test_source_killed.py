"""A worker that is killed while it reads a source goes on when it starts again."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.installation import Installation
from tests.shop import sqlite_shop

ROOT = Path(__file__).resolve().parents[2]
ROWS = 60_000
SETUP = """
import sys; import django; django.setup()
from datetime import UTC, datetime
from django.core.management import call_command
call_command("migrate", verbosity=0, skip_checks=True)
from rumbo.people import operations as people
from rumbo.people.documents import read_organisation
from tests.office import ORGANISATION
from tests.sales_records import AT, BY, declare_deals
from tests.shop import SOURCE, declare
people.found_organisation(read_organisation(ORGANISATION, file="o.yaml"), by=BY, at=AT)
declare_deals()
declare(SOURCE + "schedule: {every: 31 days}\\n")
"""
STATE = """
import django; django.setup()
from rumbo.connectors.models import SourceRun
from rumbo.history.queries import verify
from rumbo.records.models import LogEntry
print(",".join(SourceRun.objects.order_by("pk").values_list("state", flat=True)) or "none")
print(LogEntry.objects.count(), LogEntry.objects.values("key").distinct().count())
last = SourceRun.objects.order_by("-pk").values_list("cursor_to", flat=True).first()
print(len(verify()), last)
"""


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[str]:
    with sqlite_shop(tmp_path) as found:
        found.run(
            "WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n LIMIT :rows) "
            "INSERT INTO sales SELECT id, 'Ana Ruiz', 'Won', '2026-03-01', 100, "
            "'2026-03-02 10:00:00' FROM n",
            rows=ROWS,
        )
        yield found.address


class Machine:
    """The processes of one installation that reads the shop."""

    def __init__(self, installation: Installation, address: str) -> None:
        self.environment = {
            **installation.environment,
            "DJANGO_SETTINGS_MODULE": "rumbo.config.settings",
            "PYTHONPATH": str(ROOT),
            "SHOP_ADDRESS": address,
        }

    def start(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, *words],
            env=self.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )

    def python(self, code: str) -> list[str]:
        process = self.start("-c", code)
        out, _ = process.communicate(timeout=300)
        assert process.returncode == 0, out
        return out.splitlines()

    @contextmanager
    def worker(self) -> Iterator[subprocess.Popen[str]]:
        process = self.start("-m", "rumbo.jobs.worker", "one")
        try:
            yield process
        finally:
            process.kill()
            process.communicate()

    def state(self) -> list[str]:
        return self.python(STATE)

    def wait_for(self, states: str) -> list[str]:
        until = time.monotonic() + 240
        while (found := self.state())[0] != states:
            assert time.monotonic() < until, found
        return found


def test_a_worker_killed_in_a_reading_finishes_it_when_it_starts_again(
    installation: Installation, shop: str
) -> None:
    machine = Machine(installation, shop)
    machine.python(SETUP)
    with machine.worker():
        machine.wait_for("running")
    assert machine.state()[0] == "running"  # and nobody reads it any more
    with machine.worker():
        _, counts, rest = machine.wait_for("interrupted,done")
    assert counts == f"{ROWS} {ROWS}"
    assert rest == "0 text:2026-03-02 10:00:00"
