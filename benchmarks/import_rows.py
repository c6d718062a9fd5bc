"""Import a million rows of CSV beside PostgreSQL's COPY of the same file into a keyed table.

The import validates every value, matches people, writes every row into the record log with
its digest, and brings the projection up to date; COPY only stores typed columns under a
primary key. Prints seconds, the ratio to COPY, the cost of a thousand bad rows, of the same
file a second time, and the memory of the importing process. Parquet and XLSX files of a tenth
of the rows stand beside COPY of as many.

    ./dev.py bench import_rows [--rows 1000000]
"""

# ruff: noqa: PLC0415 - Django is set up by main() before anything that needs it is imported.
import argparse
import csv
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import openpyxl
import psycopg
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from benchmarks._memory import peak_of
from tools.postgresql import private_cluster

AT = datetime(2026, 4, 10, 9, tzinfo=UTC)
SELLERS = 2_000
BAD_ROWS = 1_000
# The other kinds of file take a tenth of the rows: a sheet has little more than a million.
OTHER_KINDS = 10
TYPES = {
    "engaged": pa.date32(),
    "closed": pa.date32(),
    "value": pa.decimal128(18, 2),
    "units": pa.int64(),
}
PRODUCTS = ("GTX Basic", "GTX Pro", "GTXPro", "MG Special", "MG Advanced")
HEADER = (
    "deal",
    "seller",
    "product",
    "account",
    "stage",
    "engaged",
    "closed",
    "value",
    "units",
)
TABLE = """CREATE TABLE deals (deal text PRIMARY KEY, seller text, product text, account text,
    stage text, engaged date, closed date, value numeric(18, 2), units bigint)"""
DATASET = """
dataset: deals
name: {en: Deals, es: Oportunidades}
means: {en: Deals, es: Oportunidades}
key: deal
fields:
  - {id: deal, type: text, name: {en: Deal, es: Oportunidad}}
  - {id: seller, type: person, name: {en: Seller, es: Vendedor}, required: yes}
  - {id: product, type: text, name: {en: Product, es: Producto}}
  - {id: account, type: text, name: {en: Account, es: Cuenta}}
  - {id: stage, type: choice, choices: [Won, Lost], name: {en: Stage, es: Etapa}}
  - {id: engaged, type: date, name: {en: Engaged, es: Iniciada}}
  - {id: closed, type: date, name: {en: Closed, es: Cerrada}}
  - {id: value, type: money, currency: EUR, name: {en: Value, es: Valor}}
  - {id: units, type: whole, name: {en: Units, es: Unidades}}
credited-to: seller
dated-by: [closed, engaged]
"""
MAPPING = f"""
mapping: benchmark
dataset: deals
source: benchmark
columns: {{{", ".join(f"{name}: {name}" for name in HEADER)}}}
"""


def write_csv(path: Path, rows: int, *, bad: int = 0) -> None:
    """Rows with random keys, of which `bad`, spread evenly, hold a value that is refused."""
    chance = random.Random(7)  # noqa: S311 - a repeatable file
    every = rows // bad if bad else rows + 1
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number in range(rows):
            key = hashlib.md5(str(number).encode(), usedforsecurity=False).hexdigest()[:14]
            engaged = date(2025, 1, 1) + timedelta(days=chance.randrange(400))
            closed = engaged + timedelta(days=chance.randrange(90))
            cents = chance.randrange(100, 10_000_000)
            value = f"{cents // 100}.{cents % 100:02d}"
            if number % every == every - 1:
                value = f"{cents // 100},{cents % 100:02d}"
            writer.writerow(
                (
                    key,
                    f"Seller Number {chance.randrange(SELLERS)}",
                    chance.choice(PRODUCTS),
                    f"Account {chance.randrange(20_000)}",
                    "Won" if chance.random() < 0.6 else "Lost",
                    engaged.isoformat(),
                    closed.isoformat(),
                    value,
                    chance.randrange(1, 50),
                )
            )


def write_parquet(path: Path, source: Path) -> None:
    """The rows of a CSV file, with dates, amounts and numbers of their own types."""
    options = pyarrow.csv.ConvertOptions(column_types=TYPES)
    pq.write_table(pyarrow.csv.read_csv(source, convert_options=options), path)


