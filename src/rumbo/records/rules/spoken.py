"""A query in the words of the engine that holds its records."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlglot import exp

from rumbo.kernel.problems import Problem
from rumbo.records.rules.agreed import refuse_unagreed
from rumbo.records.rules.dataset import Dataset
from rumbo.records.rules.linked import TwoHomes, home_of
from rumbo.records.rules.linked_columns import as_projected
from rumbo.records.rules.spark_sql import spark_sql
from rumbo.records.rules.unanswered import Unanswered


@dataclass(frozen=True, slots=True)
class Said:
    """A query ready to be asked: its SQL, and the connection that answers it.

    `home` is empty for the projection. `linked` are the datasets that the query reads there.
    """

    text: str
    home: str = ""
    linked: tuple[Dataset, ...] = ()

    @property
    def knows_the_past(self) -> bool:
        """Whether every table tells its versions apart by position."""
        return all(each.linked is None or each.linked.versions for each in self.linked)


def said(query: exp.Query, datasets: Iterable[Dataset]) -> Said:
    """Say a query over the tables of some datasets, in the dialect of the engine they share.

    Raises Unanswered when they live in two places, or when the engines might not agree.
    """
    # The roster is with every engine: what is read of it decides nothing.
    named = {each.name for each in query.find_all(exp.Table) if not is_roster(each.name)}
    used = tuple(dict.fromkeys(each for each in datasets if each.table in named))
    home = home_of_all(used)
    if not home:
        return Said(query.sql("duckdb", pretty=True))
    refuse_unagreed(query)
    return Said(spark_sql(over_linked(query, used), pretty=True), home, used)


def is_roster(table: str) -> bool:
    """Whether a table is one of those that say who is who and in which team."""
    return table.startswith("roster_")


def over_linked(query: exp.Query, datasets: Iterable[Dataset]) -> exp.Query:
    """The query over the linked tables themselves, each read in the form of the projection."""
    whole = query.copy()
    own = whole.ctes
    names = frozenset(each.name for each in query.find_all(exp.Column))
    whole.set("with_", None)
    for each in datasets:
        if each.linked is not None:
            whole = whole.with_(
                each.table, as_=as_projected(each, each.linked, used=names), copy=False
            )
    for cte in own:
        whole = whole.with_(cte.alias, as_=cte.this, copy=False)
    return whole


def home_of_all(datasets: tuple[Dataset, ...]) -> str:
    """The connection that all datasets live at, empty for the log; two raise Unanswered."""
    try:
        return home_of(each.linked for each in datasets)
    except TwoHomes as error:
        facts = {"datasets": ", ".join(sorted(each.key for each in datasets))}
        raise Unanswered(Problem("linked.two-homes", facts=facts)) from error
