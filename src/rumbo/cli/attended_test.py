"""How a command ends is told by the process that attends it, whatever became of its own."""

import os
import signal
import subprocess
import sys
import time

import pytest

ATTEND = """
import os, signal, sys, time
from rumbo.cli.attended import attended
def ended(how):
    print(how, flush=True)
    return 1
def work():
    print(os.getpid(), flush=True)
    {work}
sys.exit(attended(work, ended=ended))
"""


def attending(work: str) -> "subprocess.Popen[str]":
    code = ATTEND.format(work=work)
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)


def outcome(work: str) -> tuple[int, list[str]]:
    """The exit code, and what was printed after the process's number."""
    process = attending(work)
    out, _ = process.communicate(timeout=60)
    return process.returncode, out.splitlines()[1:]


@pytest.mark.parametrize("code", [0, 2, 130])
def test_the_code_of_a_command_that_ends_by_itself_is_its_own(code: int) -> None:
    assert outcome(f"return {code}") == (code, [])


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGABRT, signal.SIGSEGV])
def test_a_command_that_the_system_ends_is_told(number: signal.Signals) -> None:
    assert outcome(f"os.kill(os.getpid(), {number.value})") == (1, [number.name])


def test_a_command_that_a_library_ends_is_told() -> None:
    assert outcome("os._exit(127)") == (1, ["exit code 127"])


def test_a_command_whose_process_dies_after_its_work_has_done_it() -> None:
    assert outcome("import atexit; atexit.register(os.abort); return 0") == (0, [])


def test_asked_to_stop_it_stops_without_a_word() -> None:
    with attending("time.sleep(60)") as process:
        child = number_of_the_command(process)
        process.terminate()
        assert process.wait(30) == 128 + signal.SIGTERM
        assert gone(child)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_killed_it_takes_its_command_along() -> None:
    with attending("time.sleep(60)") as process:
        child = number_of_the_command(process)
        process.kill()
        process.wait(30)
        assert gone(child)


def number_of_the_command(process: "subprocess.Popen[str]") -> int:
    assert process.stdout is not None
    return int(process.stdout.readline())


def gone(process: int) -> bool:
    for _ in range(100):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
