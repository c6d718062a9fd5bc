"""A command run in a process of its own, so that somebody is left to tell how it ended.

Where memory runs out inside a library that is not Python, the process is ended on the spot:
by the system, or by the library itself. No handler of ours runs then.
"""

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_BY_SIGNAL = 128  # what a shell adds to the number of the signal that ended a command


def attended(work: Callable[[], int], *, ended: Callable[[str], int]) -> int:
    """The exit code of `work`, run in a child that dies with this process.

    A child that is gone before its work has come to an end is told to `ended`, in a few words
    of the system's, for the exit code. One that was asked to stop has stopped, and that is all.
    """
    hears, says = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hears)
        die_with_parent(signal.SIGKILL)
        code = work()
        os.write(says, bytes([code]))
        sys.exit(code)
    os.close(says)
    _hand_on_stops(child)
    told = os.read(hears, 1)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if told:
        return told[0]
    if -code in {signal.SIGTERM, signal.SIGINT}:
        return _BY_SIGNAL - code
    return ended(signal.Signals(-code).name if code < 0 else f"exit code {code}")


def _hand_on_stops(child: int) -> None:
    """A terminal sends its Ctrl-C to both processes; what ends this one alone is handed on."""

    def hand_on(number: int, _frame: FrameType | None) -> None:
        os.kill(child, number)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, hand_on)


def die_with_parent(number: int) -> None:
    """On Linux a killed parent takes this process along, with a signal of this number."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - only here, and each start pays for what it loads

        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, number)
