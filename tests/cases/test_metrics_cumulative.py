"""Cumulative metrics reach back to the start of a longer period."""

from datetime import date
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rumbo.kernel.calendar import FiscalPeriod, Grain, Period, parse_period
from rumbo.kernel.expressions import Value
from rumbo.kernel.problems import Refused
from rumbo.metrics.documents import read_metrics
from rumbo.metrics.rules import tally
from rumbo.metrics.rules.metric import Cumulative, Metric
from rumbo.metrics.rules.question import Calendar
from rumbo.metrics.rules.since import reaching_back, slices
from rumbo.records.rules.dataset import Dataset, Field, FieldKind
from tests.cases.metric_tables import asked, figures, tables

SALES = Dataset(
    key="sales",
    key_field="sale",
    fields=(
        Field("sale", FieldKind.TEXT),
        Field("shop", FieldKind.TEXT),
        Field("sold-on", FieldKind.DATE),
        Field("amount", FieldKind.MONEY, currency="EUR"),
    ),
    dated_by=("sold-on",),
)
HEAD = """metric: {key}
name: {{en: A, es: A}}
means: {{en: A, es: A}}
does-not-mean: {{en: B, es: B}}
unit: money
"""
SOLD = HEAD.format(key="sold") + (
    "kind: simple\nfrom: sales\nmeasure: sum(amount)\ndated-by: sold-on\n"
    "cases: [{rows: [], gives: [{sold: 0}]}]\n"
)
SO_FAR = """kind: cumulative
of: sold
since: {since}
cases:
  - rows:
      - {{sold-on: 2016-12-31, amount: 7}}
      - {{sold-on: 2017-01-03, amount: 100}}
      - {{sold-on: 2017-02-28, amount: 50}}
      - {{sold-on: 2017-04-01, amount: 1}}
    gives:
      - {{month: 2017-02, so-far: {february}}}
      - {{month: 2017-03, so-far: {march}}}
      - {{quarter: 2017-Q2, so-far: {second}}}
"""
OF_THE_YEAR = {"since": "year", "february": "150", "march": "150", "second": "151"}


def so_far(**facts: str) -> Metric:
    text = HEAD.format(key="so-far") + SO_FAR.format(**{**OF_THE_YEAR, **facts})
    read = read_metrics([(text, "so-far.yaml"), (SOLD, "sold.yaml")], datasets=datasets())
    return read[-1]


def datasets() -> dict[str, Dataset]:
    return {"sales": SALES}


def answered(
    engine: duckdb.DuckDBPyConnection, metric: Metric, period: Period, *by: str
) -> dict[tuple[str | None, ...], Decimal | None]:
    question = asked(metric, period=period, by=by)
    return figures(engine, metric, question, seen=date(2017, 12, 31))


FIGURES = {
    "quarter": {"february": "150", "march": "150", "second": "1"},
    "month": {"february": "50", "march": "0", "second": "0"},
    "ever": {"february": "157", "march": "157", "second": "158"},
    "year": OF_THE_YEAR,
}


@pytest.mark.parametrize("since", ["quarter", "month", "ever"])
def test_it_begins_again_with_each_longer_period(since: str) -> None:
    with pytest.raises(Refused) as caught:
        so_far(since=since)
    assert "metric.case.differs" in {each.code for each in caught.value.problems}
    assert so_far(**{**FIGURES[since], "since": since}).kind == "cumulative"


SALE = st.fixed_dictionaries(
    {
        "shop": st.sampled_from(["north", "south"]),
        "sold_on": st.dates(date(2016, 6, 1), date(2017, 12, 31)) | st.none(),
        "amount": st.decimals(-99, 99, places=2) | st.none(),
    }
)
SINCE = st.sampled_from(["quarter", "year", "ever"])


@settings(max_examples=15)
@given(rows=st.lists(SALE, max_size=10), since=SINCE)
def test_the_engine_and_memory_reach_back_alike(
    rows: list[dict[str, Value]], since: str
) -> None:
    metric = so_far(**{**FIGURES[since], "since": since})
    with tables({"sales": rows}, [SALES]) as engine:
        months = answered(engine, metric, parse_period("2017"), "month")
    assert months == {(f"2017-{n:02}",): _in_memory(metric, rows, n) for n in range(1, 13)}


def _in_memory(metric: Metric, rows: list[dict[str, Value]], month: int) -> Decimal | None:
    question = asked(metric, period=parse_period(f"2017-{month:02}"))
    return tally.tallied(metric, {"sales": rows}, question)[()]


def test_another_grouping_stands_beside_the_months() -> None:
    rows: list[dict[str, Value]] = [
        {"shop": "north", "sold_on": date(2017, 1, 2), "amount": Decimal(5)},
        {"shop": "south", "sold_on": date(2017, 2, 2), "amount": Decimal(3)},
    ]
    with tables({"sales": rows}, [SALES]) as engine:
        found = answered(engine, so_far(), parse_period("2017-02"), "shop", "month")
    assert found == {("north", "2017-02"): 5, ("south", "2017-02"): 3}


def test_a_fiscal_year_begins_where_the_calendar_says() -> None:
    year = Period(date(2016, 10, 1), date(2017, 10, 1))
    calendar = Calendar((FiscalPeriod("2017", Grain.YEAR, year),))
    body = so_far().body
    assert isinstance(body, Cumulative)
    assert reaching_back(body, parse_period("2017-02"), calendar).start == date(2016, 10, 1)


def test_periods_that_nobody_has_looked_at_yet_are_left_out() -> None:
    metric = so_far()
    question = asked(metric, period=parse_period("2017"), by=("month",))
    labels = [each.label for each in slices(metric, question, seen=date(2017, 2, 1))]
    assert labels == ["2017-01", "2017-02"]


def test_two_lengths_of_time_are_refused() -> None:
    metric = so_far()
    question = asked(metric, period=parse_period("2017"), by=("month", "week"))
    with pytest.raises(Refused):
        list(slices(metric, question, seen=date(2017, 2, 1)))


def test_nothing_is_computed_from_a_cumulative_metric() -> None:
    text = HEAD.format(key="so-far") + SO_FAR.format(**OF_THE_YEAR)
    again = text.replace("metric: so-far", "metric: again").replace("of: sold", "of: so-far")
    files = [(text, "a.yaml"), (SOLD, "b.yaml"), (again, "c.yaml")]
    with pytest.raises(Refused) as caught:
        read_metrics(files, datasets=datasets())
    problems = [(each.code, str(each.place)) for each in caught.value.problems]
    assert problems == [("metric.cumulative.part", "c.yaml:7:5")]
