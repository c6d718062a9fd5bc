"""Whose records count: the conditions that a scope, and what a reader may see, lay on them."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from sqlglot import exp

from rumbo.kernel.expressions import Expression, Value
from rumbo.kernel.expressions.evaluation import day_of
from rumbo.kernel.expressions.nodes import (
    Comparison,
    Day,
    IsNothing,
    Name,
    Nothing,
    Number,
    Words,
    YesNo,
)
from rumbo.metrics.rules import columns as sql
from rumbo.metrics.rules.fields import typed_value
from rumbo.metrics.rules.joins import Who, who
from rumbo.metrics.rules.metric import Simple
from rumbo.metrics.rules.question import Asked
from rumbo.records.rules.dataset import Dataset

Translate = Callable[[Expression], exp.Expression]


def scope_conditions(
    asked: Asked, body: Simple, translate: Translate, *, at: exp.Expression
) -> Iterator[exp.Expression]:
    """The conditions of a scope; without anyone credited, a scope of people holds nothing.

    `at` is the day on which a record counts.
    """
    for name, value in sorted(asked.scope.dimensions.items()):
        yield translate(equals(body.reach, name, value))
    if body.credited_to:
        yield from _people(asked, who(body), at=at)
    elif _is_narrowed(asked):
        yield exp.false()


def _is_narrowed(asked: Asked) -> bool:
    scope = asked.scope
    wanted = (scope.person, scope.team, scope.manager, asked.people)
    return any(each is not None for each in wanted)


def _people(asked: Asked, of: Who, *, at: exp.Expression) -> Iterator[exp.Expression]:
    scope = asked.scope
    if scope.person is not None:
        yield _person(scope.person, of)
    if scope.team is not None:
        yield _in_team(exp.Literal.string(scope.team), of)
    if scope.manager is not None:
        yield _led_by(scope.manager, of, at=at)
    if asked.people is not None:
        yield _any_of(asked.people, of)


def _person(key: str, of: Who) -> exp.Expression:
    """One person's; the empty key stands for what nobody has been matched to."""
    if not key:
        return exp.Is(this=of.person, expression=exp.Null())
    return exp.EQ(this=of.person, expression=exp.Literal.string(key))


def _any_of(people: frozenset[str], of: Who) -> exp.Expression:
    if not people:
        return exp.false()
    keys = [exp.Literal.string(key) for key in sorted(people)]
    return exp.In(this=of.person, expressions=keys)


def _in_team(key: exp.Expression, of: Who) -> exp.Expression:
    below = (
        exp.select(sql.column("team", "b"))
        .from_(exp.alias_(exp.to_table("roster_team_ancestor"), "b", table=True))
        .where(exp.EQ(this=sql.column("ancestor", "b"), expression=key))
    )
    return exp.In(this=of.team, query=exp.Subquery(this=below))


def _led_by(manager: str, of: Who, *, at: exp.Expression) -> exp.Expression:
    """The record's team, or one above it, was led by the manager on the record's date."""
    on = exp.EQ(this=sql.column("ancestor", "b"), expression=sql.column("team", "g"))
    led = (
        exp.select(exp.Literal.number(1))
        .from_(exp.alias_(exp.to_table("roster_leadership"), "g", table=True))
        .join(exp.to_table("roster_team_ancestor"), on=on, join_alias="b")
        .where(
            exp.EQ(this=sql.column("team", "b"), expression=of.team),
            exp.EQ(this=sql.column("person", "g"), expression=exp.Literal.string(manager)),
            sql.holds("g", at),
            sql.known("g"),
        )
    )
    return exp.Exists(this=led)


def equals(dataset: Dataset, name: str, text: str) -> Expression:
    """A field has a value, as an expression; an empty text asks for no value.

    Raises KeyError for an unknown field and ValueError for a text of another type.
    """
    field = dataset.field(name)
    column = Name(field.column)
    value = day_of(typed_value(field, text))
    if value is None:
        return IsNothing(column)
    return Comparison("=", column, _literal(value))


def _literal(value: Value) -> Expression:
    match value:
        case bool():
            return YesNo(value)
        case str():
            return Words(value)
        case Decimal():
            return Number(value)
        case date():
            return Day(value)
        case None:
            return Nothing()
