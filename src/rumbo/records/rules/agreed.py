"""What may be said to a linked engine: the forms on which it is known to agree with DuckDB.

Each is held by a test on a real cluster. A form that is not listed here is refused, since
sqlglot would write it without a warning and it might mean something else there.
"""

from sqlglot import exp

from rumbo.kernel.problems import Problem
from rumbo.records.rules.unanswered import Unanswered

_QUERIES = frozenset(
    {
        *(exp.Select, exp.Union, exp.Subquery, exp.From, exp.Join, exp.Where, exp.Group),
        *(exp.Having, exp.Qualify, exp.Order, exp.Ordered, exp.Limit, exp.Offset),
        *(exp.Distinct, exp.With, exp.CTE, exp.Table, exp.TableAlias, exp.Alias),
        exp.Values,
        *(exp.Window, exp.WindowSpec, exp.Placeholder, exp.Star),
    }
)
_VALUES = frozenset(
    {
        *(exp.Column, exp.Identifier, exp.Literal, exp.Boolean, exp.Null, exp.Paren, exp.Var),
        *(exp.Cast, exp.DataType, exp.DataTypeParam, exp.Tuple),
        *(exp.And, exp.Or, exp.Not, exp.Is, exp.In, exp.Exists, exp.Between),
        *(exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.NullSafeEQ, exp.NullSafeNEQ),
        *(exp.Add, exp.Sub, exp.Mul, exp.Mod, exp.Neg, exp.IntDiv, exp.Abs, exp.Round),
        *(exp.Case, exp.If, exp.Coalesce, exp.Nullif, exp.Least, exp.Greatest),
        *(exp.Count, exp.Sum, exp.Min, exp.Max, exp.PercentileDisc, exp.Filter),
        *(
            exp.RowNumber,
            exp.Lead,
            exp.TimestampDiff,
            exp.AtTimeZone,
            exp.TimestampTrunc,
            exp.DateDiff,
            exp.CurrentTimestamp,
        ),
    }
)
_TYPES = frozenset(
    {
        *(exp.DataType.Type.DECIMAL, exp.DataType.Type.INT, exp.DataType.Type.BIGINT),
        *(exp.DataType.Type.INT128, exp.DataType.Type.DATE, exp.DataType.Type.TIMESTAMP),
        *(exp.DataType.Type.BOOLEAN, exp.DataType.Type.VARCHAR, exp.DataType.Type.TEXT),
    }
)


def refuse_unagreed(query: exp.Expr) -> None:
    """Raise Unanswered for the first form on which the engines are not known to agree."""
    for node in query.walk():
        if (form := _unagreed(node)) is not None:
            raise Unanswered(Problem("linked.form", facts={"form": form}))


def _unagreed(node: exp.Expr) -> str | None:
    # Exact types: a kind of a known node may well mean something else.
    if type(node) not in _QUERIES and type(node) not in _VALUES:
        return type(node).__name__
    match node:
        case exp.DataType() if node.this not in _TYPES:
            return node.sql()
        case exp.DateDiff() | exp.TimestampDiff() if _counts_otherwise(node):
            return f"{type(node).__name__} {node.text('unit')}"
        case exp.TimestampTrunc() if not _is_made_a_date(node):
            return "TimestampTrunc without a date"
        case exp.IntDiv() if not isinstance(node.expression.unnest(), exp.Literal | exp.Nullif):
            return "IntDiv without Nullif"
        case _:
            return None


def _counts_otherwise(node: exp.DateDiff | exp.TimestampDiff) -> bool:
    """Days between dates and microseconds between instants are exact; months, say, are not."""
    unit = "DAY" if isinstance(node, exp.DateDiff) else "MICROSECOND"
    return node.text("unit").upper() != unit


def _is_made_a_date(node: exp.TimestampTrunc) -> bool:
    """Truncation gives an instant in one engine and a date in the other."""
    made = node.parent
    return isinstance(made, exp.Cast) and made.to.this is exp.DataType.Type.DATE
