"""A child that dies is started again; all end when the supervisor does."""

import os
import signal
import subprocess
import sys
import time

import pytest

from rumbo.cli.supervisor import Child, Supervisor

WAITING = [sys.executable, "-c", "import time; time.sleep(60)"]


def pid(child: Child) -> int:
    return child.process.pid if child.process else 0


def test_a_killed_child_is_started_again(capfd: pytest.CaptureFixture[str]) -> None:
    child = Child("web", WAITING)
    seen: list[int] = []

    def killed_once_and_back() -> bool:
        if pid(child) and pid(child) not in seen:
            seen.append(pid(child))
            if len(seen) == 1:
                os.kill(seen[0], signal.SIGKILL)
        return len(seen) == 2

    Supervisor([child]).run(killed_once_and_back)
    assert seen[0] != seen[1]
    assert "web ended (-9); again in 1 s" in capfd.readouterr().err


def test_a_stop_ends_every_child() -> None:
    children = [Child("web", WAITING), Child("jobs", WAITING)]
    processes: list[subprocess.Popen[bytes]] = []

    def stop_when_both_run() -> bool:
        processes[:] = [each.process for each in children if each.process]
        if len(processes) == 2:
            os.kill(os.getpid(), signal.SIGTERM)
        return False

    supervisor = Supervisor(children)
    supervisor.run(stop_when_both_run)
    assert supervisor.stopping
    assert [each.returncode for each in processes] == [-signal.SIGTERM] * 2


def test_a_child_that_dies_at_once_is_restarted_ever_more_slowly() -> None:
    child = Child("web", [sys.executable, "-c", "raise SystemExit(3)"])
    pauses = []
    for _ in range(3):
        child.start({})
        assert child.process
        child.process.wait()
        child.watch({})
        pauses.append(round(child.again_at - time.monotonic()))
    assert pauses == [1, 3, 7]
