"""The worker process, `python -m rumbo.jobs.worker SLOT`: as many as needed, a slot each."""

import os
import signal
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from urllib.parse import quote

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
django.setup()

from dbos import DBOS, DBOSConfig, SetWorkflowID  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import close_old_connections, connection  # noqa: E402

from rumbo.flows import erase_person, read_source  # noqa: E402
from rumbo.jobs.workflows import WORKFLOWS  # noqa: E402
from rumbo.outbox import operations, queries  # noqa: E402
from rumbo.outbox.values import Waiting  # noqa: E402
from rumbo.people import clock  # noqa: E402
from rumbo.people.queries import NoOrganisation  # noqa: E402

# Changed by hand, and only when workflows under way could not go on with the new code: a new
# version leaves the pending work of the old one alone.
VERSION = "1"
QUEUE = "work"
LOOK_EVERY = 0.5  # seconds between two looks into the outbox
SWEEP_EVERY = 120  # looks between two sweeps of the outbox: about a minute
ASK_EVERY = 10  # looks between two questions which sources are due: about five seconds
KEPT = timedelta(hours=2)  # how long a signal stays for a page that was away


def main() -> None:
    """Hand the outbox over to the workflows until asked to stop."""
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stopped.set())
    DBOS(config=configuration(sys.argv[1]))
    DBOS.launch()
    DBOS.register_queue(QUEUE, worker_concurrency=2, polling_interval_sec=LOOK_EVERY)
    for look in count():
        if stopped.wait(LOOK_EVERY):
            break
        hand_over()
        if look % SWEEP_EVERY == 0:
            sweep()
        if look % ASK_EVERY == 0:
            ask_for_sources()
            finish_erasures()
    DBOS.destroy()


def configuration(slot: str) -> DBOSConfig:
    """Where this worker keeps its state: beside the data, or in the same PostgreSQL."""
    return {
        "name": "rumbo",
        "system_database_url": _database(),
        "executor_id": slot,
        "application_version": VERSION,
        "log_level": "WARNING",
    }


def hand_over() -> int:
    """Give each waiting command to its workflow, under its own key; how many there were."""
    close_old_connections()
    waiting = queries.waiting_messages()
    for message in waiting:
        with SetWorkflowID(message.workflow_id):
            workflow = WORKFLOWS[message.workflow]
            DBOS.enqueue_workflow(QUEUE, workflow, _facts(message))
    if waiting:
        operations.mark_done((each.id for each in waiting), at=datetime.now(UTC))
    return len(waiting)


def _facts(message: Waiting) -> dict[str, str]:
    return {name: str(value) for name, value in message.arguments.items()}


def ask_for_sources() -> None:
    """Ask for the reading of every source that is due; asked by several workers, done once."""
    close_old_connections()
    with suppress(NoOrganisation):
        read_source.ask_due(at=clock.now(), real=datetime.now(UTC))


def finish_erasures() -> None:
    """Follow into the files what was erased while they were in use, or by a killed process."""
    close_old_connections()
    erase_person.finish(clock=lambda: datetime.now(UTC))


def sweep() -> None:
    """Remove what no page and no worker can still be waiting for."""
    close_old_connections()
    operations.forget(before=datetime.now(UTC) - KEPT)


def _database() -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings.RUMBO_HOME / 'jobs.sqlite3'}"
    given = settings.DATABASES["default"]
    user, password = (quote(str(given[name]), safe="") for name in ("USER", "PASSWORD"))
    secret = f":{password}" if password else ""
    host, port = given["HOST"], given["PORT"]
    if str(host).startswith("/"):
        return f"postgresql://{user}{secret}@/{given['NAME']}?host={quote(str(host), safe='')}"
    place = f"{host}:{port}" if port else str(host)
    return f"postgresql://{user}{secret}@{place}/{given['NAME']}"


if __name__ == "__main__":
    main()
