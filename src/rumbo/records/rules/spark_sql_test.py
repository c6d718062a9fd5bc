"""What is written for Spark where sqlglot alone would write something that means otherwise."""

import pytest
from sqlglot import exp, parse_one

from rumbo.records.rules.spark_sql import WHOLE, spark_sql


def said(text: str) -> str:
    return spark_sql(parse_one(text, read="duckdb"))


def test_a_cast_to_a_whole_number_rounds_on_the_way_because_sparks_own_cuts() -> None:
    assert said("CAST(x AS BIGINT)") == "CAST(CAST(x AS DECIMAL(38, 0)) AS BIGINT)"
    assert said("CAST(x AS HUGEINT)") == "CAST(x AS DECIMAL(38, 0))"
    assert said("CAST(x AS DATE)") == "CAST(x AS DATE)"


def test_a_quotient_is_never_left_to_one_div_which_wraps_around() -> None:
    text = said("a // 7")
    # By ten billions of the divisor first, then what is left of it.
    assert text.count(f"DIV (CAST(7 AS {WHOLE}) * CAST({10**13} AS {WHOLE}))") == 2
    assert text.endswith(f"DIV CAST(7 AS {WHOLE}) AS {WHOLE}))")


@pytest.mark.parametrize(
    ("rank", "place"),
    [("0.5", "* 1 + 1) DIV 2"), ("0.9", "* 9 + 9) DIV 10"), ("0.95", "* 19 + 19) DIV 20")],
)
def test_a_percentile_takes_one_of_the_values_by_whole_numbers_alone(
    rank: str, place: str
) -> None:
    tree = exp.PercentileDisc(this=exp.column("x"), expression=exp.Literal.number(rank))
    text = spark_sql(tree)
    assert place in text
    assert "PERCENTILE" not in text


def test_the_clock_of_a_zone_is_read_from_utc_once() -> None:
    assert said("(x AT TIME ZONE 'UTC') AT TIME ZONE 'Europe/Madrid'") == (
        "FROM_UTC_TIMESTAMP(x, 'Europe/Madrid')"
    )


def test_what_has_no_value_comes_last_as_it_does_here() -> None:
    assert said("SELECT 1 FROM t ORDER BY x").endswith("ORDER BY x NULLS LAST")
