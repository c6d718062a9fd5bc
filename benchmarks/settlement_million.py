"""Settle a million deals of 2 000 sellers beside the bare DuckDB query and plain Python.

Quarterly marginal bands, every line kept with its explanation. Prints the ratio to the bare
query that stores the same lines, the memory of the process that settles, and the cents that
differ from plain Python (which must be 0).

    ./dev.py bench settlement_million [--deals 1000000] [--people 2000]
"""

# ruff: noqa: PLC0415 - Django is set up by main() before anything that needs it is imported.
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from benchmarks._memory import peak_of

if TYPE_CHECKING:
    from rumbo.kernel.calendar import Period

AT = datetime(2026, 4, 10, 9, tzinfo=UTC)
FIRST = date(2026, 1, 1)
DAYS = 90
LATE = 40
BANDS = ((0, 400), (10_000_000, 600), (20_000_000, 900))  # minor units, hundredths of a percent
Deal = tuple[str, str, date, int]

ORGANISATION = """
organisation: million
name: Million
about: {en: Sells much, es: Vende mucho}
currency: EUR
time-zone: Europe/Madrid
years: {from: 2026, before: 2027}
"""
TEAM = """
teams:
  - {team: all, name: All, level: team}
"""
DATASET = """
dataset: deals
name: {en: Deals, es: Oportunidades}
means: {en: Deals, es: Oportunidades}
key: deal
fields:
  - {id: deal, type: text, name: {en: Deal, es: Oportunidad}}
  - {id: seller, type: person, name: {en: Seller, es: Vendedor}}
  - {id: closed-on, type: date, name: {en: Closed, es: Cerrada}}
  - {id: amount, type: money, currency: EUR, name: {en: Amount, es: Importe}}
credited-to: seller
dated-by: [closed-on]
"""
MAPPING = """
mapping: million
dataset: deals
source: million
columns: {deal: deal, seller: seller, closed_on: closed-on, amount: amount}
decimal: "."
dates: "%Y-%m-%d"
"""
METRIC = """
metric: revenue
name: {en: Revenue, es: Ingresos}
means: {en: What was won., es: Lo ganado.}
does-not-mean: {en: Cash., es: Lo cobrado.}
kind: simple
unit: money
direction: up
from: deals
measure: sum(amount)
dated-by: closed-on
credited-to: seller
adds-up-over: [seller]
affects-pay: yes
cases:
  - rows: [{deal: a, seller: ana, closed-on: 2026-01-05, amount: 10}]
    gives: [{month: 2026-01, revenue: 10}]
"""
PLAN = """
plan: sellers
name: {en: Sellers, es: Vendedores}
means: {en: A share of what is won., es: Una parte de lo ganado.}
valid: {from: 2026-01-01, before: 2027-01-01}
pays-every: quarter
currency: EUR
rounding: {step: 0.01, mode: half-up, at: line}
credits:
  - {from: deals, to: seller}
components:
  - id: commission
    kind: commission
    name: {en: Commission, es: Comisión}
    measure: {metric: revenue, window: quarter}
    pays:
      table: marginal
      by: amount
      bands: [{from: 0, rate: 4%}, {from: 100000, rate: 6%}, {from: 200000, rate: 9%}]
cases:
  - says: {en: 120 000, es: 120 000}
    given: {revenue: 120000}
    pays: {commission: 5200.00}
"""


def deals(count: int, people: int) -> Iterator[Deal]:
    """Random keys, days and amounts; one in twenty is a credit note. The same every time."""
    draw = random.Random(2026)  # noqa: S311 - data, no secret
    for _ in range(count):
        key = f"{draw.getrandbits(64):016x}"
        amount = draw.randrange(100, 1_000_000)
        if draw.random() < 0.05:
            amount = -amount
        day = FIRST + timedelta(days=draw.randrange(DAYS))
        yield key, f"seller {draw.randrange(people):04}", day, amount


