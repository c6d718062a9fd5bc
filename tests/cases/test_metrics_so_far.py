"""A cumulative metric, asked: its figure, its days, its months and its records."""

from datetime import date

import pytest

from rumbo.kernel.calendar import parse_period
from rumbo.metrics import operations, queries
from rumbo.wording.metrics import explained
from tests.cases.metric_acme import (
    APRIL,
    BY,
    EVERYONE,
    bring,
    deal,
    found_acme,
    of,
    rows,
    value,
)

pytestmark = pytest.mark.django_db
SO_FAR = """
metric: so-far
name: {en: Revenue so far, es: Ingresos hasta hoy}
means: {en: Revenue since the year began, es: Ingresos desde que empezó el año}
does-not-mean: {en: Cash, es: Caja}
kind: cumulative
unit: money
of: revenue
since: year
cases:
  - rows: [{closed-on: 2017-01-02, won: yes, amount: 5}]
    gives: [{month: 2017-03, so-far: 5}]
"""
MARCH = parse_period("2017-03")


@pytest.fixture(autouse=True)
def _acme() -> None:
    """A company whose fiscal year begins in April."""
    found_acme()
    operations.declare(SO_FAR, file="so-far.yaml", by=BY, at=APRIL)
    bring(
        deal("D1", "Ana Ruiz", "2016-03-31", amount=1000),
        deal("D2", "Ana Ruiz", "2016-04-01", amount=100),
        deal("D3", "Ben Oka", "2017-03-02", amount=20),
        deal("D4", "Ana Ruiz", "2017-04-01", amount=3),
    )


def test_it_counts_since_the_fiscal_year_began() -> None:
    assert value(of("so-far", MARCH)) == 120
    assert value(of("so-far", parse_period("2017-04"))) == 3
    assert rows(of("so-far", MARCH, by=("person",))) == {"ana": 100, "ben": 20}


def test_each_month_has_the_figure_reached_by_its_end_up_to_where_somebody_looked() -> None:
    assert rows(of("so-far", parse_period("2017"), by=("month",))) == {
        "2017-01": 100,
        "2017-02": 100,
        "2017-03": 120,
        "2017-04": 3,
    }


def test_the_days_begin_where_the_figure_stood_and_again_with_the_year() -> None:
    days = queries.daily(of("so-far", MARCH), visible=EVERYONE, before=date(2017, 3, 4))
    assert [point.value for point in days] == [100, 120, 120]
    spring = parse_period("2017")
    points = {
        each.day: each.value for each in queries.daily(of("so-far", spring), visible=EVERYONE)
    }
    assert [points[date(2017, 3, 31)], points[date(2017, 4, 1)]] == [120, 3]


def test_the_records_behind_it_reach_back_and_words_say_so() -> None:
    found = queries.explain(of("so-far", MARCH), visible=EVERYONE)
    assert [each.key for each in found.records] == ["D3", "D2"]
    assert explained(found.phrases, "en").startswith(
        "“Revenue” from the start of the year to the end of the period."
    )
    assert [each.metric for each in found.versions] == ["so-far", "revenue"]
