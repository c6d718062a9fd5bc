"""What may be added, what is no value, why a figure is what it is, and since when."""

from datetime import date
from decimal import Decimal

import pytest

from rumbo.history import queries as history
from rumbo.kernel.calendar import parse_period
from rumbo.kernel.problems import Refused
from rumbo.metrics import operations, queries
from rumbo.metrics.queries import Scope
from rumbo.wording.metrics import explained
from tests.cases.metric_acme import (
    APRIL,
    BY,
    EVERYONE,
    JULY,
    REVENUE,
    bring,
    deal,
    found_acme,
    of,
    rows,
    value,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _acme() -> None:
    found_acme()


def test_customers_are_told_apart_and_their_months_do_not_add_up() -> None:
    bring(
        deal("D1", "Ana Ruiz", "2017-01-10", amount=100, account="Acme"),
        deal("D2", "Ana Ruiz", "2017-02-10", amount=100, account="Acme"),
        deal("D3", "Ben Oka", "2017-02-10", amount=100, account="Umbrella"),
    )
    by_month = queries.answer(of("customers", by=("month",)), visible=EVERYONE)
    assert [row.value for row in by_month.rows] == [1, 2]
    assert value(of("customers")) == 2
    assert value(of("per-customer")) == Decimal(150)
    with pytest.raises(Refused) as caught:
        queries.total(by_month, over=("month",))
    assert caught.value.problems[0].code == "metric.does-not-add-up"


def test_a_sum_is_given_only_over_what_the_metric_declares() -> None:
    bring(
        deal("D1", "Ana Ruiz", "2017-01-10", amount=100),
        deal("D2", "Ben Oka", "2017-02-10", amount=1),
    )
    answer = queries.answer(of(by=("person", "month")), visible=EVERYONE)
    assert queries.total(answer, over=("person", "month")) == Decimal("101.00")
    with pytest.raises(Refused):
        queries.total(answer, over=("account",))


def test_no_data_is_no_value_and_a_quiet_period_is_zero() -> None:
    assert value(of()) is None
    bring(deal("D1", "Ana Ruiz", "2017-01-10", amount=100), at=APRIL)
    assert value(of(period=parse_period("2017-02"))) == 0
    assert value(of(period=parse_period("2016-12"))) is None  # before the first record
    assert value(of(period=parse_period("2017-08"))) is None  # nobody has looked since
    bring(deal("D2", "Ana Ruiz", "2017-03-10", amount=1), at=JULY)
    assert value(of(period=parse_period("2017-06"))) == 0


def test_coverage_says_how_far_the_data_reaches_and_when_it_was_seen() -> None:
    bring(
        deal("D1", "Ana Ruiz", "2017-01-10", amount=1),
        deal("D2", "Ana Ruiz", "2017-03-10", amount=1),
    )
    covered = queries.answer(of(), visible=EVERYONE).coverage
    assert (covered.first, covered.last) == (date(2017, 1, 10), date(2017, 3, 10))
    assert covered.observed_at == APRIL


def test_the_figure_as_it_grew() -> None:
    bring(
        deal("D1", "Ana Ruiz", "2017-01-01", amount=100),
        deal("D2", "Ana Ruiz", "2017-01-03", amount=20),
        deal("D3", "Ana Ruiz", "2017-01-03", amount=3),
    )
    points = queries.daily(of(), visible=EVERYONE, before=date(2017, 1, 5))
    assert [str(point.value) for point in points] == ["100.00", "100.00", "123.00", "123.00"]
    with pytest.raises(Refused):
        queries.daily(of("customers"), visible=EVERYONE)


def test_a_further_filter_and_a_field_named_like_a_word_of_sql() -> None:
    bring(
        deal("D1", "Ana Ruiz", "2017-01-10", amount=100, order=1),
        deal("D2", "Ana Ruiz", "2017-01-11", amount=20, order=2),
    )
    assert value(of(where="order = 2 and amount > 10")) == Decimal("20.00")
    assert rows(of(by=("order",))) == {"1": Decimal("100.00"), "2": Decimal("20.00")}
    assert value(of(scope=Scope(dimensions={"amount": "100"}))) == Decimal("100.00")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"by": ("persn",)}, "metric.unknown-dimension"),
        ({"where": "amuont > 1"}, "expression.unknown-name"),
        ({"where": "amount"}, "metric.where.not-yes-no"),
        ({"where": "seller = 'Ana'"}, "expression.unknown-name"),
        ({"where": "true); delete from x"}, "expression.character"),
        ({"scope": Scope(dimensions={"nothing": "1"})}, "metric.scope"),
        ({"scope": Scope(dimensions={"amount": "much"})}, "metric.scope.value"),
        ({"metric": "revenu"}, "metric.unknown"),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(asked: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as caught:
        value(of(**asked))  # type: ignore[arg-type]
    assert code in [problem.code for problem in caught.value.problems]


def test_a_scope_is_a_value_and_never_becomes_sql() -> None:
    bring(deal("D1", "Ana Ruiz", "2017-01-10", amount=100))
    hostile = "ana' OR '1'='1"
    for scope in (Scope(person=hostile), Scope(team=hostile), Scope(manager=hostile)):
        with pytest.raises(Refused) as caught:
            value(of(scope=scope))
        assert caught.value.problems[0].code == "metric.scope.unknown"
    assert value(of(scope=Scope(dimensions={"account": hostile}))) == 0


def test_an_explanation_opens_to_the_records() -> None:
    bring(*(deal(f"D{n}", "Ana Ruiz", f"2017-01-{n:02}", amount=n) for n in range(1, 8)))
    first = queries.explain(of("per-customer"), visible=EVERYONE, size=3)
    assert (first.total_records, first.pages, first.page) == (7, 3, 1)
    assert [row.key for row in first.records] == ["D7", "D6", "D5"]
    newest = first.records[0]
    assert (newest.person, newest.fields["amount"], newest.day) == (
        "ana",
        "7.00",
        date(2017, 1, 7),
    )
    last = queries.explain(of("per-customer"), visible=EVERYONE, page=99, size=3)
    assert (last.page, [row.key for row in last.records]) == (3, ["D1"])
    assert {used.metric: used.version for used in first.versions} == {
        "per-customer": 1,
        "revenue": 1,
        "customers": 1,
    }


def test_an_explanation_reads_as_sentences_in_both_languages() -> None:
    bring(deal("D1", "Ana Ruiz", "2017-01-10", amount=100))
    found = queries.explain(of(scope=Scope(person="ana")), visible=EVERYONE)
    english, spanish = (explained(found.phrases, each) for each in ("en", "es-MX"))
    assert english.startswith("Adds up “Amount” of Deals. Only records where Won.")
    assert english.endswith("Only what is credited to Ana Ruiz.")
    assert spanish.startswith("Suma «Importe» de Negocios.")


def test_a_changed_definition_is_a_new_version_and_the_past_keeps_its_own() -> None:
    bring(
        deal("D1", "Ana Ruiz", "2017-01-10", amount=100),
        deal("D2", "Ana Ruiz", "2017-01-11", amount=5),
    )
    then = history.head()
    larger = REVENUE.replace("where: won", "where: won and amount > 10").replace(
        "amount: 5}]\n    gives: [{revenue: 5}]", "amount: 50}]\n    gives: [{revenue: 50}]"
    )
    assert operations.declare(larger, file="revenue.yaml", by=BY, at=JULY)
    assert not operations.declare(larger, file="revenue.yaml", by=BY, at=JULY)
    assert (queries.metric("revenue").version, value(of())) == (2, Decimal("100.00"))
    assert queries.metric("revenue", position=then).version == 1
    assert value(of(position=then)) == Decimal("105.00")
    assert value(of("per-customer", position=then)) == Decimal("52.5")
    latest, first = queries.versions("revenue")
    assert (latest.version, latest.known_before, latest.at) == (2, None, JULY)
    assert (first.version, first.known_before) == (1, latest.known_from)


def test_a_metric_defined_today_can_be_asked_of_the_past() -> None:
    bring(deal("D1", "Ana Ruiz", "2017-01-10", amount=100))
    then = history.head()
    bring(deal("D1", "Ana Ruiz", "2017-01-10", amount=200), at=JULY)
    doubled = REVENUE.replace("revenue", "doubled").replace("sum(amount)", "sum(amount * 2)")
    operations.declare(
        doubled.replace("{doubled: 5}", "{doubled: 10}"), file="d.yaml", by=BY, at=JULY
    )
    assert value(of("doubled", position=then)) == 200


def test_a_change_that_breaks_a_metric_built_on_it_is_refused() -> None:
    counted = REVENUE.replace("unit: money", "unit: count").replace("sum(amount)", "count")
    counted = counted.replace("gives: [{revenue: 5}]", "gives: [{revenue: 1}]")
    with pytest.raises(Refused) as caught:
        operations.declare(counted, file="revenue.yaml", by=BY, at=JULY)
    assert [problem.code for problem in caught.value.problems] == ["metric.unit"]
    assert queries.metric("revenue").version == 1
