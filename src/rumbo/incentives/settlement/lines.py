"""The lines of one component as one query over its inputs, in exact integers only.

The unit of a total is a minor unit, or a millionth of one where bounds are shares of a target,
so that a bound is always whole. Division truncates on every engine, so signs are set apart.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlglot import exp, parse_one

from rumbo.incentives.rules.plan import (
    MILLION,
    Bounds,
    By,
    Component,
    Plan,
    RoundingRule,
    Scale,
    Shape,
)
from rumbo.incentives.settlement.bands import BandRow, band_rows
from rumbo.kernel.money import Rounding

COLUMNS = (
    "payee",
    "component",
    "kind",
    "dataset",
    "record",
    "version",
    "day",
    "seat",
    "credited",
    "base_minor",
    "base_micro",
    "band",
    "band_start",
    "rate",
    "before_minor",
    "after_minor",
    "target",
    "currency",
    "amount",
    "reason",
    "corrects_run",
    "corrects_line",
    "cause",
    "was",
)
# Corrections of earlier periods come after what the period itself earned.
ORDER = "payee, component, corrects_run, day, record, seat, walk"

_WALK = """
SELECT c.payee, c.record, c.version, c.dated, c.seat, c.value, {target} AS target,
       CAST(SUM(c.value) OVER (PARTITION BY c.payee ORDER BY c.dated, c.record, c.seat
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS HUGEINT) AS after,
       {total} AS total
FROM {credited} AS c {join}
WHERE c.payee IS NOT NULL
"""
_TOTAL = "CAST(SUM(c.value) OVER (PARTITION BY c.payee) AS HUGEINT)"
_TARGETS = "LEFT JOIN {targets} AS t ON t.payee = c.payee"
_IN_FORCE = (
    " AND (b.valid_from IS NULL OR b.valid_from <= w.dated)"
    " AND (b.valid_before IS NULL OR b.valid_before > w.dated)"
)
_CUT = """
SELECT w.payee, w.record, w.version, w.dated, w.seat, w.value, w.target,
       w.after - w.value AS before, w.after, b.band, b.written, b.rate,
       {slice} AS slice, '' AS reason
FROM walked AS w JOIN bands AS b ON {reaches}
WHERE w.dated >= :paid_from {held}
"""
_FORGONE = """
SELECT w.payee, w.record, w.version, w.dated, w.seat, w.value, w.target,
       w.after - w.value AS before, w.after, 0 AS band, 0 AS written, 0 AS rate,
       CAST(w.value AS HUGEINT) * {unit} AS slice, 'no-target' AS reason
FROM walked AS w
WHERE w.dated >= :paid_from AND (w.target IS NULL OR w.target <= 0)
"""
_LINES = """
SELECT x.payee, :component AS component,
       CASE WHEN x.reason = '' THEN 'earning' ELSE 'forgone' END AS kind,
       :dataset AS dataset, x.record, x.version, x.dated AS day, x.seat, x.value AS credited,
       CAST(x.slice // {unit} AS BIGINT) AS base_minor,
       CAST(x.slice - x.slice // {unit} * {unit} AS INTEGER) AS base_micro,
       x.band, x.written AS band_start, x.rate,
       CAST(x.before AS BIGINT) AS before_minor, CAST(x.after AS BIGINT) AS after_minor,
       x.target, :currency AS currency,
       CAST(CASE WHEN x.slice < 0 THEN -{step} ELSE {step} END * {rounded} AS BIGINT) AS amount,
       x.reason, '' AS corrects_run, CAST(NULL AS BIGINT) AS corrects_line,
       CAST(NULL AS BIGINT) AS cause, CAST(NULL AS BIGINT) AS was,
       CASE WHEN x.value < 0 THEN -x.band ELSE x.band END AS walk
FROM cut AS x
"""


@dataclass(frozen=True, slots=True)
class Tables:
    """What a component reads: credited records (settlement/gather.py), and targets by payee."""

    credited: str = "credited"
    targets: str = "targets"


@dataclass(frozen=True, slots=True)
class Pays:
    """What a plan says of every line: where its records are, and how it pays."""

    dataset: str
    currency: str
    rounding: RoundingRule


@dataclass(frozen=True, slots=True)
class _Terms:
    """The words in which one component is written: its unit and how bounds become totals."""

    unit: int
    factor: str

    @classmethod
    def of(cls, component: Component) -> "_Terms":
        by_target = component.scale.by is By.ATTAINMENT
        return cls(MILLION, " * w.target") if by_target else cls(1, "")

    def total(self, name: str) -> str:
        return f"w.{name} * {self.unit}" if self.unit != 1 else f"w.{name}"

    def bound(self, name: str) -> str:
        return f"b.{name}{self.factor}"


def component_lines(
    plan: Plan, component: Component, *, tables: Tables, paid_from: date
) -> str:
    """The lines of a component in DuckDB's SQL: COLUMNS and `walk`, not ordered."""
    return _written(component, pays_of(plan, component), tables, paid_from=paid_from)


def pays_of(plan: Plan, component: Component) -> Pays:
    """What a plan says of every line of a component."""
    return Pays(plan.credits_of(component)[0][1].dataset, plan.currency, plan.rounding)


@lru_cache(maxsize=200)
def _written(component: Component, pays: Pays, tables: Tables, *, paid_from: date) -> str:
    """The words of a settlement do not change with its records: they are written once."""
    return line_query(component, pays, tables, paid_from=paid_from).sql("duckdb")


def line_query(
    component: Component, pays: Pays, tables: Tables, *, paid_from: date
) -> exp.Query:
    """The lines of a component as a tree, to be said in any dialect."""
    terms = _Terms.of(component)
    rounded, step = _rounded(pays.rounding, terms.unit), pays.rounding.step
    lines = _parsed(_LINES.format(unit=terms.unit, step=step, rounded=rounded))
    day = _constant(paid_from, "DATE")
    parts = {
        "walked": _walked(component, tables),
        "bands": _bands(component.scale),
        "cut": _filled(_cut(component.scale, terms), paid_from=day),
    }
    for name, part in parts.items():
        lines = lines.with_(name, part, copy=False)
    return _filled(
        lines,
        component=exp.Literal.string(component.key),
        dataset=exp.Literal.string(pays.dataset),
        currency=exp.Literal.string(pays.currency),
    )


def _filled(query: exp.Query, **values: exp.Expression) -> exp.Query:
    filled = exp.replace_placeholders(query, **values)
    if not isinstance(filled, exp.Query):
        raise TypeError("the text of a query")
    return filled


def _walked(component: Component, tables: Tables) -> exp.Query:
    against = component.measure.against_target
    whole = component.scale.shape is Shape.WHOLE
    return _parsed(
        _WALK.format(
            target="t.target" if against else "CAST(NULL AS BIGINT)",
            total=_TOTAL if whole else "0",
            credited=tables.credited,
            join=_TARGETS.format(targets=tables.targets) if against else "",
        )
    )


def _cut(scale: Scale, terms: _Terms) -> exp.Query:
    if scale.shape is Shape.WHOLE:
        sliced, reaches = f"CAST(w.value AS HUGEINT) * {terms.unit}", _reached(scale, terms)
    else:
        sliced, reaches = _sliced(terms), _crossed(scale, terms)
    if scale.days:
        reaches += _IN_FORCE
    held = "AND w.target > 0" if terms.factor else ""
    paid = _parsed(_CUT.format(slice=sliced, reaches=reaches, held=held))
    if not terms.factor:
        return paid
    return exp.union(paid, _parsed(_FORGONE.format(unit=terms.unit)), distinct=False)


def _sliced(terms: _Terms) -> str:
    """The part of a record inside a band: least and greatest pass over an open end."""
    low, high = _low(terms), _high(terms)
    sign = "CASE WHEN w.value < 0 THEN -1 ELSE 1 END"
    top = f"LEAST({high}, {terms.bound('ends')})"
    return f"{sign} * ({top} - GREATEST({low}, {terms.bound('starts')}))"


def _crossed(scale: Scale, terms: _Terms) -> str:
    """The bands a record touches; one of zero stands in the band to which the bound belongs."""
    starts, ends = terms.bound("starts"), terms.bound("ends")
    low, high = _low(terms), _high(terms)
    start_meets, end_meets = f"{starts} < {high}", f"{ends} > {low}"
    if scale.bounds is Bounds.LOWER:
        start_meets += f" OR (w.value = 0 AND {starts} = {low})"
    else:
        end_meets += f" OR (w.value = 0 AND {ends} = {low})"
    return f"(b.starts IS NULL OR {start_meets}) AND (b.ends IS NULL OR {end_meets})"


def _reached(scale: Scale, terms: _Terms) -> str:
    """The one band in which the total of the window stands."""
    total = terms.total("total")
    meets, passes = ("<=", ">") if scale.bounds is Bounds.LOWER else ("<", ">=")
    return (
        f"(b.starts IS NULL OR {terms.bound('starts')} {meets} {total})"
        f" AND (b.ends IS NULL OR {terms.bound('ends')} {passes} {total})"
    )


def _low(terms: _Terms) -> str:
    before, after = _before(terms), terms.total("after")
    return f"LEAST({before}, {after})"


def _high(terms: _Terms) -> str:
    before, after = _before(terms), terms.total("after")
    return f"GREATEST({before}, {after})"


def _before(terms: _Terms) -> str:
    return f"(w.after - w.value) * {terms.unit}" if terms.unit != 1 else "(w.after - w.value)"


def _rounded(rule: RoundingRule, unit: int) -> str:
    """The amount without its sign, in steps: base times rate over its parts, settled once."""
    product, parts = "(ABS(x.slice) * x.rate)", unit * MILLION * rule.step
    match rule.mode:
        case Rounding.DOWN:
            return f"({product} // {parts})"
        case Rounding.HALF_UP:
            return f"((2 * {product} + {parts}) // {2 * parts})"
        case Rounding.HALF_EVEN:
            whole, rest = f"({product} // {parts})", f"(2 * ({product} % {parts}))"
            up = f"({rest} > {parts} OR ({rest} = {parts} AND {whole} % 2 = 1))"
            return f"({whole} + CASE WHEN {up} THEN 1 ELSE 0 END)"


def _bands(scale: Scale) -> exp.Query:
    """The bands as constant rows, wide enough that a product never overflows."""
    rows = [_band(row) for row in band_rows(scale)]
    return rows[0] if len(rows) == 1 else exp.union(*rows, distinct=False)


def _band(row: BandRow) -> exp.Select:
    columns = {
        "band": (row.band, "INT"),
        "written": (row.written, "BIGINT"),
        "starts": (row.starts, "HUGEINT"),
        "ends": (row.ends, "HUGEINT"),
        "rate": (row.rate, "BIGINT"),
        "valid_from": (row.valid_from, "DATE"),
        "valid_before": (row.valid_before, "DATE"),
    }
    return exp.select(*(_constant(*value).as_(name) for name, value in columns.items()))


def _constant(value: int | date | None, kind: str) -> exp.Cast:
    if value is None:
        return exp.cast(exp.null(), kind, dialect="duckdb")
    text = value.isoformat() if isinstance(value, date) else str(value)
    return exp.cast(exp.Literal.string(text), kind, dialect="duckdb")


def _parsed(sql: str) -> exp.Query:
    tree = parse_one(sql, read="duckdb")
    if not isinstance(tree, exp.Query):
        raise TypeError("the text of a query")
    return tree
