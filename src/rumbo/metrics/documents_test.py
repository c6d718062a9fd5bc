"""How files of metrics are read and refused, and what is planned for a question."""

from datetime import date

import pytest

from rumbo.kernel.calendar import FiscalPeriod, Grain, Period, parse_period
from rumbo.kernel.problems import Refused
from rumbo.metrics.documents import read_metrics
from rumbo.metrics.rules.adding import refuse_sum
from rumbo.metrics.rules.buckets import name_of
from rumbo.metrics.rules.metric import Metric
from rumbo.metrics.rules.plan import plans
from rumbo.metrics.rules.question import Asked, Calendar, Scope, dimension
from rumbo.records.rules.dataset import Dataset, Field, FieldKind

DEALS = Dataset(
    key="deals",
    key_field="deal",
    fields=(
        Field("deal", FieldKind.TEXT),
        Field("seller", FieldKind.PERSON),
        Field("stage", FieldKind.CHOICE),
        Field("closed-on", FieldKind.DATE),
        Field("amount", FieldKind.MONEY, currency="EUR"),
        Field("abroad", FieldKind.MONEY, currency="USD"),
        Field("foreign", FieldKind.MONEY, currency="stage"),
    ),
    credited_to="seller",
    dated_by=("closed-on",),
)
HEAD = """
metric: {key}
name: {{en: A, es: A}}
means: {{en: A, es: A}}
does-not-mean: {{en: B, es: B}}
"""
REVENUE = (
    HEAD.format(key="revenue")
    + """kind: simple
unit: money
from: deals
measure: sum(amount)
where: stage = 'Won'
dated-by: closed-on
adds-up-over: [seller, month]
cases:
  - rows:
      - {closed-on: 2017-01-02, stage: Won, amount: 5.50}
      - {closed-on: 2017-01-02, stage: Lost, amount: 7}
    gives: [{revenue: 5.50}]
"""
)
WON = (
    HEAD.format(key="won")
    + """kind: simple
unit: count
from: deals
measure: count
where: stage = 'Won'
dated-by: closed-on
cases:
  - rows: [{closed-on: 2017-01-02, stage: Won}]
    gives: [{won: 1}]
"""
)
AVERAGE = (
    HEAD.format(key="average")
    + """kind: ratio
unit: money
of: revenue
to: won
cases:
  - rows:
      - {closed-on: 2017-01-02, stage: Won, amount: 10}
      - {closed-on: 2017-01-02, stage: Won, amount: 5}
    gives: [{average: 7.5}]
"""
)


def read(*texts: str) -> tuple[Metric, ...]:
    files = [(text, f"m{number}.yaml") for number, text in enumerate(texts)]
    return read_metrics(files, datasets={"deals": DEALS})


def refused(*texts: str) -> list[tuple[str, str]]:
    """The place and code of every problem."""
    with pytest.raises(Refused) as caught:
        read(*texts)
    return [(str(problem.place), problem.code) for problem in caught.value.problems]


def test_a_ratio_may_stand_before_its_parts() -> None:
    assert [metric.key for metric in read(AVERAGE, REVENUE, WON)] == [
        "revenue",
        "won",
        "average",
    ]


@pytest.mark.parametrize(
    ("written", "instead", "problem"),
    [
        ("sum(amount)", "sum(amuont)", ("m0.yaml:9:14", "expression.unknown-name")),
        ("sum(amount)", "total(amount)", ("m0.yaml:9:10", "metric.measure.unknown")),
        ("sum(amount)", "sum", ("m0.yaml:9:10", "metric.measure.argument")),
        ("sum(amount)", "sum(stage)", ("m0.yaml:9:14", "expression.wrong-type")),
        ("sum(amount)", "sum(foreign)", ("m0.yaml:9:10", "metric.currencies")),
        ("sum(amount)", "sum(amount + abroad)", ("m0.yaml:9:10", "metric.currencies")),
        ("unit: money", "unit: number", ("m0.yaml:7:7", "metric.unit")),
        ("from: deals", "from: deal", ("m0.yaml:8:7", "metric.unknown-dataset")),
        ("stage = 'Won'", "stage", ("m0.yaml:10:8", "metric.where.not-yes-no")),
        ("stage = 'Won'", 'stage = "Won"', ("m0.yaml:10:16", "expression.double-quote")),
        ("by: closed-on", "by: stage", ("m0.yaml:11:11", "metric.unknown-field")),
        ("[seller, month]", "[seler]", ("m0.yaml:12:15", "metric.unknown-dimension")),
        ("measure: sum(amount)", "of: won", ("m0.yaml:9:5", "metric.kind.strange")),
        ("amount: 7}", "amount: much}", ("m0.yaml:16:54", "metric.case.value")),
        ("amount: 7}", "amuont: 7}", ("m0.yaml:16:54", "metric.case.name")),
        ("{revenue: 5.50}", "{revenue: 6}", ("m0.yaml:17:13", "metric.case.differs")),
        (
            "{revenue: 5.50}",
            "{month: 2017-13, revenue: 1}",
            ("m0.yaml:17:21", "metric.case.period"),
        ),
        ("{revenue: 5.50}", "{month: 2017-01}", ("m0.yaml:17:13", "metric.case.no-figure")),
    ],
)
def test_a_fault_is_told_with_its_place(
    written: str, instead: str, problem: tuple[str, str]
) -> None:
    assert problem in refused(REVENUE.replace(written, instead, 1))


