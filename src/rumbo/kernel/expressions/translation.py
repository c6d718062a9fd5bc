"""An expression in SQL, exact on every engine: the same nodes, the same twelve decimals.

Engines disagree about decimals (division gives a float here, a rounded decimal there, `least`
may drop places), so every computed number is cast to DECIMAL(38, places), and a quotient is a
whole number divided by a whole number. Values up to ten to the fourteenth are exact.
"""

from collections.abc import Callable, Sequence

from sqlglot import exp

from rumbo.kernel.expressions.evaluation import KEPT_PLACES, MICROSECONDS_PER_HOUR
from rumbo.kernel.expressions.nodes import (
    Arithmetic,
    Both,
    Call,
    Choose,
    Comparison,
    Day,
    Either,
    Expression,
    IsNothing,
    Name,
    Negative,
    Not,
    Number,
    OneOf,
    Percent,
    Words,
    YesNo,
)

Column = Callable[[str], exp.Expression]
Instant = Callable[[str], exp.Expression]
# A stored decimal has six places and money at most four.
COLUMN_PLACES = 6
_COMPARATORS: dict[str, type[exp.Binary]] = {
    "=": exp.EQ,
    "<>": exp.NEQ,
    "<": exp.LT,
    "<=": exp.LTE,
    ">": exp.GT,
    ">=": exp.GTE,
}
_CHOOSING: dict[str, type[exp.Expression]] = {"least": exp.Least, "greatest": exp.Greatest}
Exact = tuple[exp.Expression, int]


def to_sql(
    expression: Expression, column: Column, *, instant: Instant = exp.column
) -> exp.Expression:
    """Say an expression in SQL; `column` gives each name's SQL, money in major units.

    `instant` gives the SQL of a field of instants as it is stored, not as its date.

    >>> from rumbo.kernel.expressions.parsing import parse
    >>> to_sql(parse("stage = 'Won'"), exp.column).sql("duckdb")
    "(stage = 'Won')"
    """
    return _Translator(column, instant).value(expression)


class _Translator:
    def __init__(self, column: Column, instant: Instant) -> None:
        self.column = column
        self.instant = instant

    def value(self, node: Expression) -> exp.Expression:
        match node:
            case Name():
                return self.column(node.name)
            case Number() | Percent():
                return exp.Literal.number(format(node.value, "f"))
            case Words():
                return exp.Literal.string(node.value)
            case Day():
                return exp.cast(exp.Literal.string(node.value.isoformat()), "DATE")
            case YesNo():
                return exp.Boolean(this=node.value)
            case _:
                return self._form(node)

    def _form(self, node: Expression) -> exp.Expression:
        match node:
            case Negative() | Arithmetic() | Call() | Choose():
                return self.exact(node)[0] if is_number(node) else self._plain(node)
            case Comparison():
                left, right = self._alike([node.left, node.right])
                return exp.Paren(
                    this=_COMPARATORS[node.comparator](this=left, expression=right)
                )
            case OneOf():
                of, *choices = self._alike([node.of, *node.choices])
                return exp.Paren(this=exp.In(this=of, expressions=choices))
            case _:
                return self._logic(node)

    def _logic(self, node: Expression) -> exp.Expression:
        match node:
            case IsNothing():
                inside: exp.Expression = exp.Is(this=self.value(node.of), expression=exp.Null())
            case Not():
                inside = exp.Not(this=self.value(node.of))
            case Both():
                inside = exp.And(this=self.value(node.left), expression=self.value(node.right))
            case Either():
                inside = exp.Or(this=self.value(node.left), expression=self.value(node.right))
            case _:
                return exp.Null()
        return exp.Paren(this=inside)

    def _alike(self, nodes: Sequence[Expression]) -> list[exp.Expression]:
        """Values to compare: at common places when any of them is computed."""
        if any(is_number(node) and not isinstance(node, Number | Percent) for node in nodes):
            return self._same_places(nodes)[0]
        return [self.value(node) for node in nodes]

    def _same_places(self, nodes: Sequence[Expression]) -> tuple[list[exp.Expression], int]:
        exact = [self.exact(node) for node in nodes]
        most = max(places for _, places in exact)
        return [_at_places(sql, places, most) for sql, places in exact], most

    def _plain(self, node: Expression) -> exp.Expression:
        """A choice among texts, dates or stored numbers, which all have one type."""
        if isinstance(node, Choose):
            results = [self.value(branch.result) for branch in node.branches]
            return self._case(node, results, self.value(node.otherwise))
        if isinstance(node, Call):
            return _choosing(node.function, [self.value(each) for each in node.arguments])
        return self.exact(node)[0]

    def _case(
        self, node: Choose, results: list[exp.Expression], otherwise: exp.Expression
    ) -> exp.Expression:
        conditions = [self.value(branch.condition) for branch in node.branches]
        pairs = zip(conditions, results, strict=True)
        return exp.Case(ifs=[exp.If(this=c, true=r) for c, r in pairs], default=otherwise)

    def exact(self, node: Expression) -> Exact:
        """A number as DECIMAL(38, places), and those places."""
        match node:
            case Number() | Percent():
                exponent = node.value.as_tuple().exponent
                places = max(0, -exponent) if isinstance(exponent, int) else 0
                return _decimal(self.value(node), places), places
            case Negative():
                inside, places = self.exact(node.of)
                return exp.Paren(this=exp.Neg(this=inside)), places
            case Arithmetic():
                return self._arithmetic(node)
            case Call():
                return self._call(node)
            case Choose():
                results = [branch.result for branch in node.branches]
                (*found, otherwise), places = self._same_places([*results, node.otherwise])
                return self._case(node, found, otherwise), places
            case _:
                return self._stored(node)

    def _stored(self, node: Expression) -> Exact:
        if isinstance(node, Name):
            return _decimal(self.column(node.name), COLUMN_PLACES), COLUMN_PLACES
        return _decimal(exp.Null(), 0), 0

    def _arithmetic(self, node: Arithmetic) -> Exact:
        if node.operator in "+-":
            (left, right), places = self._same_places([node.left, node.right])
            sign = exp.Add if node.operator == "+" else exp.Sub
            return exp.Paren(this=sign(this=left, expression=right)), places
        combined = _product if node.operator == "*" else _quotient
        return combined(self.exact(node.left), self.exact(node.right))

    def _call(self, node: Call) -> Exact:
        match node.function:
            case "days_between":
                start, end = (self.value(each) for each in node.arguments)
                days = exp.DateDiff(this=end, expression=start, unit=exp.var("DAY"))
                return _decimal(days, 0), 0
            case "hours_between":
                return self._hours(node)
            case "abs":
                inside, places = self.exact(node.arguments[0])
                return exp.Abs(this=inside), places
            case _:
                arguments, places = self._same_places(node.arguments)
                return _choosing(node.function, arguments), places

    def _hours(self, node: Call) -> Exact:
        start, end = (
            self.instant(each.name) for each in node.arguments if isinstance(each, Name)
        )
        passed = exp.TimestampDiff(this=end, expression=start, unit=exp.var("MICROSECOND"))
        hour = exp.Literal.number(MICROSECONDS_PER_HOUR)
        return _quotient((_decimal(passed, 0), 0), (_decimal(hour, 0), 0))


