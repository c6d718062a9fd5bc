"""Only what is known to agree is said to a linked engine."""

import pytest
from sqlglot import parse_one

from rumbo.records.rules.agreed import refuse_unagreed
from rumbo.records.rules.unanswered import Unanswered


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT a / b FROM t", "Div"),
        ("SELECT AVG(a) FROM t", "Avg"),
        ("SELECT CAST(a AS DOUBLE) FROM t", "DOUBLE"),
        ("SELECT MEDIAN(a) FROM t", "Median"),
        ("SELECT QUANTILE_CONT(a, 0.5) FROM t", "PercentileCont"),
        ("SELECT DATE_DIFF('month', a, b) FROM t", "DateDiff MONTH"),
        ("SELECT DATE_TRUNC('month', a) FROM t", "TimestampTrunc without a date"),
        ("SELECT a // b FROM t", "IntDiv without Nullif"),
        ("SELECT EXTRACT(dow FROM a) FROM t", "Extract"),
        ("SELECT SUBSTRING(a, 0, 2) FROM t", "Substring"),
        ("SELECT some_function(a) FROM t", "Anonymous"),
        ("SELECT SIGN(a) FROM t", "Sign"),
    ],
)
def test_a_form_that_may_mean_something_else_is_refused_by_its_name(
    text: str, form: str
) -> None:
    with pytest.raises(Unanswered) as refused:
        refuse_unagreed(parse_one(text, read="duckdb"))
    assert refused.value.problem.facts["form"] == form


@pytest.mark.parametrize(
    "text",
    [
        "SELECT SUM(a) FILTER (WHERE b = 'x') AS n FROM t GROUP BY 1",
        "SELECT CAST(DATE_TRUNC('month', a) AS DATE) FROM t",
        "SELECT a // NULLIF(b, 0), a // 10, DATE_DIFF('day', a, b) FROM t",
        "WITH c AS (SELECT 1 AS x) SELECT x FROM c WHERE x IN (SELECT y FROM d)",
        "SELECT a FROM t UNION ALL SELECT 2",
        "SELECT SUM(a) OVER (PARTITION BY b ORDER BY c, d) FROM t",
    ],
)
def test_what_metrics_and_plans_say_passes(text: str) -> None:
    refuse_unagreed(parse_one(text, read="duckdb"))
