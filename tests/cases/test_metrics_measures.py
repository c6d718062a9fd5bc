"""Every measure gives the same figure in the engine and in memory."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rumbo.kernel.calendar import parse_period
from rumbo.kernel.expressions import Value
from rumbo.kernel.problems import Refused
from rumbo.metrics.documents import read_metrics
from rumbo.metrics.rules import tally
from rumbo.metrics.rules.metric import Aggregate, Metric
from rumbo.metrics.rules.question import Scope
from rumbo.records.rules.dataset import Dataset, Field, FieldKind
from tests.cases.metric_tables import ALWAYS, asked, figures, tables

ORDERS = Dataset(
    key="orders",
    key_field="order",
    fields=(
        Field("order", FieldKind.TEXT),
        Field("account", FieldKind.TEXT, link="accounts"),
        Field("seller", FieldKind.PERSON),
        Field("paid", FieldKind.YES_NO),
        Field("placed-on", FieldKind.DATE),
        Field("amount", FieldKind.MONEY, currency="EUR"),
        Field("pieces", FieldKind.WHOLE),
    ),
    credited_to="seller",
    dated_by=("placed-on",),
)
ACCOUNTS = Dataset(
    key="accounts",
    key_field="account",
    fields=(
        Field("account", FieldKind.TEXT),
        Field("market", FieldKind.TEXT),
        Field("credit", FieldKind.MONEY, currency="EUR"),
    ),
)
DATASETS = {"orders": ORDERS, "accounts": ACCOUNTS}
ACCOUNT_ROWS: list[dict[str, Value]] = [
    {"account": "A", "market": "target", "credit": Decimal("50.25")},
    {"account": "B", "market": "other", "credit": None},
]
FILE = """
metric: figure
name: {{en: A, es: A}}
means: {{en: A, es: A}}
does-not-mean: {{en: B, es: B}}
kind: simple
unit: {unit}
from: orders
measure: {measure}
where: {where}
dated-by: placed-on
cases: [{{rows: [], gives: [{{figure: {nothing}}}]}}]
"""


def metric(
    measure: str, *, unit: str = "money", where: str = "paid", nothing: str = "none"
) -> Metric:
    text = FILE.format(measure=measure, unit=unit, where=where, nothing=nothing)
    (read,) = read_metrics([(text, "figure.yaml")], datasets=DATASETS)
    return read


MEASURES = [
    metric("minimum(amount)"),
    metric("maximum(amount / pieces)"),
    metric("median(amount)"),
    metric("median(pieces)", unit="number"),
    metric("percentile(amount, 90%)"),
    metric("percentile(least(amount, 50), 12.5%)"),
    metric("percentile(pieces, 100%)", unit="number"),
    metric("count-new(account)", unit="count", nothing="0"),
    metric("sum(amount)", where="account.market = 'target'", nothing="0"),
    metric("sum(least(amount, account.credit))", nothing="0"),
    metric("maximum(account.credit)"),
    metric("count-new(account.market)", unit="count", nothing="0"),
    metric("count-new(account)", unit="count", nothing="0", where="account.credit > 0"),
    metric("count-new(seller)", unit="count", nothing="0", where="amount > 0"),
]
ORDER = st.fixed_dictionaries(
    {
        "account": st.sampled_from(["A", "B", "C", None]),
        "seller": st.sampled_from(["ana", "luis", None]),
        "paid": st.booleans() | st.none(),
        "placed_on": st.dates(date(2017, 1, 1), date(2017, 3, 31)) | st.none(),
        "amount": st.decimals(-99, 99, places=2) | st.none(),
        "pieces": st.integers(0, 9).map(Decimal) | st.none(),
    }
)
ROWS = st.lists(ORDER, max_size=14).map(
    lambda rows: [{**row, "order": f"O{number:02}"} for number, row in enumerate(rows)]
)
GROUPINGS = st.sampled_from(
    [(), ("account",), ("month",), ("month", "account"), ("account.market",)]
)


@settings(max_examples=60)
@given(rows=ROWS, measured=st.sampled_from(MEASURES), by=GROUPINGS)
def test_the_engine_and_memory_give_the_same_figures(
    rows: list[dict[str, Value]], measured: Metric, by: tuple[str, ...]
) -> None:
    records = {"orders": rows, "accounts": ACCOUNT_ROWS}
    question = asked(measured, period=ALWAYS, by=by)
    with tables(records, DATASETS.values()) as engine:
        counted = figures(engine, measured, question)
    assert counted == tally.tallied(measured, records, question)


@pytest.mark.parametrize(
    "measure",
    ["percentile(amount)", "percentile(amount, 90)", "percentile(amount, 0%)", "percentile(,)"],
)
def test_a_percentile_says_how_many_lie_at_or_below(measure: str) -> None:
    with pytest.raises(Refused) as caught:
        metric(measure)
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == ("metric.measure.rank", "figure.yaml:9:21")


def test_an_unknown_name_through_a_link_offers_the_nearest() -> None:
    with pytest.raises(Refused) as caught:
        metric("sum(amount)", where="account.markt = 'target'")
    (problem,) = caught.value.problems
    assert (problem.code, problem.facts["near"]) == (
        "expression.unknown-name",
        "account.market",
    )
    assert str(problem.place) == "figure.yaml:10:8"


FIRSTS: list[dict[str, Value]] = [
    {"order": "O1", "account": "A", "paid": False, "placed_on": date(2017, 1, 3)},
    {"order": "O2", "account": "A", "paid": True, "placed_on": date(2017, 2, 3)},
    {"order": "O3", "account": "A", "paid": True, "placed_on": date(2017, 3, 3)},
    {"order": "O4", "account": "B", "paid": True, "placed_on": date(2017, 3, 3)},
]


def test_what_was_bought_before_is_not_new_in_a_later_period() -> None:
    new = metric("count-new(account)", unit="count", nothing="0")
    with tables({"orders": FIRSTS}, DATASETS.values()) as engine:
        march = asked(new, period=parse_period("2017-03"))
        year = asked(new, period=parse_period("2017"), by=("month",))
        assert figures(engine, new, march) == {(): 1}
        assert figures(engine, new, year) == {("2017-02",): 1, ("2017-03",): 1}


def test_a_question_narrows_what_was_first_and_makes_nothing_first() -> None:
    new = metric("count-new(account)", unit="count", nothing="0")
    with tables({"orders": FIRSTS}, DATASETS.values()) as engine:
        of_third = Scope(dimensions={"order": "O3"})
        question = asked(new, period=ALWAYS, scope=of_third)
        assert figures(engine, new, question) == {(): 0}


def test_only_what_counts_or_sums_ever_adds_up() -> None:
    adding = {each.value for each in Aggregate if each.adds_up}
    assert adding == {"count", "count-distinct", "count-new", "sum", "last"}
