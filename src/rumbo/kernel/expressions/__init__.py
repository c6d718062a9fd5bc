"""The one grammar of expressions: parsed once, checked by name and type, run by the same nodes.

`parse` reads text into frozen nodes, `names` and `typed` check them, `evaluate` computes them
in Decimal, `to_sql` says the same in SQL. Nothing is ever run as text.
"""

from rumbo.kernel.expressions.checking import Type, check_names, typed
from rumbo.kernel.expressions.evaluation import Value, evaluate
from rumbo.kernel.expressions.nodes import Expression, names
from rumbo.kernel.expressions.parsing import parse
from rumbo.kernel.expressions.translation import to_sql

__all__ = [
    "Expression",
    "Type",
    "Value",
    "check_names",
    "evaluate",
    "names",
    "parse",
    "to_sql",
    "typed",
]
