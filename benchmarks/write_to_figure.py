"""One record arrives among a million: how long until its figure is right, while others read.

Four readers ask ten questions a second each, a fifth of them a board. Each write is appended to
the log and the seller's revenue is asked until it holds the record; beside it stands the least
that anybody could do: the row committed to SQLite, inserted into a DuckDB table, and summed.
Then a process of its own opens the installation: with its projection, and without one.

    ./dev.py bench write_to_figure [--deals 1000000]
"""

# ruff: noqa: PLC0415, S608 - Django is set up before its users are imported; the SQL is ours.
import argparse
import contextlib
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb

from benchmarks._deals import AT, FIRST, prepare, set_up
from benchmarks._memory import peak_of

PEOPLE = 2_000
READERS = 4
PAUSE = 0.1
WRITES = 150
YEAR = ("2026-01-01", "2027-01-01")
LIMIT = 300.0  # milliseconds in which a record has to be on its way to an open page

Times = list[float]


def main() -> None:
    """Prepare, measure the writes and the restarts, and print both beside their peers."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--deals", type=int, default=1_000_000)
    given.add_argument("--open", metavar="HOME", help="used by the benchmark itself")
    asked = given.parse_args()
    if asked.open:
        _opened(Path(asked.open))
        return
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        set_up(home)
        prepare(home, deals=asked.deals, people=PEOPLE)
        missed = _writes(home, asked.deals)
        _restarts(home)
    sys.exit(1 if missed else 0)


def _writes(home: Path, deals: int) -> bool:
    print(f"{deals:,} deals, {READERS} readers; milliseconds of {WRITES} writes")
    print(f"{'what':34} {'median':>8} {'p95':>8}")
    with _reading(_ask_something):
        bare, ours = _timed(_bare(home)), _timed(_record_and_figure)
    _print("row to SQLite, DuckDB and its sum", bare)
    _print("record to its figure", ours)
    print(f"ratio of the medians {statistics.median(ours) / statistics.median(bare):.2f}")
    print(f"peak memory of this process {peak_of():,} MiB")
    return _p95(ours) > LIMIT


def _timed(once: Callable[[int], None]) -> Times:
    """Milliseconds of every write after the first few."""
    taken: Times = []
    for number in range(WRITES + 5):
        began = time.perf_counter()
        once(number)
        taken.append((time.perf_counter() - began) * 1000)
    return taken[5:]


def _bare(home: Path) -> Callable[[int], None]:
    """The least that keeps a row for good and gives a seller's sum with it."""
    kept = sqlite3.connect(home / "bare.sqlite3", isolation_level=None)
    kept.execute("PRAGMA journal_mode = WAL")
    kept.execute("PRAGMA synchronous = NORMAL")
    kept.execute("CREATE TABLE deals (deal TEXT PRIMARY KEY, seller TEXT, amount INTEGER)")
    columns = duckdb.connect(str(home / "bare.duckdb"))
    columns.execute(
        "CREATE TABLE deals AS SELECT deal, seller, stage, closed_on, "
        f"CAST(amount * 100 AS BIGINT) AS amount FROM read_csv('{home / 'deals.csv'}')"
    )

    def once(number: int) -> None:
        seller = f"seller {number * 7 % PEOPLE}"
        kept.execute("INSERT INTO deals VALUES (?, ?, ?)", [f"bare{number}", seller, 100])
        row = [f"bare{number}", seller, "Won", FIRST, 100]
        columns.execute("INSERT INTO deals VALUES (?, ?, ?, ?, ?)", row)
        columns.execute(
            "SELECT sum(amount) FROM deals WHERE seller = ? AND stage = 'Won' "
            "AND closed_on BETWEEN ? AND ?",
            [seller, *YEAR],
        ).fetchall()

    return once


def _record_and_figure(number: int) -> None:
    """Append a deal and ask its seller's revenue; stop when the figure lacks it."""
    from rumbo.history.actors import System
    from rumbo.people.identities import identities_for
    from rumbo.records import log
    from rumbo.records.rules.payload import entry

    by, seller = System("benchmark"), f"seller {number * 7 % PEOPLE}"
    before = _revenue(f"s{number * 7 % PEOPLE}")
    identity = identities_for(source="million", values=[seller], by=by, at=AT)[seller]
    values: dict[str, str | int | bool | None] = {
        "deal": f"new{number}",
        "seller": identity,
        "account": "account 1",
        "stage": "Won",
        "closed-on": FIRST.isoformat(),
        "amount": 100,
    }
    log.append([entry("deals", f"new{number}", values)], source="million", at=AT, by=by)
    if _revenue(f"s{number * 7 % PEOPLE}") != before + 1:
        raise SystemExit("a figure lacks the record that was just appended")


def _revenue(person: str) -> Decimal:
    from rumbo.kernel.calendar import Period
    from rumbo.metrics.queries import Question, Scope, answer
    from rumbo.people.values import Visible

    period = Period(date(2026, 1, 1), date(2027, 1, 1))
    question = Question("revenue", period, scope=Scope(person=person))
    return answer(question, visible=Visible()).rows[0].value or Decimal(0)


def _ask_something(number: int) -> None:
    from rumbo.kernel.calendar import Period
    from rumbo.metrics.queries import Question, Scope, answer
    from rumbo.people.values import Visible

    period = Period(date(2026, 1, 1), date(2027, 1, 1))
    scope = Scope() if number % 5 == 0 else Scope(person=f"s{number * 13 % PEOPLE}")
    by = ("person",) if number % 5 == 0 else ()
    answer(Question("revenue", period, by=by, scope=scope), visible=Visible())


@contextlib.contextmanager
def _reading(ask: Callable[[int], None]) -> Iterator[None]:
    """Readers in threads of their own, as pages are, until the block ends."""
    done = threading.Event()

    def read(first: int) -> None:
        from django.db import connection

        number = first
        while not done.wait(PAUSE):
            ask(number)
            number += READERS
        connection.close()

    threads = [threading.Thread(target=read, args=(each,)) for each in range(READERS)]
    for each in threads:
        each.start()
    try:
        yield
    finally:
        done.set()
        for each in threads:
            each.join()


def _restarts(home: Path) -> None:
    """Start processes of their own: the second finds no projection and builds it."""
    print(f"\n{'a process starts and answers':34} {'seconds':>8} {'MiB':>8}")
    for name in ("with its projection", "without one: built from the log"):
        if name.startswith("without"):
            shutil.rmtree(home / "projection")
        words = [sys.executable, "-m", "benchmarks.write_to_figure", "--open", str(home)]
        # The processes of this one hold the first file: the new one takes the next.
        done = subprocess.run(
            words, env=dict(os.environ), capture_output=True, text=True, check=True
        )
        print(f"{name:34} {done.stdout.strip()}")


def _opened(home: Path) -> None:
    """In a process of its own: the first figure, and the memory it took."""
    began = time.perf_counter()
    set_up(home)
    _revenue("s1")
    print(f"{time.perf_counter() - began:8.2f} {peak_of():8,}")


def _p95(taken: Times) -> float:
    return statistics.quantiles(taken, n=20)[-1]


def _print(name: str, taken: Times) -> None:
    print(f"{name:34} {statistics.median(taken):8.1f} {_p95(taken):8.1f}")


if __name__ == "__main__":
    main()
