"""Our SQL trees in Spark's SQL, so that every figure is the one that DuckDB gives.

What sqlglot would write otherwise than DuckDB means it is written here; docs/linked-engines.md
tells each difference. The sessions that run it are in UTC, refuse overflow (ANSI), and keep the
places of products (`spark.sql.decimalOperations.allowPrecisionLoss` is off).
"""

from decimal import Decimal

from sqlglot import exp
from sqlglot.dialects.spark import Spark
from sqlglot.generators.spark import SparkGenerator

WHOLE = "DECIMAL(38, 0)"
# A quotient is found in two halves: `DIV` gives a BIGINT, and what is too large for one comes
# back wrapped around, without an error.
HALF = f"CAST({10**13} AS {WHOLE})"
# Said of a cast in the tree: what is cast is a whole number already.
IS_WHOLE = "is_whole"
_INTEGERS = frozenset({exp.DataType.Type.INT, exp.DataType.Type.BIGINT})


def spark_sql(tree: exp.Expr, *, pretty: bool = False) -> str:
    """A tree of ours as Spark says it; named parameters are written `:name`.

    >>> from sqlglot import parse_one
    >>> spark_sql(parse_one("SELECT CAST(x AS HUGEINT) FROM t", read="duckdb"))
    'SELECT CAST(x AS DECIMAL(38, 0)) FROM t'
    """
    return tree.sql(RumboSpark, pretty=pretty)


def _quotient(self: SparkGenerator, node: exp.IntDiv) -> str:
    """Whole numbers divided, cut towards zero, exact up to 31 digits."""
    over, under = (
        f"CAST({self.sql(each)} AS {WHOLE})" for each in (node.this, node.expression)
    )
    upper = f"CAST({over} DIV ({under} * {HALF}) AS {WHOLE})"
    rest = f"({over} - {upper} * {under} * {HALF})"
    return f"({upper} * {HALF} + CAST({rest} DIV {under} AS {WHOLE}))"


def _cast(self: SparkGenerator, node: exp.Cast) -> str:
    """A cast to a whole number rounds half away from zero, as DuckDB's does; Spark's cuts."""
    kind = node.to.this
    inside = self.sql(node, "this")
    if kind is exp.DataType.Type.INT128:
        return f"CAST({inside} AS {WHOLE})"
    if kind in _INTEGERS and not node.meta.get(IS_WHOLE):
        inside = f"CAST({inside} AS {WHOLE})"
    return f"CAST({inside} AS {self.sql(node, 'to')})"


def _at_rank(self: SparkGenerator, node: exp.PercentileDisc) -> str:
    """The value at a rank, never between two: Spark's own gives a floating point number."""
    over, under = Decimal(node.expression.name).as_integer_ratio()
    values = f"COLLECT_LIST({self.sql(node, 'this')})"
    place = f"GREATEST((SIZE({values}) * {over} + {under - 1}) DIV {under}, 1)"
    return f"GET(ARRAY_SORT({values}), CAST({place} AS INT) - 1)"


def _local(self: SparkGenerator, node: exp.AtTimeZone) -> str:
    """A stored instant, which is in UTC, on the clock of a zone."""
    inner = node.this.unnest()
    stored = inner.this if isinstance(inner, exp.AtTimeZone) else inner
    return f"FROM_UTC_TIMESTAMP({self.sql(stored)}, {self.sql(node, 'zone')})"


class RumboSpark(Spark):
    """Spark's dialect with our own words where the engines disagree."""

    class Generator(SparkGenerator):
        """Writes some forms in our own way, and the rest as Spark's."""

        TRANSFORMS = {
            **SparkGenerator.TRANSFORMS,
            exp.IntDiv: _quotient,
            exp.Cast: _cast,
            exp.PercentileDisc: _at_rank,
            exp.AtTimeZone: _local,
        }
