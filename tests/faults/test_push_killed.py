"""kill -9 of the server, or of PostgreSQL, under load: every answered push is there."""

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.installation import Installation
from tests.push_server import Pushing, answer_of, pushing_in
from tests.pushing import event
from tools.postgresql import private_cluster

PROGRAMS = 8
EVENTS = 600
ENOUGH = 150


def events() -> list[Any]:
    return [event(number, f"D{number}", 1) for number in range(EVENTS)]


class Programs:
    """Programs that push until their server goes away, and what they were answered."""

    def __init__(self, pushing: Pushing) -> None:
        self.pushing = pushing
        self.answered: set[str] = set()
        self.enough = threading.Event()

    def push(self, events: list[Any]) -> None:
        with self.pushing.client() as client:
            for each in events:
                answer = answer_of(client, each)
                if answer is None:
                    return
                if answer.status_code == 202:
                    self.answered.add(each["id"])
                if len(self.answered) >= ENOUGH:
                    self.enough.set()

    def kept_after(self, kill: Callable[[], None]) -> set[str]:
        """Push everything while `kill` strikes; the ids of those that were answered 202."""
        parts = [events()[start::PROGRAMS] for start in range(PROGRAMS)]
        threads = [threading.Thread(target=self.push, args=(part,)) for part in parts]
        for each in threads:
            each.start()
        assert self.enough.wait(300)
        kill()
        for each in threads:
            each.join()
        return self.answered


def keys_in(state: Any) -> set[str]:
    return {str(key).replace("D", "e") for key, *_ in state["versions"]}


def assert_whole(state: Any) -> None:
    assert len(state["versions"]) == len(state["current"]) == EVENTS
    assert len(set(state["positions"])) == EVENTS
    assert state["broken"] == 0


def test_a_killed_server_has_lost_nothing_that_it_answered(installation: Installation) -> None:
    pushing = pushing_in(installation)
    with pushing.server() as process:
        answered = Programs(pushing).kept_after(process.kill)
    assert answered <= keys_in(pushing.state())
    with pushing.server():
        again = pushing.push(events(), connections=PROGRAMS)
    assert {each.status_code for each in again if each is not None} == {202}
    assert {each.json()["verdict"] for each in again if each is not None} == {"accepted"}
    assert_whole(pushing.state())


@pytest.mark.slow
def test_a_killed_database_has_lost_nothing_that_was_answered(tmp_path: Path) -> None:
    """One of PostgreSQL's processes is killed: it ends every session and recovers its log."""
    with private_cluster() as url:
        home = tmp_path / "home"
        home.mkdir()
        pushing = pushing_in(Installation(home, url))
        with pushing.server():
            answered = Programs(pushing).kept_after(lambda: kill_a_session(url))
            again = pushing.push(events(), connections=PROGRAMS)
            assert {each.status_code for each in again if each is not None} == {202}
        state = pushing.state()
        assert answered <= keys_in(state)
        assert_whole(state)


def kill_a_session(url: str) -> None:
    """SIGKILL to the process that serves the writer: the whole server goes down with it."""
    with psycopg.connect(url, autocommit=True) as connection:
        found = connection.execute(
            "SELECT pid FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchall()
    assert found
    os.kill(int(found[0][0]), signal.SIGKILL)
