"""The durable workflows: each is a list of steps, and each step leaves the same done twice."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TypeVar

from dbos import DBOS
from django.db import close_old_connections

from rumbo.flows import import_upload, read_source
from rumbo.flows.settle_plan import Closing, settle_plan
from rumbo.history.actors import Actor
from rumbo.people import clock, queries

Facts = Mapping[str, str]
Result = TypeVar("Result")


def _connected(work: Callable[[], Result]) -> Result:
    """Run in a thread of the worker: a connection that has died is not used again."""
    close_old_connections()
    try:
        return work()
    finally:
        close_old_connections()


@DBOS.workflow(name="import-file")
def import_uploaded(facts: dict[str, str]) -> None:
    """Import an uploaded file. Facts: `upload` (its token)."""
    take_in(facts)


@DBOS.step(name="take-in")
def take_in(facts: dict[str, str]) -> None:
    """The rows that were taken in before a kill are the same the second time."""
    _connected(lambda: import_upload.take_in(facts["upload"], clock=clock.now))


@DBOS.workflow(name="settle-plan")
def settle(facts: dict[str, str]) -> str:
    """Make the run of a plan. Facts: `plan`, `period` (its name), `closing`, `by`."""
    return make_run(facts)


@DBOS.step(name="make-run")
def make_run(facts: dict[str, str]) -> str:
    """The same inputs give the same run."""
    return _connected(lambda: _settle(facts))


@DBOS.workflow(name="read-source")
def read_one_source(facts: dict[str, str]) -> None:
    """Read a source. Facts: `source`, `by`, and `scheduled`, `full`, `may-delete` if wanted."""
    read_rows(facts)


@DBOS.step(name="read-rows")
def read_rows(facts: dict[str, str]) -> None:
    """A reading that was killed is done again from where it began; rows in are the same."""
    _connected(
        lambda: read_source.take_in(facts, at=clock.now(), real=lambda: datetime.now(UTC))
    )


WORKFLOWS: Mapping[str, Callable[[dict[str, str]], object]] = {
    "import-file": import_uploaded,
    "settle-plan": settle,
    "read-source": read_one_source,
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
