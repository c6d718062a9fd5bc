"""Push events over HTTP, one by one and in batches, beside PostgreSQL's durable inserts.

The peer stores the same JSON in a keyed table, one committed insert each, over as many
connections at once. Rumbo reads, checks, versions, logs and remembers each event before it
answers. Prints events per second, the ratio to the peer, what an event costs the server's
process (which a busy machine changes little), and its memory.

    ./dev.py bench push_events [--events 20000]
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psycopg

from benchmarks._memory import peak_of
from benchmarks._programs import request, send
from rumbo.cli.serve import web_command
from tools.postgresql import private_cluster

PROGRAMS = 32
IN_BATCH = 500
ONE = "application/cloudevents+json"
BATCH = "application/cloudevents-batch+json"
PORT = 8199
SETUP = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, skip_checks=True)
from datetime import UTC, datetime
from rumbo.history.actors import System
from rumbo.pushes import keys
from rumbo.pushes.rules.asking import MOST_PER_MINUTE, Asked
from rumbo.records.operations import declare
from benchmarks.import_rows import AT, DATASET
by = System("benchmark")
declare(DATASET, file="deals.yaml", by=by, at=AT)
asked = Asked("bench", "Benchmark", "bench", frozenset({"deals"}), MOST_PER_MINUTE)
print(keys.create(asked, by=by, at=AT, real_at=datetime.now(UTC)).secret)
"""


def event(number: int, kind: str) -> dict[str, object]:
    fields = {
        "seller": f"Seller Number {number % 200}",
        "product": "GTX Pro",
        "stage": "Won",
        "closed": "2026-03-31",
        "value": f"{number}.50",
        "units": 3,
    }
    data = {"dataset": "deals", "key": f"{kind}-{number}", "version": 1, "fields": fields}
    return {
        "specversion": "1.0",
        "id": f"{kind}-{number}",
        "source": "bench",
        "type": "rumbo.record.upsert",
        "data": data,
    }


@contextmanager
def server(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """The web process alone, once it answers."""
    process = subprocess.Popen(web_command("127.0.0.1", PORT), env=environment)
    try:
        for _ in range(600):
            try:
                httpx.get(f"http://127.0.0.1:{PORT}/api/openapi.json", timeout=10)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield process
    finally:
        process.terminate()
        process.wait()


@dataclass(frozen=True, slots=True)
class Measured:
    """How fast events went in, and the milliseconds of processor that the server took each."""

    rate: float
    cost: float = 0.0


def rate(bodies: list[bytes], send: Callable[[list[bytes]], None], *, events: int) -> float:
    """Events per second when the bodies are sent by so many programs at once."""
    parts = [bodies[start::PROGRAMS] for start in range(PROGRAMS)]
    start = time.perf_counter()
    with ThreadPoolExecutor(PROGRAMS) as pool:
        list(pool.map(send, parts))
    return events / (time.perf_counter() - start)


def pushed(
    bodies: list[bytes],
    *,
    media_type: str,
    secret: str,
    process: subprocess.Popen[bytes],
    events: int,
) -> Measured:
    """What it comes to when the bodies are sent by so many programs at once."""
    requests = [request(each, secret=secret, media_type=media_type) for each in bodies]
    used, start = processor_of(process), time.perf_counter()
    send(requests, port=PORT, programs=PROGRAMS)
    seconds = time.perf_counter() - start
    return Measured(events / seconds, (processor_of(process) - used) / events * 1000)


def processor_of(process: subprocess.Popen[bytes]) -> float:
    """The seconds of processor that a process has used, its own and the system's for it."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def inserter(url: str) -> Callable[[list[bytes]], None]:
    def send(bodies: list[bytes]) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            for each in bodies:
                connection.execute(
                    "INSERT INTO pushed (id, body) VALUES (%s, %s)",
                    (json.loads(each)["id"], each.decode()),
                )

    return send


def measure(events: int, postgresql: str, database: str) -> None:
    """One database: single events, then batches, beside the peer's inserts."""
    singles = [json.dumps(event(number, "one")).encode() for number in range(events)]
    many = [event(number, "batch") for number in range(events)]
    batches = [
        json.dumps(many[start : start + IN_BATCH]).encode()
        for start in range(0, events, IN_BATCH)
    ]
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute(
            "CREATE TABLE IF NOT EXISTS pushed (id text PRIMARY KEY, body jsonb)"
        )
        connection.execute("TRUNCATE pushed")
    peer = rate(singles, inserter(postgresql), events=events)
    with tempfile.TemporaryDirectory() as home:
        url = database or f"sqlite:///{home}/rumbo.sqlite3"
        own = {"RUMBO_HOME": home, "RUMBO_DATABASE_URL": url}
        environment = {
            **os.environ,
            **own,
            "DJANGO_SETTINGS_MODULE": "rumbo.config.settings",
        }
        made = subprocess.run(
            [sys.executable, "-c", SETUP],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        secret = made.stdout.splitlines()[-1]
        with server(environment) as process:
            single = pushed(
                singles, media_type=ONE, secret=secret, process=process, events=events
            )
            batch = pushed(
                batches, media_type=BATCH, secret=secret, process=process, events=events
            )
            print(f"on {'PostgreSQL' if database else 'SQLite'}, events per second,")
            print("  ratio to the peer, milliseconds of the server's processor for each")
            print(f"  peer: an insert committed each {peer:10.0f}")
            print(line("one by one", single, peer))
            print(line(f"in batches of {IN_BATCH}", batch, peer))
            print(f"  memory of the server           {peak_of(process.pid):10d} MiB")


def line(what: str, measured: Measured, peer: float) -> str:
    ratio = measured.rate / peer
    return f"  {what:30} {measured.rate:10.0f}  {ratio:5.2f}  {measured.cost:.3f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=20_000)
    events = parser.parse_args().events
    with private_cluster() as url:
        measure(events, url, "")
        measure(events, url, url)


if __name__ == "__main__":
    main()
