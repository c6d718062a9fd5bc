"""Words into nodes: sqlglot settles precedence, and only the listed forms come through."""

from collections.abc import Sequence

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, SqlglotError

from rumbo.kernel.expressions.nodes import (
    Arithmetic,
    Both,
    Branch,
    Call,
    Choose,
    Comparator,
    Comparison,
    Either,
    Expression,
    IsNothing,
    Negative,
    Not,
    Nothing,
    OneOf,
    Operator,
)
from rumbo.kernel.expressions.scanning import Scanned, scan, shifted
from rumbo.kernel.problems import Place, Problem, Refused

MOST_NODES = 200
NOWHERE = Place()
_PREFIX = "SELECT "
_OPERATORS: dict[type[exp.Expression], Operator] = {
    exp.Add: "+",
    exp.Sub: "-",
    exp.Mul: "*",
    exp.Div: "/",
}
_JOINED: dict[type[exp.Expression], type[Both | Either]] = {exp.And: Both, exp.Or: Either}
_COMPARATORS: dict[type[exp.Expression], Comparator] = {
    exp.EQ: "=",
    exp.NEQ: "<>",
    exp.LT: "<",
    exp.LTE: "<=",
    exp.GT: ">",
    exp.GTE: ">=",
}
_PAIRS = {*_OPERATORS, *_COMPARATORS, *_JOINED}
_FUNCTIONS: dict[type[exp.Expression], str] = {
    exp.Abs: "abs",
    exp.Coalesce: "coalesce",
    exp.Greatest: "greatest",
    exp.Least: "least",
}
# Functions that sqlglot does not know, and how many arguments those of a fixed number take.
_BETWEEN = frozenset({"days_between", "hours_between"})
_EXACTLY = {"abs": 1, "days_between": 2, "hours_between": 2}


def parse(text: str, *, place: Place = NOWHERE) -> Expression:
    """Read an expression; `place` is where it starts in its file.

    Raises Refused, with a place for each fault, for anything outside of the language.

    >>> parse("stage = 'Won'")
    Comparison(comparator='=', left=Name(name='stage'), right=Words(value='Won'))
    """
    scanned = scan(text, place=place)
    return _Reader(scanned).read(_tree(scanned))


def _tree(scanned: Scanned) -> exp.Expression:
    try:
        trees = sqlglot.parse(_PREFIX + scanned.sql, read="duckdb")
    except ParseError as error:
        raise _not_understood(scanned, error) from error
    except (SqlglotError, RecursionError) as error:
        raise Refused(Problem("expression.not-understood", scanned.place)) from error
    select = trees[0] if len(trees) == 1 else None
    if type(select) is not exp.Select or _has_clauses(select):
        raise Refused(Problem("expression.not-understood", scanned.place, {"near": ""}))
    root: exp.Expression = select.expressions[0]
    if sum(1 for _ in root.walk()) > MOST_NODES:
        raise Refused(
            Problem("expression.too-large", scanned.place, {"limit": str(MOST_NODES)})
        )
    return root


def _has_clauses(select: exp.Select) -> bool:
    others = (value for key, value in select.args.items() if key != "expressions")
    return len(select.expressions) != 1 or any(others)


def _not_understood(scanned: Scanned, error: ParseError) -> Refused:
    first = error.errors[0] if error.errors else {}
    near = len(str(first.get("highlight") or ""))
    offset = max(0, int(first.get("col") or 0) - near - len(_PREFIX))
    written = scanned.text[offset : offset + max(near, 1)]
    place = shifted(scanned.place, scanned.text, offset)
    return Refused(Problem("expression.not-understood", place, {"near": written[:40]}))


