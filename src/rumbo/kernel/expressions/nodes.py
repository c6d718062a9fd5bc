"""The frozen nodes of an expression; each knows where it was written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from rumbo.kernel.problems import Place

FUNCTIONS = ("abs", "coalesce", "days_between", "greatest", "hours_between", "least")
Operator = Literal["+", "-", "*", "/"]
Comparator = Literal["=", "<>", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What all nodes share: the place of their first written word; never part of equality."""

    place: Place = field(default=Place(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A number as written: `1000`, `2.5`."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Percent(Node):
    """A percentage as a fraction: `50%` is 0.5."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Words(Node):
    """A text between single quotes."""

    value: str


@dataclass(frozen=True, slots=True)
class Day(Node):
    """A date: `date '2017-07-01'`."""

    value: date


@dataclass(frozen=True, slots=True)
class YesNo(Node):
    """`true` or `false`."""

    value: bool


@dataclass(frozen=True, slots=True)
class Nothing(Node):
    """`null`: no value."""


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A field of the record, or a measure of the payee."""

    name: str


@dataclass(frozen=True, slots=True)
class Negative(Node):
    """`-x`."""

    of: "Expression"


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`left + right` and its kin."""

    operator: Operator
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """`left <= right` and its kin."""

    comparator: Comparator
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class OneOf(Node):
    """`x in (a, b)`."""

    of: "Expression"
    choices: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class IsNothing(Node):
    """`x is null`."""

    of: "Expression"


@dataclass(frozen=True, slots=True)
class Both(Node):
    """`left and right`."""

    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Either(Node):
    """`left or right`."""

    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Not(Node):
    """`not x`."""

    of: "Expression"


@dataclass(frozen=True, slots=True)
class Call(Node):
    """One of FUNCTIONS on its arguments."""

    function: str
    arguments: "tuple[Expression, ...]"


@dataclass(frozen=True, slots=True)
class Branch:
    """One `when condition then result` of a case."""

    condition: "Expression"
    result: "Expression"


@dataclass(frozen=True, slots=True)
class Choose(Node):
    """`case when … then … else … end`."""

    branches: tuple[Branch, ...]
    otherwise: "Expression"


Expression = (
    Number
    | Percent
    | Words
    | Day
    | YesNo
    | Nothing
    | Name
    | Negative
    | Arithmetic
    | Comparison
    | OneOf
    | IsNothing
    | Both
    | Either
    | Not
    | Call
    | Choose
)


def children(node: Expression) -> tuple[Expression, ...]:
    """The nodes directly inside a node, in the order they were written."""
    match node:
        case Negative() | IsNothing() | Not():
            return (node.of,)
        case Arithmetic() | Comparison() | Both() | Either():
            return (node.left, node.right)
        case OneOf():
            return (node.of, *node.choices)
        case Call():
            return node.arguments
        case Choose():
            inside = (each for b in node.branches for each in (b.condition, b.result))
            return (*inside, node.otherwise)
        case _:
            return ()


def walk(node: Expression) -> Iterator[Expression]:
    """A node and everything inside it."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(children(current))


def names(expression: Expression) -> frozenset[str]:
    """Every name an expression speaks of."""
    return frozenset(node.name for node in walk(expression) if isinstance(node, Name))