def test_every_fault_of_every_file_is_told_at_once() -> None:
    wrong = REVENUE.replace("by: closed-on", "by: closed").replace("'Won'", "1")
    assert refused(wrong, WON.replace("measure: count", "measure: sum(deal)")) == [
        ("m0.yaml:11:11", "metric.unknown-field"),
        ("m0.yaml:10:16", "expression.different-types"),
        ("m1.yaml:9:14", "expression.wrong-type"),
    ]


def test_a_metric_without_cases_is_refused() -> None:
    assert refused(REVENUE[: REVENUE.index("cases:")]) == [("m0.yaml:2:1", "metric.no-cases")]


def test_one_number_has_one_definition() -> None:
    assert refused(REVENUE, REVENUE) == [("m1.yaml:2:9", "metric.twice")]


def test_two_metrics_cannot_be_computed_from_each_other() -> None:
    first = AVERAGE.replace("of: revenue", "of: other")
    second = AVERAGE.replace("metric: average", "metric: other").replace("revenue", "average")
    assert refused(first, second, WON) == [
        ("m0.yaml:2:9", "metric.circle"),
        ("m1.yaml:2:9", "metric.circle"),
    ]


def test_a_ratio_never_adds_up() -> None:
    added = AVERAGE.replace("to: won", "to: won\nadds-up-over: [month]")
    assert refused(added, REVENUE, WON) == [("m0.yaml:10:15", "metric.never-adds")]


def test_an_unknown_part_offers_the_nearest() -> None:
    with pytest.raises(Refused) as caught:
        read(AVERAGE.replace("of: revenue", "of: revenu"), REVENUE, WON)
    assert caught.value.problems[0].facts["near"] == "revenue"


def test_one_length_of_time_stands_for_all_and_the_credited_field_for_the_person() -> None:
    (revenue,) = read(REVENUE)
    refuse_sum(revenue, ["person", "week"])
    with pytest.raises(Refused):
        refuse_sum(revenue, ["stage"])


def asked(*by: str, scope: Scope | None = None, calendar: Calendar | None = None) -> Asked:
    bodies = [each.body for each in read(REVENUE)[0].simples()]
    named = tuple(
        (name, dimension(name, bodies=bodies, levels={"team", "office"})) for name in by
    )
    return Asked(parse_period("2017-Q3"), named, scope or Scope(), calendar or Calendar())


def test_parts_that_share_dataset_date_and_credit_are_counted_in_one_pass() -> None:
    average = read(AVERAGE, REVENUE, WON)[-1]
    (plan,) = plans(average.simples(), asked("month"))
    assert [metric.key for metric in plan.metrics] == ["revenue", "won"]
    assert plan.text.count("FROM dataset_deals") == 1


def test_only_a_question_about_people_joins_the_roster() -> None:
    (revenue,) = read(REVENUE)
    (plain,) = plans(revenue.simples(), asked("month"))
    (people,) = plans(revenue.simples(), asked("person"))
    (teams,) = plans(revenue.simples(), asked("office"))
    assert "JOIN" not in plain.text
    assert "roster_identity" in people.text
    assert "roster_membership" not in people.text
    assert "level\" = 'office'" in teams.text


def test_fiscal_years_are_listed_where_the_calendar_does_not_cut_as_usual() -> None:
    year = Period(date(2017, 4, 1), date(2018, 4, 1))
    calendar = Calendar((FiscalPeriod("2017", Grain.YEAR, year),))
    (revenue,) = read(REVENUE)
    (fiscal,) = plans(revenue.simples(), asked("year", calendar=calendar))
    (usual,) = plans(revenue.simples(), asked("year"))
    assert "CASE WHEN" in " ".join(fiscal.text.split())
    assert "DATE_TRUNC('YEAR'" in usual.text
    assert name_of(date(2017, 4, 1), Grain.YEAR, calendar) == "2017"