def prepare(home: Path, rows: list[Deal], people: int) -> None:
    """An installation that holds the deals, ready to settle."""
    from django.core.management import call_command

    from rumbo.history.actors import System
    from rumbo.incentives import operations
    from rumbo.metrics import operations as metrics
    from rumbo.people import operations as staff
    from rumbo.people.documents import read_organisation, read_people
    from rumbo.records import operations as records
    from rumbo.records.importing.steps import run

    call_command("migrate", verbosity=0)
    by = System("benchmark")
    listed = "".join(
        f"  - {{person: seller-{n:04}, name: seller {n:04}, from: 2026-01-01}}\n"
        for n in range(people)
    )
    staff.found_organisation(read_organisation(ORGANISATION, file="o"), by=by, at=AT)
    staff.declare_people(read_people(f"{TEAM}people:\n{listed}", file="p"), by=by, at=AT)
    records.declare(DATASET, file="d", by=by, at=AT)
    records.remember_mapping(MAPPING, file="map", by=by, at=AT)
    metrics.declare(METRIC, file="m", by=by, at=AT)
    operations.declare(PLAN, file="plan", by=by, at=AT)
    file = home / "deals.csv"
    with file.open("w") as out:
        out.write("deal,seller,closed_on,amount\n")
        out.writelines(
            f"{key},{who},{day},{amount / 100:.2f}\n" for key, who, day, amount in rows
        )
    run(file, "million", by=by, at=AT)


