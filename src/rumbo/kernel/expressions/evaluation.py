"""An expression on values, in Decimal, with SQL's idea of no value.

A product keeps twelve decimals, half up; a quotient is cut after the twelfth, so that SQL can
say the same with whole numbers. Division by zero has no value. `null` spreads as in SQL.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from rumbo.kernel.expressions.nodes import (
    Arithmetic,
    Both,
    Call,
    Choose,
    Comparator,
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
    Operator,
    Percent,
    Words,
    YesNo,
)
from rumbo.kernel.money import EXACT

KEPT_PLACES = 12
MICROSECONDS_PER_HOUR = 3_600_000_000
_STEP = Decimal(1).scaleb(-KEPT_PLACES)
# An instant is a datetime, in the time zone in which its name stands for a date.
Value = Decimal | str | date | bool | None


class WrongValue(TypeError):
    """A value is not of the type its name was checked with: a broken promise of the caller."""


def evaluate(expression: Expression, values: Mapping[str, Value]) -> Value:
    """Compute an expression; a name without value is None, and so is a division by zero.

    >>> from rumbo.kernel.expressions.parsing import parse
    >>> evaluate(parse("won / (won + lost)"), {"won": Decimal(3), "lost": Decimal(1)})
    Decimal('0.750000000000')
    """
    return _Evaluator(values).value(expression)


class _Evaluator:
    def __init__(self, values: Mapping[str, Value]) -> None:
        self.values = values

    def value(self, node: Expression) -> Value:
        match node:
            case Name():
                return day_of(self.values.get(node.name))
            case Number() | Percent() | Words() | Day() | YesNo():
                return node.value
            case Negative() | Arithmetic() | Call():
                return self._computed(node)
            case Choose():
                return self._chosen(node)
            case _:
                return self._condition(node)

    def _computed(self, node: Negative | Arithmetic | Call) -> Value:
        match node:
            case Negative():
                inside = self._number(node.of)
                return None if inside is None else inside.copy_negate()
            case Arithmetic():
                left, right = self._number(node.left), self._number(node.right)
                if left is None or right is None:
                    return None
                return arithmetic(node.operator, left, right)
            case Call(function="hours_between"):
                start, end = (self._instant(each) for each in node.arguments)
                return None if start is None or end is None else hours_between(start, end)
            case Call():
                return _called(node.function, [self.value(each) for each in node.arguments])

    def _number(self, node: Expression) -> Decimal | None:
        value = self.value(node)
        if value is not None and not isinstance(value, Decimal):
            raise WrongValue(f"{type(value).__name__} where a number was checked")
        return value

    def _instant(self, node: Expression) -> datetime | None:
        value = self.values.get(node.name) if isinstance(node, Name) else None
        if value is not None and not isinstance(value, datetime):
            raise WrongValue(f"{type(value).__name__} where an instant was checked")
        return value

    def _chosen(self, node: Choose) -> Value:
        for branch in node.branches:
            if self._truth(branch.condition):
                return self.value(branch.result)
        return self.value(node.otherwise)

    def _truth(self, node: Expression) -> bool | None:
        value = self.value(node)
        if value is not None and not isinstance(value, bool):
            raise WrongValue(f"{type(value).__name__} where yes or no was checked")
        return value

    def _condition(self, node: Expression) -> bool | None:
        match node:
            case Comparison():
                return compared(node.comparator, self.value(node.left), self.value(node.right))
            case OneOf():
                return self._one_of(node)
            case IsNothing():
                return self.value(node.of) is None
            case _:
                return self._logic(node)

    def _logic(self, node: Expression) -> bool | None:
        match node:
            case Not():
                inside = self._truth(node.of)
                return None if inside is None else not inside
            case Both():
                return self._both(node)
            case Either():
                return self._either(node)
            case _:
                return None

    def _both(self, node: Both) -> bool | None:
        left, right = self._truth(node.left), self._truth(node.right)
        if left is False or right is False:
            return False
        return None if left is None or right is None else True

    def _either(self, node: Either) -> bool | None:
        left, right = self._truth(node.left), self._truth(node.right)
        if left or right:
            return True
        return None if left is None or right is None else False

    def _one_of(self, node: OneOf) -> bool | None:
        of = self.value(node.of)
        found = [compared("=", of, self.value(choice)) for choice in node.choices]
        if any(found):
            return True
        return None if None in found else False


def arithmetic(operator: Operator, left: Decimal, right: Decimal) -> Decimal | None:
    """One operation on exact numbers; a division by zero has no value."""
    match operator:
        case "+":
            return EXACT.add(left, right)
        case "-":
            return EXACT.subtract(left, right)
        case "*":
            return _kept(EXACT.multiply(left, right))
        case "/":
            return _quotient(left, right)


def _kept(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    short = isinstance(exponent, int) and exponent >= -KEPT_PLACES
    return value if short else value.quantize(_STEP, ROUND_HALF_UP, EXACT)


def _quotient(left: Decimal, right: Decimal) -> Decimal | None:
    if not right:
        return None
    whole = EXACT.divide_int(EXACT.scaleb(left, KEPT_PLACES), right)
    return EXACT.scaleb(whole, -KEPT_PLACES).quantize(_STEP, ROUND_DOWN, EXACT)


def compared(comparator: Comparator, left: Value, right: Value) -> bool | None:
    """Compare two values of one type; without a value there is no answer."""
    if left is None or right is None:
        return None
    if comparator in {"=", "<>"}:
        return (left == right) is (comparator == "=")
    return _ordered(comparator, left, right)


def _ordered(comparator: Comparator, left: Value, right: Value) -> bool:
    match left, right:
        case (Decimal(), Decimal()) | (date(), date()):
            less, same = left < right, left == right  # type: ignore[operator]
        case _:
            raise WrongValue(f"{type(left).__name__} {comparator} {type(right).__name__}")
    return {"<": less, "<=": less or same, ">": not (less or same), ">=": not less}[comparator]


def _called(function: str, values: list[Value]) -> Value:
    present = [value for value in values if value is not None]
    match function:
        case "coalesce":
            return present[0] if present else None
        case "days_between":
            return _days_between(values)
        case "abs":
            return abs(present[0]) if present and isinstance(present[0], Decimal) else None
        case _:
            return _extreme(function, present)


def _extreme(function: str, present: Sequence[Value]) -> Value:
    """The least or greatest of the values that exist, as SQL engines agree to."""
    best: Value = None
    wanted: Comparator = "<" if function == "least" else ">"
    for value in present:
        if best is None or _ordered(wanted, value, best):
            best = value
    return best


def day_of(value: Value) -> Value:
    """A value as its name means it: an instant stands for its date in its own time zone."""
    return value.date() if isinstance(value, datetime) else value


def hours_between(start: datetime, end: datetime) -> Decimal | None:
    """Hours on the clock, whatever a time zone did in between; cut after twelve decimals.

    >>> hours_between(datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 7, 1, 0, 20, tzinfo=UTC))
    Decimal('0.333333333333')
    """
    passed = (end.astimezone(UTC) - start.astimezone(UTC)) // timedelta(microseconds=1)
    return arithmetic("/", Decimal(passed), Decimal(MICROSECONDS_PER_HOUR))


def _days_between(values: list[Value]) -> Decimal | None:
    start, end = values
    if isinstance(start, date) and isinstance(end, date):
        return Decimal((end - start).days)
    return None
