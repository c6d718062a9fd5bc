"""Durable work: what was asked for is done once, whatever dies in between."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.installation import Installation

ASK = """
import sys
from datetime import UTC, datetime
import django
django.setup()
from rumbo.outbox.operations import enqueue
facts = {"plan": sys.argv[1], "period": "2017-Q3", "by": "system:cli"}
enqueue("settle-plan", facts, workflow_id=sys.argv[2], at=datetime.now(UTC))
"""
RUNS = """
import sys
import django
django.setup()
from rumbo.incentives import queries
from rumbo.people.access import system_viewer
found = queries.runs(sys.argv[1], viewer=system_viewer("test"))
print(" ".join(f"{each.key}={each.total}" for each in found))
"""


def python(own: Installation, code: str, *words: str) -> str:
    environment = own.environment | {"DJANGO_SETTINGS_MODULE": "rumbo.config.settings"}
    command = [sys.executable, "-c", code, *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def wait_for_run(own: Installation, plan: str) -> str:
    deadline = time.monotonic() + 60
    while not (found := python(own, RUNS, plan)) and time.monotonic() < deadline:
        time.sleep(0.2)
    return found


def worker_of(server: int) -> int:
    """The process id of the jobs worker among the children of a server."""
    listed = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    named = {each: Path(f"/proc/{each}/cmdline").read_bytes() for each in listed}
    return next(int(each) for each, words in named.items() if b"rumbo.jobs.worker" in words)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux's /proc")
def test_asked_before_the_start_and_after_a_kill(own_maventech: Installation) -> None:
    own = own_maventech
    python(own, ASK, "account-executive", "asked-before")
    python(own, ASK, "account-executive", "asked-before")
    with own.serving("serve"):
        assert wait_for_run(own, "account-executive") == (
            "account-executive-2017-q3-1=169534.80"
        )
        server = int((own.home / "server.lock").read_text())
        os.kill(worker_of(server), signal.SIGKILL)
        python(own, ASK, "sales-manager", "asked-after-a-kill")
        assert wait_for_run(own, "sales-manager") == "sales-manager-2017-q3-1=29822.55"
