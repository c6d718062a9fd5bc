"""Names and types: an expression is right before it is ever run."""

import difflib
from collections.abc import Iterable, Mapping
from enum import StrEnum

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
    Nothing,
    Number,
    OneOf,
    Percent,
    Words,
    walk,
)
from rumbo.kernel.problems import Place, Problem, Refused


class Type(StrEnum):
    """What a value is; money and numbers do not mix.

    An instant is one between the brackets of `hours_between`, and its business date elsewhere.
    """

    MONEY = "money"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    INSTANT = "instant"
    TEXT = "text"
    YES_NO = "yes-no"


_NUMERIC = frozenset({Type.MONEY, Type.NUMBER, Type.PERCENT})
_ORDERED = _NUMERIC | {Type.DATE}
_WRITTEN: dict[type[Expression], Type] = {
    Number: Type.NUMBER,
    Percent: Type.PERCENT,
    Words: Type.TEXT,
    Day: Type.DATE,
}


def check_names(expression: Expression, known: Iterable[str]) -> tuple[Problem, ...]:
    """A problem for each name that is not known, with the nearest one that is."""
    known = sorted(known)
    unknown = [n for n in walk(expression) if isinstance(n, Name) and n.name not in known]
    return tuple(_unknown(node, known) for node in unknown)


def _unknown(node: Name, known: list[str]) -> Problem:
    near = difflib.get_close_matches(node.name.lower(), known, n=1)
    facts = {"name": node.name[:80], "near": near[0] if near else "", "known": ", ".join(known)}
    return Problem("expression.unknown-name", node.place, facts)


def typed(expression: Expression, types: Mapping[str, Type]) -> Type:
    """The type of an expression over names of these types; raises Refused with every fault.

    >>> from rumbo.kernel.expressions.parsing import parse
    >>> str(typed(parse("amount * 5%"), {"amount": Type.MONEY}))
    'money'
    """
    unknown = check_names(expression, types)
    if unknown:
        raise Refused(*unknown)
    checker = _Checker(types)
    found = checker.type_of(expression)
    if checker.problems:
        raise Refused(*checker.problems)
    if found is None:
        raise Refused(Problem("expression.no-type", expression.place))
    return found


class _Checker:
    """Walks bottom up; None is the type of null, and of what is already known to be wrong."""

    def __init__(self, types: Mapping[str, Type]) -> None:
        self.types = types
        self.problems: list[Problem] = []

    def type_of(self, node: Expression) -> Type | None:
        match node:
            case Name():
                found = self.types[node.name]
                return Type.DATE if found is Type.INSTANT else found
            case Number() | Percent() | Words() | Day():
                return _WRITTEN[type(node)]
            case Nothing():
                return None
            case _:
                return self._of_form(node)

    def _of_form(self, node: Expression) -> Type | None:
        match node:
            case Arithmetic():
                return self._arithmetic(node)
            case Negative():
                return self._expect(node.of, _NUMERIC)
            case Call():
                return self._call(node)
            case Choose():
                for branch in node.branches:
                    self._expect(branch.condition, {Type.YES_NO})
                results = [branch.result for branch in node.branches]
                return self._common([*results, node.otherwise])
            case _:
                self._condition(node)
                return Type.YES_NO

    def _condition(self, node: Expression) -> None:
        match node:
            case Comparison():
                self._comparison(node)
            case OneOf():
                self._common([node.of, *node.choices])
            case Both() | Either():
                self._expect(node.left, {Type.YES_NO})
                self._expect(node.right, {Type.YES_NO})
            case Not():
                self._expect(node.of, {Type.YES_NO})
            case IsNothing():
                self.type_of(node.of)
            case _:
                pass  # yes or no, as written

    def _expect(self, node: Expression, wanted: Iterable[Type]) -> Type | None:
        found = self.type_of(node)
        if found is not None and found not in wanted:
            expected = ", ".join(sorted(wanted))
            self._problem("expression.wrong-type", node.place, found=found, expected=expected)
            return None
        return found

    def _expect_instant(self, node: Expression) -> None:
        """Only a field holds an instant: everywhere else its name stands for a date."""
        if not isinstance(node, Name) or self.types[node.name] is not Type.INSTANT:
            found = self.type_of(node)
            facts = {"found": found or Type.DATE, "expected": Type.INSTANT}
            self._problem("expression.wrong-type", node.place, **facts)

    def _arithmetic(self, node: Arithmetic) -> Type | None:
        left, right = self._expect(node.left, _NUMERIC), self._expect(node.right, _NUMERIC)
        if left is None or right is None:
            return left or right
        if node.operator in "+-":
            return self._unified(node, left, right)
        return self._scaled(node, left, right)

    def _unified(self, node: Arithmetic, left: Type, right: Type) -> Type | None:
        if left is right:
            return left
        if Type.MONEY not in {left, right}:
            return Type.NUMBER
        if _is_bare(node.left) or _is_bare(node.right):
            return Type.MONEY
        self._mixed(node, left, right)
        return None

    def _scaled(self, node: Arithmetic, left: Type, right: Type) -> Type | None:
        if Type.MONEY not in {left, right}:
            return left if left is right and node.operator == "*" else Type.NUMBER
        if left is right and node.operator == "/":
            return Type.NUMBER
        if left is right or (node.operator == "/" and right is Type.MONEY):
            self._mixed(node, left, right)
            return None
        return Type.MONEY

    def _mixed(self, node: Arithmetic, left: Type, right: Type) -> None:
        facts = {"operator": node.operator, "left": left.value, "right": right.value}
        self._problem("expression.mixed-types", node.place, **facts)

    def _comparison(self, node: Comparison) -> None:
        found = self._common([node.left, node.right])
        if found and found not in _ORDERED and node.comparator not in {"=", "<>"}:
            facts = {"operator": node.comparator, "found": found.value}
            self._problem("expression.no-order", node.place, **facts)

    def _common(self, nodes: list[Expression]) -> Type | None:
        """The one type of all these values; the first that differs is the fault."""
        common: Type | None = None
        for node in nodes:
            common = self._joined(common, self.type_of(node), node)
        return common

    def _joined(self, common: Type | None, found: Type | None, node: Expression) -> Type | None:
        if found is None or found is common:
            return common
        if common is None:
            return found
        if common in _NUMERIC and found in _NUMERIC:
            return Type.MONEY if Type.MONEY in {common, found} else Type.NUMBER
        code = "expression.different-types"
        if common is Type.DATE and isinstance(node, Words):
            code = "expression.date-as-text"
        self._problem(code, node.place, expected=common.value, found=found.value)
        return common

    def _call(self, node: Call) -> Type | None:
        if node.function == "days_between":
            for argument in node.arguments:
                self._expect(argument, {Type.DATE})
            return Type.NUMBER
        if node.function == "hours_between":
            for argument in node.arguments:
                self._expect_instant(argument)
            return Type.NUMBER
        if node.function == "abs":
            return self._expect(node.arguments[0], _NUMERIC)
        found = self._common(list(node.arguments))
        if node.function != "coalesce" and found and found not in _ORDERED:
            facts = {"operator": node.function, "found": found.value}
            self._problem("expression.no-order", node.place, **facts)
        return found

    def _problem(self, code: str, place: Place, **facts: str) -> None:
        self.problems.append(Problem(code, place, facts))


def _is_bare(node: Expression) -> bool:
    """Whether a node is made of written numbers only, and so may stand for money."""
    return all(isinstance(each, Number | Negative | Arithmetic) for each in walk(node))