def is_number(node: Expression) -> bool:
    """Whether the node's form alone shows that it is a number (a lone name does not)."""
    match node:
        case Number() | Percent() | Negative() | Arithmetic():
            return True
        case Call():
            if node.function in {"abs", "days_between", "hours_between"}:
                return True
            return any(is_number(each) for each in node.arguments)
        case Choose():
            results = (branch.result for branch in node.branches)
            return is_number(node.otherwise) or any(is_number(each) for each in results)
        case _:
            return False


def _choosing(function: str, arguments: list[exp.Expression]) -> exp.Expression:
    first, *others = arguments
    if function == "coalesce":
        return exp.Coalesce(this=first, expressions=others)
    # Without this, sqlglot guards the call so that one missing value makes the result missing.
    return _CHOOSING[function](this=first, expressions=others, ignore_nulls=True)


def _decimal(sql: exp.Expression, places: int) -> exp.Expression:
    # Not exp.cast, which leaves out a cast between decimals of different places.
    return exp.Cast(this=sql, to=exp.DataType.build(f"DECIMAL(38, {places})"))


def _at_places(sql: exp.Expression, places: int, wanted: int) -> exp.Expression:
    return sql if places == wanted else _decimal(sql, wanted)


def _product(left: Exact, right: Exact) -> Exact:
    product = exp.Paren(this=exp.Mul(this=left[0], expression=right[0]))
    places = left[1] + right[1]
    if places <= KEPT_PLACES:
        return product, places
    kept = exp.Round(this=product, decimals=exp.Literal.number(KEPT_PLACES))
    return _decimal(kept, KEPT_PLACES), KEPT_PLACES


def _quotient(left: Exact, right: Exact) -> Exact:
    """Whole numbers divided, which cuts towards zero; then set back by twelve places."""
    up = right[1] + KEPT_PLACES - left[1]
    numerator = exp.Mul(this=_whole(left), expression=_whole_number(10**up))
    denominator = exp.Nullif(this=_whole(right), expression=exp.Literal.number(0))
    cut = exp.Paren(this=exp.IntDiv(this=exp.Paren(this=numerator), expression=denominator))
    step = exp.cast(
        exp.Literal.number(f"{10**-KEPT_PLACES:.{KEPT_PLACES}f}"), "DECIMAL(12, 12)"
    )
    product = exp.Mul(this=_decimal(cut, 0), expression=step)
    return exp.Paren(this=product), KEPT_PLACES


def _whole(exact: Exact) -> exp.Expression:
    sql, places = exact
    if places:
        sql = exp.Mul(this=sql, expression=exp.Literal.number(10**places))
    return exp.cast(exp.Paren(this=sql), "INT128")


def _whole_number(number: int) -> exp.Expression:
    return exp.cast(exp.Literal.number(number), "INT128")
