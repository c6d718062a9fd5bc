"""A change made by one process reaches a page that another process serves."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from rumbo.cli.serve import web_command
from tests.installation import Installation, status_at

SETTINGS = {"DJANGO_SETTINGS_MODULE": "rumbo.config.settings"}
SIGNED = (
    "from rumbo.people.access import system_viewer\n"
    "from rumbo.web.live_token import page_token\n"
    "print(page_token(system_viewer('test')))"
)
SIGNAL = (
    "from django.db import transaction; from rumbo.outbox.operations import signal\n"
    "with transaction.atomic(): signal('records', '{key}')"
)
ROLLED_BACK = (
    "from django.db import transaction; from rumbo.outbox.operations import signal\n"
    "with transaction.atomic():\n signal('records', '{key}'); transaction.set_rollback(True)"
)


def python(own: Installation, code: str) -> str:
    """Run code in a process of its own that belongs to the installation."""
    done = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\n{code}"],
        env={**own.environment, **SETTINGS},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@contextmanager
def uvicorn(own: Installation, port: int) -> Iterator[str]:
    """The application as it is served, until the block ends."""
    server = subprocess.Popen(
        [*web_command("127.0.0.1", port), "--timeout-graceful-shutdown", "1"],
        env={**own.environment, **SETTINGS},
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(url: str) -> None:
    last = time.monotonic() + 60
    while time.monotonic() < last:
        if status_at(f"{url}/live") is not None:
            return
        time.sleep(0.1)
    pytest.fail("no server")


@pytest.fixture
def live(installation: Installation, unused_port: int) -> Iterator[tuple[Installation, str]]:
    code = (
        "from django.core.management import call_command; call_command('migrate', verbosity=0)"
    )
    python(installation, code)
    with uvicorn(installation, unused_port) as url:
        yield installation, url


@pytest.fixture
def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def heard(lines: Iterator[str], wanted: str) -> str:
    """Read the stream up to the line that has the words."""
    return next(line for line in lines if wanted in line)


def test_a_committed_signal_of_another_process_reaches_the_stream(
    live: tuple[Installation, str],
) -> None:
    own, url = live
    with httpx.stream("GET", f"{url}/live?token={python(own, SIGNED)}", timeout=30) as answer:
        lines = answer.iter_lines()
        heard(lines, "event: hello")
        python(own, ROLLED_BACK.format(key="never-happened"))
        python(own, SIGNAL.format(key="deals"))
        assert heard(lines, 'data: {"topic"') == 'data: {"topic": "records", "key": "deals"}'


def test_a_page_that_comes_back_hears_what_it_missed(live: tuple[Installation, str]) -> None:
    own, url = live
    token = python(own, SIGNED)
    with httpx.stream("GET", f"{url}/live?token={token}", timeout=30) as answer:
        last = heard(answer.iter_lines(), "id: ").removeprefix("id: ")
    python(own, SIGNAL.format(key="missed"))
    with httpx.stream("GET", f"{url}/live?token={token}&last={last}", timeout=30) as answer:
        assert "missed" in heard(answer.iter_lines(), 'data: {"topic"')


def test_without_a_token_there_is_no_stream(live: tuple[Installation, str]) -> None:
    _, url = live
    assert httpx.get(f"{url}/live?token=made-up").status_code == 403
