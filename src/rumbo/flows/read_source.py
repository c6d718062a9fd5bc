"""Read a source: asked for by a page or a schedule, done by a worker, survived by a kill."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction

from rumbo.connectors import queries
from rumbo.connectors.operations import Asked
from rumbo.connectors.reading import read
from rumbo.connectors.values import RunView
from rumbo.history.actors import Actor, System
from rumbo.kernel.problems import Refused
from rumbo.outbox.operations import enqueue
from rumbo.people.access import require, system_viewer
from rumbo.people.rules.roles import Right
from rumbo.people.values import Viewer

WORKFLOW = "read-source"
SCHEDULE = "schedule"


@transaction.atomic
def ask(
    key: str,
    *,
    viewer: Viewer,
    at: datetime,
    real: datetime,
    wanted: Mapping[str, str],
) -> None:
    """Ask for a reading now; asked twice within a second, it is done once.

    `wanted` may hold `full` and `may-delete`. Raises NotAllowed, and NotVisible.
    """
    require(viewer, Right.MANAGE_SOURCES)
    queries.source(key, viewer=viewer, real=real)
    facts = {"source": key, "by": str(viewer.actor), **wanted}
    enqueue(WORKFLOW, facts, workflow_id=f"source-{key}-asked-{int(real.timestamp())}", at=at)


def ask_due(*, at: datetime, real: datetime) -> int:
    """Ask for the readings that are due; how many. Two workers ask for the same one once."""
    due = queries.due_now(viewer=system_viewer(SCHEDULE), real=real)
    for each in due:
        facts = {"source": each.key, "by": str(System(SCHEDULE)), "scheduled": each.reading}
        enqueue(WORKFLOW, facts, workflow_id=f"source-{each.key}-{each.reading}", at=at)
    return len(due)


def take_in(
    facts: Mapping[str, str], *, at: datetime, real: Callable[[], datetime]
) -> RunView | None:
    """Do a reading that was asked for; None while another one of that source is under way."""
    asked = Asked(
        by=Actor.parse(facts["by"]),
        at=at,
        real=real(),
        scheduled=facts.get("scheduled", ""),
        is_full=facts.get("full") == "yes",
        may_delete=int(facts.get("may-delete", "0")),
    )
    try:
        return read(facts["source"], asked, clock=real)
    except Refused:
        return None
