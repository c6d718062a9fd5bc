"""The durable workflows: each is a list of steps, and each step leaves the same done twice."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from dbos import DBOS
from django.conf import settings
from django.db import close_old_connections

from rumbo.flows.import_file import import_file
from rumbo.flows.settle_plan import Closing, settle_plan
from rumbo.history.actors import Actor
from rumbo.people import clock, queries

Facts = Mapping[str, str]
Result = TypeVar("Result")
UPLOADS = "uploads"


def _connected(work: Callable[[], Result]) -> Result:
    """Run in a thread of the worker: a connection that has died is not used again."""
    close_old_connections()
    try:
        return work()
    finally:
        close_old_connections()


@DBOS.workflow(name="import-file")
def import_uploaded(facts: dict[str, str]) -> dict[str, int]:
    """Import an uploaded file. Facts: `file` (its name among the uploads), `mapping`, `by`."""
    counts = take_in(facts)
    forget_upload(facts)
    return counts


@DBOS.step(name="take-in")
def take_in(facts: dict[str, str]) -> dict[str, int]:
    """The rows that were taken in before a kill are the same the second time."""
    return _connected(lambda: _import(facts))


@DBOS.step(name="forget-upload")
def forget_upload(facts: dict[str, str]) -> None:
    """The file is needed no longer: what it said is in the log."""
    uploaded(facts["file"]).unlink(missing_ok=True)


@DBOS.workflow(name="settle-plan")
def settle(facts: dict[str, str]) -> str:
    """Make the run of a plan. Facts: `plan`, `period` (its name), `closing`, `by`."""
    return make_run(facts)


@DBOS.step(name="make-run")
def make_run(facts: dict[str, str]) -> str:
    """The same inputs give the same run."""
    return _connected(lambda: _settle(facts))


WORKFLOWS: Mapping[str, Callable[[dict[str, str]], object]] = {
    "import-file": import_uploaded,
    "settle-plan": settle,
}


def uploaded(name: str) -> Path:
    """Where an uploaded file lies; only the last part of the name counts."""
    return Path(settings.RUMBO_HOME) / UPLOADS / Path(name).name


def _import(facts: Facts) -> dict[str, int]:
    found = import_file(
        uploaded(facts["file"]),
        mapping=facts["mapping"],
        by=Actor.parse(facts["by"]),
        at=clock.now(),
    )
    return {
        "new": found.new,
        "changed": found.changed,
        "same": found.same,
        "rejected": found.rejected_count,
    }


def _settle(facts: Facts) -> str:
    run = settle_plan(
        facts["plan"],
        period=queries.period(facts["period"]),
        closing=Closing(facts.get("closing", Closing.PREVIEW)),
        by=Actor.parse(facts["by"]),
        at=clock.now(),
    )
    return run.key