def write_xlsx(path: Path, parquet: Path) -> None:
    """The rows of a Parquet file as the only sheet of a workbook."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Deals")
    sheet.append(HEADER)
    for batch in pq.ParquetFile(parquet).iter_batches():
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            sheet.append(row)
    book.save(path)


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def copy(url: str, path: Path) -> float:
    """Seconds of COPY into an empty table with a primary key, committed."""
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS deals")
        cursor.execute(TABLE)
        connection.commit()

        def work() -> None:
            statement = "COPY deals FROM STDIN WITH (FORMAT csv, HEADER)"
            with path.open("rb") as file, cursor.copy(statement) as stream:
                while block := file.read(1 << 20):
                    stream.write(block)
            connection.commit()

        seconds = timed(work)
        cursor.execute("DROP TABLE deals")
        connection.commit()
        return seconds


def worker(path: Path) -> None:
    """In a process of its own: import, project, import again; prints one line of JSON."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
    django.setup()
    from django.core.management import call_command

    from rumbo.history.actors import System
    from rumbo.records import importing, operations, projection

    call_command("migrate", verbosity=0, skip_checks=True)
    by = System("benchmark")
    operations.declare(DATASET, file="deals.yaml", by=by, at=AT)
    operations.remember_mapping(MAPPING, file="benchmark.yaml", by=by, at=AT)
    results: list[importing.Imported] = []

    def bring() -> None:
        results.append(importing.run(path, "benchmark", by=by, at=AT))

    seconds = {
        "import": timed(bring),
        "project": timed(projection.position),
    }
    peak = peak_of()
    seconds["again"] = timed(bring)
    first, again = results
    counts = {"new": first.new, "rejected": first.rejected_count, "again": again.new}
    print(json.dumps({"seconds": seconds, "counts": counts, "peak": peak}))


def import_in_process(path: Path, url: str) -> dict[str, dict[str, float]]:
    """Run `worker` with a data folder of its own; its figures."""
    with tempfile.TemporaryDirectory() as home:
        own = {
            "RUMBO_HOME": home,
            "RUMBO_DATABASE_URL": url or f"sqlite:///{home}/rumbo.sqlite3",
        }
        done = subprocess.run(
            [sys.executable, __file__, "--worker", str(path)],
            env={**os.environ, **own, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    found: dict[str, dict[str, float]] = json.loads(done.stdout)
    return found


def report(name: str, found: dict[str, dict[str, float]], *, copied: float) -> float:
    """Print one line; the seconds of import and projection together."""
    seconds = found["seconds"]
    total = seconds["import"] + seconds["project"]
    print(
        f"{name:28} {total:6.1f} s = {total / copied:4.2f} x COPY"
        f"   (import {seconds['import']:.1f}, projection {seconds['project']:.1f})"
        f"   again {seconds['again']:.1f} s   peak {found['peak']} MB   {found['counts']}"
    )
    return total


def report_other_kinds(folder: Path, url: str, *, rows: int) -> None:
    """Print one line for each other kind of file, beside COPY of as many rows."""
    lines, columns, book = (folder / f"other.{each}" for each in ("csv", "parquet", "xlsx"))
    write_csv(lines, rows)
    write_parquet(columns, lines)
    write_xlsx(book, columns)
    copied = min(copy(url, lines) for _ in range(2))
    print(f"{f'COPY of {rows} rows':28} {copied:6.1f} s = 1.00 x COPY")
    for name, path in (("Parquet", columns), ("XLSX", book)):
        report(f"{name} into SQLite", import_in_process(path, ""), copied=copied)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--worker", type=Path)
    asked = parser.parse_args()
    if asked.worker:
        worker(asked.worker)
        return
    with tempfile.TemporaryDirectory() as folder, private_cluster() as url:
        clean, dirty = Path(folder) / "clean.csv", Path(folder) / "dirty.csv"
        write_csv(clean, asked.rows)
        write_csv(dirty, asked.rows, bad=BAD_ROWS)
        copied = min(copy(url, clean) for _ in range(2))
        print(f"{'COPY into a keyed table':28} {copied:6.1f} s = 1.00 x COPY")
        sqlite = report("import into SQLite", import_in_process(clean, ""), copied=copied)
        worse = report("with 1 000 bad rows", import_in_process(dirty, ""), copied=copied)
        report("import into PostgreSQL", import_in_process(clean, url), copied=copied)
        print(f"a thousand bad rows cost {100 * (worse / sqlite - 1):+.0f} %")
        report_other_kinds(Path(folder), url, rows=asked.rows // OTHER_KINDS)


if __name__ == "__main__":
    main()