def settle(home: Path) -> dict[str, float | int | str]:
    """Settle once in this process, which does nothing else; seconds, memory and the lines."""
    from rumbo.history.actors import System
    from rumbo.incentives import operations
    from rumbo.incentives.running import copy_of, run_named
    from rumbo.kernel.calendar import parse_period
    from rumbo.records import projection

    projection.position()
    marks = []

    def told(_done: int, _of: int) -> None:
        marks.append(time.perf_counter())

    began = time.perf_counter()
    period = parse_period("2026-Q1")
    view = operations.settle(
        "sellers", period=period, by=System("benchmark"), at=AT, progress=told
    )
    seconds = time.perf_counter() - began
    used = peak_of()
    late = late_deals(period)
    steps = [round(b - a, 2) for a, b in zip(marks, [*marks[1:], began + seconds], strict=True)]
    return {
        "seconds": seconds,
        "memory": used,
        "lines": view.lines,
        "steps": str(steps),
        "late_half": late[len(late) // 2],
        "late_most": late[len(late) * 95 // 100],
        "file": str(copy_of(run_named(view.key))),
        "home": str(home),
    }


def late_deals(period: "Period") -> list[float]:
    """Seconds from a late deal to its seller's new statement with a page of lines; sorted."""
    from rumbo.history.actors import System
    from rumbo.incentives import queries
    from rumbo.people.access import system_viewer
    from rumbo.people.identities import identities_for
    from rumbo.records import log
    from rumbo.records.rules.payload import entry

    by, viewer, name = System("benchmark"), system_viewer("benchmark"), "seller 0007"
    known = identities_for(source="million", values=[name], by=by, at=AT)
    asked: dict[str, Any] = {
        "payee": name.replace(" ", "-"),
        "period": period,
        "viewer": viewer,
    }
    taken = []
    for number in range(LATE):
        values = {"deal": f"late-{number}", "seller": known[name], "closed-on": "2026-02-02"}
        late = entry("deals", f"late-{number}", {**values, "amount": 12_345})
        log.append([late], source="million", at=AT, by=by)
        began = time.perf_counter()
        queries.statement("sellers", **asked)
        queries.statement_lines("sellers", **asked)
        taken.append(time.perf_counter() - began)
    return sorted(taken)


def bare(folder: Path, rows: list[Deal]) -> float:
    """The shortest query that stores the lines: window, range join, Parquet; best of two."""
    import pyarrow as pa

    keys, sellers, days, amounts = (list(column) for column in zip(*rows, strict=True))
    given = pa.table({"k": keys, "seller": sellers, "d": days, "val": amounts})
    file, out = folder / "bare.duckdb", folder / "bare.parquet"
    low = "LEAST(aft, aft - val)"
    high = "GREATEST(aft, aft - val)"
    bands = ", ".join(
        f"({n}, {start}, {end}, {rate})"
        for n, (start, end, rate) in enumerate(_ranges(), start=1)
    )
    query = f"""COPY (
        WITH w AS (SELECT seller, k, d, val, CAST(SUM(val) OVER (PARTITION BY seller
              ORDER BY d, k ROWS UNBOUNDED PRECEDING) AS BIGINT) AS aft FROM deals),
        b(step, lo, hi, rate) AS (VALUES {bands})
        SELECT seller, k, d, val, step, rate, aft - val AS bef, aft,
               LEAST({high}, hi) - GREATEST({low}, lo) AS base,
               SIGN(val) * (((LEAST({high}, hi) - GREATEST({low}, lo)) * rate + 5000) // 10000)
               AS amount
        FROM w JOIN b ON lo < {high} AND hi > {low}
        ) TO '{out}' (FORMAT parquet, COMPRESSION zstd)"""  # noqa: S608
    seconds = []
    with duckdb.connect(str(file)) as connection:
        connection.execute("CREATE TABLE deals AS SELECT * FROM given")
        connection.execute("CHECKPOINT")
        for _ in range(2):
            began = time.perf_counter()
            connection.execute(query)
            seconds.append(time.perf_counter() - began)
    del given
    return min(seconds)


def _ranges() -> Iterator[tuple[int, int, int]]:
    ends = [start for start, _ in BANDS[1:]] + [10**15]
    for place, ((start, rate), end) in enumerate(zip(BANDS, ends, strict=True)):
        yield (start if place else -(10**15)), end, rate


def plain(rows: list[Deal]) -> dict[tuple[str, str, int], int]:
    """Plain Python: every slice of every deal in order, by seller, deal and band."""
    running: dict[str, int] = {}
    lines = {}
    ranges = list(_ranges())
    for key, seller, _day, amount in sorted(rows, key=itemgetter(1, 2, 0)):
        before = running.get(seller, 0)
        after = running[seller] = before + amount
        low, high = min(before, after), max(before, after)
        for band, (start, end, rate) in enumerate(ranges, start=1):
            base = min(high, end) - max(low, start)
            if base > 0:
                cents = (base * rate + 5000) // 10_000
                lines[seller, key, band] = cents if amount > 0 else -cents
    return lines


def cents_wrong(file: str, expected: dict[tuple[str, str, int], int]) -> int:
    """Cents by which any line differs from plain Python, and lines only one of them has."""
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT replace(payee, '-', ' '), record, band, amount FROM read_parquet(?)", [file]
        )
        wrong = 0
        while batch := found.fetchmany(100_000):
            for seller, key, band, amount in batch:
                wrong += abs(expected.pop((seller, key, band), 0) - amount)
    return wrong + sum(abs(each) for each in expected.values())


def main() -> None:
    """Prepare, measure each in its own process, and print the ratios."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--deals", type=int, default=1_000_000)
    asked.add_argument("--people", type=int, default=2_000)
    asked.add_argument("--settle", type=Path, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.settle:
        _set_up(given.settle)
        print(json.dumps(settle(given.settle)))
        return
    with tempfile.TemporaryDirectory() as folder:
        _measure(Path(folder), given.deals, given.people)


def _measure(folder: Path, count: int, people: int) -> None:
    rows = list(deals(count, people))
    _set_up(folder)
    prepare(folder, rows, people)
    words = [sys.executable, "-m", "benchmarks.settlement_million", "--settle", str(folder)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout.splitlines()[-1])
    fastest = bare(folder, rows)
    began = time.perf_counter()
    expected = plain(rows)
    python = time.perf_counter() - began
    lines = len(expected)
    wrong = cents_wrong(found["file"], expected)
    print(f"{count:,} deals of {people:,} sellers, {found['lines']:,} lines")
    print(f"bare DuckDB query that stores the lines  {fastest:8.2f} s")
    print(f"plain Python, nothing stored             {python:8.2f} s   {lines:,} lines")
    print(f"rumbo settle, sealed and kept            {found['seconds']:8.2f} s")
    print(f"  gather and walk, adjust, order, seal, keep: {found['steps']}")
    print(
        f"ratio to the bare query                  {found['seconds'] / fastest:8.2f}  (goal: 4)"
    )
    print(f"ratio to plain Python                    {found['seconds'] / python:8.2f}")
    print(f"memory of the process                    {found['memory']:8} MiB (goal: 800)")
    late = f"{found['late_half'] * 1000:.0f} and {found['late_most'] * 1000:.0f} ms"
    print(f"late deal to new statement, half and 95 %  {late}   (goal: 100)")
    print(f"cents wrong                              {wrong:8}   (goal: 0)")
    if wrong:
        sys.exit(1)


def _set_up(home: Path) -> None:
    os.environ["RUMBO_HOME"] = str(home)
    os.environ["RUMBO_DATABASE_URL"] = f"sqlite:///{home / 'rumbo.sqlite3'}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "rumbo.config.settings"
    import django

    django.setup()


if __name__ == "__main__":
    main()
