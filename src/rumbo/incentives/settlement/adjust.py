"""What came late to a closed run: shadow lines against closed ones, difference by difference.

Nothing closed is rewritten: each difference is a line of the period that is being settled.
"""

from dataclasses import dataclass

from sqlglot import exp, parse_one

from rumbo.incentives.rules.plan import MILLION, Plan, Shape

# A correction is matched by record and band; where one band pays for everything, by record.
_LINE = """
SELECT x.payee, x.component, x.dataset, x.record, x.seat, {slot} AS slot, x.version, x.day,
       x.credited, CAST(x.base_minor AS HUGEINT) * {million} + x.base_micro AS base, x.band,
       x.band_start, x.rate, x.before_minor, x.after_minor, x.target, x.currency, x.amount,
       {line} AS line
FROM {table} AS x WHERE x.kind {kinds}
"""
_WAS = """
SELECT payee, component, record, seat, slot, MAX(dataset) AS dataset, MAX(version) AS version,
       MAX(day) AS day, SUM(base) AS base, MAX(band) AS band, MAX(band_start) AS band_start,
       MAX(rate) AS rate, MAX(before_minor) AS before_minor, MAX(after_minor) AS after_minor,
       MAX(target) AS target, MAX(currency) AS currency, SUM(amount) AS amount,
       MIN(line) AS line
FROM known GROUP BY payee, component, record, seat, slot
"""
_PER_RECORD = """
SELECT payee, component, record, seat, MAX(version) AS version, MAX(target) AS target
FROM {0} GROUP BY payee, component, record, seat
"""
# What has been taken back in full does not count as known any more.
_COUNTED = "HAVING SUM(amount) <> 0 OR SUM(base) <> 0"
_CHANGES = """
SELECT COALESCE(n.payee, w.payee) AS payee, COALESCE(n.component, w.component) AS component,
       COALESCE(n.record, w.record) AS record, COALESCE(n.seat, w.seat) AS seat,
       CASE WHEN n.record IS NULL THEN 'gone' WHEN w.record IS NULL THEN 'late'
            WHEN n.version <> w.version THEN 'changed'
            WHEN n.target IS DISTINCT FROM w.target THEN 'target'
            ELSE 'running-total' END AS reason,
       CASE WHEN n.record IS NULL THEN r._position_to
            WHEN w.record IS NULL OR n.version <> w.version THEN n.version END AS cause
FROM record_now AS n
FULL JOIN record_was AS w ON n.payee = w.payee AND n.component = w.component
  AND n.record = w.record AND n.seat = w.seat
LEFT JOIN versions AS r ON r._position_from = w.version AND r._position_to <= $position
"""
_LATEST = """
SELECT payee, component, MAX(cause) AS cause FROM changes GROUP BY payee, component
"""
_KEY = "{0}.payee = {1}.payee AND {0}.component = {1}.component"
_RECORD = _KEY + " AND {0}.record = {1}.record AND {0}.seat = {1}.seat"
_ADJUSTED = """
SELECT COALESCE(s.payee, w.payee) AS payee, COALESCE(s.component, w.component) AS component,
       'adjustment' AS kind, COALESCE(s.dataset, w.dataset) AS dataset,
       COALESCE(s.record, w.record) AS record, COALESCE(s.version, w.version) AS version,
       COALESCE(s.day, w.day) AS day, COALESCE(s.seat, w.seat) AS seat,
       COALESCE(s.credited, 0) AS credited, COALESCE(s.base, 0) - COALESCE(w.base, 0) AS base,
       COALESCE(s.band, w.band) AS band, COALESCE(s.band_start, w.band_start) AS band_start,
       COALESCE(s.rate, w.rate) AS rate,
       COALESCE(s.before_minor, w.before_minor) AS before_minor,
       COALESCE(s.after_minor, w.after_minor) AS after_minor,
       COALESCE(s.target, w.target) AS target, COALESCE(s.currency, w.currency) AS currency,
       COALESCE(s.amount, 0) - COALESCE(w.amount, 0) AS amount, w.line,
       COALESCE(w.amount, 0) AS was
FROM now_lines AS s
FULL JOIN was_lines AS w ON s.payee = w.payee AND s.component = w.component
  AND s.record = w.record AND s.seat = w.seat AND s.slot = w.slot
WHERE COALESCE(s.amount, 0) <> COALESCE(w.amount, 0)
"""
_LINES = """
SELECT d.payee, d.component, d.kind, d.dataset, d.record, d.version, d.day, d.seat, d.credited,
       CAST(d.base // {million} AS BIGINT) AS base_minor,
       CAST(d.base - d.base // {million} * {million} AS INTEGER) AS base_micro,
       d.band, d.band_start, d.rate, d.before_minor, d.after_minor, d.target, d.currency,
       CAST(d.amount AS BIGINT) AS amount, c.reason, {run} AS corrects_run,
       d.line AS corrects_line, COALESCE(c.cause, l.cause) AS cause,
       CAST(d.was AS BIGINT) AS was, d.band AS walk
FROM adjusted AS d
JOIN changes AS c ON c.payee = d.payee AND c.component = d.component AND c.record = d.record
  AND c.seat = d.seat
JOIN latest AS l ON l.payee = d.payee AND l.component = d.component
"""


@dataclass(frozen=True, slots=True)
class Compared:
    """The tables that say what a closed run was and would be.

    `shadow` holds its lines as they would be now, `closed` its sealed lines and `posted` what
    later closed runs adjusted in it.
    """

    shadow: str
    closed: str
    posted: str


def adjustment_lines(
    plan: Plan, *, run: str, tables: Compared, versions: exp.Query
) -> exp.Query:
    """The adjustment lines of one closed run: COLUMNS and `walk`, like those of a component.

    `versions` gives _position_from and _position_to of the records.
    """
    slot = _slot(plan)
    shared = {"slot": slot, "million": MILLION}
    now = _LINE.format(table=tables.shadow, line="NULL", kinds="<> 'adjustment'", **shared)
    closed = _LINE.format(table=tables.closed, line="x.line", kinds="<> 'adjustment'", **shared)
    posted = _LINE.format(table=tables.posted, line="NULL", kinds="= 'adjustment'", **shared)
    name = exp.Literal.string(run).sql("duckdb")
    lines = _parsed(_LINES.format(million=MILLION, run=name))
    parts = {
        "now_lines": now,
        "known": f"{closed} UNION ALL {posted}",
        "was_lines": _WAS,
        "record_now": _PER_RECORD.format("now_lines"),
        "record_was": f"{_PER_RECORD.format('was_lines')} {_COUNTED}",
        "changes": _CHANGES,
        "latest": _LATEST,
        "adjusted": _ADJUSTED,
    }
    lines = lines.with_("versions", versions)
    for name, text in parts.items():
        lines = lines.with_(name, _parsed(text))
    return lines


def _slot(plan: Plan) -> str:
    whole = [each.key for each in plan.components if each.scale.shape is Shape.WHOLE]
    if not whole:
        return "x.band"
    keys = ", ".join(exp.Literal.string(key).sql("duckdb") for key in whole)
    return f"CASE WHEN x.component IN ({keys}) THEN 0 ELSE x.band END"


def _parsed(sql: str) -> exp.Query:
    tree = parse_one(sql, read="duckdb")
    if not isinstance(tree, exp.Query):
        raise TypeError("the text of a query")
    return tree
