"""The roster beside the records: who a record's identity is, and their team on its date."""

from dataclasses import dataclass

from sqlglot import exp

from rumbo.metrics.rules import columns as sql
from rumbo.metrics.rules.metric import Simple
from rumbo.metrics.rules.question import (
    Asked,
    ByManager,
    ByPerson,
    ByTeam,
    Dimension,
)
from rumbo.metrics.rules.reach import Links


@dataclass(frozen=True, slots=True)
class Who:
    """In which tables of a query a record's person and team stand."""

    person_in: str
    team_in: str

    @property
    def person(self) -> exp.Expression:
        return sql.column("person", self.person_in)

    @property
    def team(self) -> exp.Expression:
        return sql.column("team", self.team_in)


CREDITED, COUNTED = Who("i", "m"), Who(sql.FACT, sql.FACT)


def who(body: Simple) -> Who:
    """The person that a record is credited to, or the person who is counted."""
    return COUNTED if body.is_of_people else CREDITED


def needs_identity(asked: Asked, body: Simple) -> bool:
    """Whether the question speaks of people at all, and the metric credits any."""
    by_people = any(isinstance(each, ByPerson) for _, each in asked.by)
    scoped = asked.scope.person is not None or asked.people is not None
    return bool(body.credited_to) and (by_people or scoped or needs_membership(asked))


def needs_membership(asked: Asked) -> bool:
    by_team = any(isinstance(each, ByTeam | ByManager) for _, each in asked.by)
    return by_team or asked.scope.team is not None or asked.scope.manager is not None


def joined(select: exp.Select, asked: Asked, body: Simple, *, at: exp.Expression) -> exp.Select:
    """Join what the question needs; every join keeps records that nobody is matched to."""
    if not body.is_of_people:
        select = identified(select, body.credited_to)
    if not needs_membership(asked):
        return select
    if not body.is_of_people:
        person = _equal(sql.column("person", "m"), sql.column("person", "i"))
        on = sql.both(person, sql.holds("m", at), sql.known("m"))
        select = _left(select, "roster_membership", alias="m", on=on)
    for dimension in dict.fromkeys(each for _, each in asked.by):
        select = _team(select, dimension, of=who(body), at=at)
    return select


def identified(select: exp.Select, credited_to: str) -> exp.Select:
    """Join the identity that a record is credited to, where somebody is matched to it."""
    identity = _equal(sql.column("identity", "i"), sql.column(credited_to))
    return _left(select, "roster_identity", alias="i", on=sql.both(identity, sql.known("i")))


def with_links(select: exp.Select, links: Links, *, used: frozenset[str]) -> exp.Select:
    """Join the records that are linked, as they were known; a broken link gives no values."""
    for link, dataset in links:
        if link in used:
            alias = sql.linked(link)
            on = sql.both(
                _equal(sql.column("_key", alias), sql.column(link)), sql.current(alias)
            )
            select = _left(select, dataset.table, alias=alias, on=on)
    return select


def _team(
    select: exp.Select, dimension: Dimension, *, of: Who, at: exp.Expression
) -> exp.Select:
    match dimension:
        case ByTeam():
            alias = f"a_{dimension.level.replace('-', '_')}"
            level = _equal(sql.column("level", alias), exp.Literal.string(dimension.level))
            on = sql.both(_equal(sql.column("team", alias), of.team), level)
            return _left(select, "roster_team_ancestor", alias=alias, on=on)
        case ByManager():
            team = _equal(sql.column("team", "l"), of.team)
            on = sql.both(team, sql.holds("l", at), sql.known("l"))
            return _left(select, "roster_leadership", alias="l", on=on)
        case _:
            return select


def _left(select: exp.Select, table: str, *, alias: str, on: exp.Expression) -> exp.Select:
    return select.join(
        exp.to_table(table), on=on, join_type="left", join_alias=alias, copy=False
    )


def _equal(left: exp.Expression, right: exp.Expression) -> exp.Expression:
    return exp.EQ(this=left, expression=right)
