"""The process that moves a replayed clock: `python -m rumbo.jobs.replay SECONDS_PER_DAY`."""

import os
import signal
import sys
import threading
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
django.setup()

from django.db import close_old_connections  # noqa: E402

from rumbo.flows import replay as replays  # noqa: E402
from rumbo.flows.replay import Replay  # noqa: E402
from rumbo.flows.scripts import read_script  # noqa: E402
from rumbo.people import clock  # noqa: E402


def main() -> None:
    """Move from reading to reading until the end, then stand still until asked to stop."""
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stopped.set())
    seconds_per_day, folder = float(sys.argv[1]), Path(sys.argv[2])
    replay = replays.read(folder, read_script(folder))
    pause = seconds_per_day / len(replay.script.reads_at)
    while not stopped.wait(pause):
        if not step(replay):
            stopped.wait()


def step(replay: Replay) -> bool:
    """Move the clock to the next reading; whether there was one."""
    close_old_connections()
    ahead = replays.next_reading(replay, now=clock.now())
    if ahead is None:
        return False
    replays.advance(replay, to=ahead)
    return True


if __name__ == "__main__":
    main()
