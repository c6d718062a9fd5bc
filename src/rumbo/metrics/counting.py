"""What must be counted for some figures, in as few passes as there are sources."""

from collections.abc import Iterable
from dataclasses import dataclass

from rumbo.metrics.asking import Ready
from rumbo.metrics.bounded import Bounded
from rumbo.metrics.reaching import asked as asked_of
from rumbo.metrics.rules.assembly import Counted, need
from rumbo.metrics.rules.decode import decoded
from rumbo.metrics.rules.metric import SimpleMetric
from rumbo.metrics.rules.plan import Plan, plans
from rumbo.metrics.rules.question import Asked

# A query is the same at every position: saying it in SQL costs more than running it.
_PLANS: Bounded[tuple[Plan, ...]] = Bounded(500)
Need = tuple[SimpleMetric, Asked]


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted for each simple metric and question, and the SQL that did it.

    `home` names the linked connections that were asked, where there is any.
    """

    found: dict[tuple[object, ...], Counted]
    sql: str
    home: str = ""

    def read(self, simple: SimpleMetric, asked: Asked) -> Counted:
        return self.found[need(simple, asked)]


def count(needed: Iterable[Need], ready: Ready) -> Counts:
    """Count everything that is needed; what one pass can give together takes one.

    Raises Unanswered where an engine that holds the records gives none.
    """
    found: dict[tuple[object, ...], Counted] = {}
    plans_run = []
    for plan, asked in planned(needed):
        rows = asked_of(plan.said, ready)
        table = decoded(plan, rows, asked.calendar)
        for simple in plan.metrics:
            cells = {group: counted[simple.key] for group, counted in table.items()}
            found[need(simple, asked)] = cells
        plans_run.append(plan)
    return Counts(found, sql_of(plans_run), home_of(plans_run))


def planned(needed: Iterable[Need]) -> list[tuple[Plan, Asked]]:
    """The fewest queries that count everything, each with its question."""
    together: dict[tuple[object, ...], tuple[Asked, dict[str, SimpleMetric]]] = {}
    for simple, asked in needed:
        _, simples = together.setdefault(asked.key(), (asked, {}))
        simples[simple.key] = simple
    return [
        (plan, asked)
        for asked, simples in together.values()
        for plan in planned_for(tuple(simples.values()), asked)
    ]


def sql_of(plans_run: Iterable[Plan]) -> str:
    """How all is counted: questions of one metric differ by their dates only, so the last."""
    texts = {tuple(each.key for each in plan.metrics): plan.text for plan in plans_run}
    return ";\n\n".join(texts.values())


def home_of(plans_run: Iterable[Plan]) -> str:
    """The linked connections that a question is put to, where there is any."""
    return ", ".join(sorted({each.said.home for each in plans_run} - {""}))


def planned_for(simples: tuple[SimpleMetric, ...], asked: Asked) -> tuple[Plan, ...]:
    """The queries of a question, from memory when the same was asked of another position."""
    key = (simples, asked.key(), asked.calendar)
    return _PLANS.get(key, lambda: plans(simples, asked))
