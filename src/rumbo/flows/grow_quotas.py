"""Invented quotas: what each person brought in the quarter before, and a little more."""

from datetime import date, datetime
from decimal import Decimal

from rumbo.history.actors import Actor
from rumbo.kernel.calendar import Period, previous
from rumbo.metrics import queries as metrics
from rumbo.metrics.values import Question
from rumbo.people import queries as people
from rumbo.people.values import Viewer
from rumbo.targets import operations as targets


def grow_quotas(
    period: Period, *, metric: str, role: str, viewer: Viewer, by: Actor, at: datetime
) -> int:
    """Set the quota of everyone with a role; how many changed."""
    sellers = _people(role, day=period.start, viewer=viewer)
    question = Question(metric=metric, period=previous(period), by=("person",))
    answer = metrics.answer(question, visible=viewer.visible)
    brought: dict[str, Decimal | None] = {
        key: row.value for row in answer.rows if (key := row.dimensions["person"]) is not None
    }
    return targets.grow_quotas(
        metric=metric, period=period, people=sellers, previous=brought, by=by, at=at
    )


def _people(role: str, *, day: date, viewer: Viewer) -> tuple[str, ...]:
    rows = people.people(viewer=viewer, today=day)
    return tuple(each.person.key for each in rows if role in each.roles)