class _Reader:
    """Turns sqlglot's tree into ours; types are matched exactly, so no kin slips through."""

    def __init__(self, scanned: Scanned) -> None:
        self.scanned = scanned

    def read(self, tree: exp.Expression) -> Expression:
        kind = type(tree)
        if kind is exp.Column:
            return self._leaf(tree)
        if kind is exp.Paren:
            return self.read(tree.this)
        if kind in _PAIRS:
            return self._pair(tree)
        if kind in _FUNCTIONS or kind is exp.Anonymous:
            return self._call(tree)
        return self._form(tree)

    def _leaf(self, tree: exp.Expression) -> Expression:
        identifier = tree.this
        known = type(identifier) is exp.Identifier and list(tree.args) == ["this"]
        leaf = self.scanned.leaf(identifier.this) if known else None
        if leaf is None:
            raise self._refused(tree)
        return leaf

    def _pair(self, tree: exp.Expression) -> Expression:
        left, right = self.read(tree.this), self.read(tree.expression)
        kind = type(tree)
        if kind in _OPERATORS:
            return Arithmetic(_OPERATORS[kind], left, right, place=left.place)
        if kind in _COMPARATORS:
            return Comparison(_COMPARATORS[kind], left, right, place=left.place)
        return _JOINED[kind](left, right, place=left.place)

    def _form(self, tree: exp.Expression) -> Expression:
        kind = type(tree)
        if kind is exp.Not:
            inside = self.read(tree.this)
            return Not(inside, place=inside.place)
        if kind is exp.Neg:
            inside = self.read(tree.this)
            return Negative(inside, place=inside.place)
        if kind is exp.Between and not tree.args.get("symmetric"):
            return self._between(tree)
        if kind is exp.In and tree.expressions:
            choices = self._all(tree.expressions)
            of = self.read(tree.this)
            return OneOf(of, choices, place=of.place)
        if kind is exp.Is:
            return self._is_nothing(tree)
        if kind is exp.Case:
            return self._choose(tree)
        raise self._refused(tree)

    def _all(self, trees: Sequence[exp.Expression]) -> tuple[Expression, ...]:
        return tuple(self.read(each) for each in trees)

    def _between(self, tree: exp.Expression) -> Expression:
        of = self.read(tree.this)
        low, high = self.read(tree.args["low"]), self.read(tree.args["high"])
        return Both(
            Comparison(">=", of, low, place=of.place),
            Comparison("<=", of, high, place=of.place),
            place=of.place,
        )

    def _is_nothing(self, tree: exp.Expression) -> Expression:
        of, what = self.read(tree.this), self.read(tree.expression)
        if not isinstance(what, Nothing):
            raise self._refused(tree)
        return IsNothing(of, place=of.place)

    def _call(self, tree: exp.Expression) -> Expression:
        function = _FUNCTIONS.get(type(tree), str(tree.this).lower())
        first = [tree.this] if type(tree) in _FUNCTIONS else []
        arguments = self._all([*first, *tree.expressions])
        if type(tree) is exp.Anonymous and function not in _BETWEEN:
            raise self._refused(tree)
        exactly = _EXACTLY.get(function)
        if not arguments or (exactly and len(arguments) != exactly):
            facts = {"name": function, "count": str(exactly or 1)}
            place = arguments[0].place if arguments else self.scanned.place
            raise Refused(Problem("expression.arguments", place, facts))
        return Call(function, arguments, place=arguments[0].place)

    def _choose(self, tree: exp.Expression) -> Expression:
        of = self.read(tree.this) if tree.this else None
        branches = tuple(self._branch(each, of) for each in tree.args["ifs"])
        default = tree.args.get("default")
        otherwise = self.read(default) if default else Nothing()
        return Choose(branches, otherwise, place=branches[0].condition.place)

    def _branch(self, tree: exp.Expression, of: Expression | None) -> Branch:
        condition = self.read(tree.this)
        if of is not None:
            condition = Comparison("=", of, condition, place=of.place)
        return Branch(condition, self.read(tree.args["true"]))

    def _refused(self, tree: exp.Expression) -> Refused:
        return Refused(
            Problem("expression.not-understood", self._place(tree), {"near": ""}),
        )

    def _place(self, tree: exp.Expression) -> Place:
        for identifier in tree.find_all(exp.Identifier):
            leaf = self.scanned.leaf(identifier.this)
            if leaf is not None:
                return leaf.place
        return self.scanned.place
