"""A metric asked of real records: whose, when, as known when, and why."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from rumbo.history import queries as history
from rumbo.history.actors import System
from rumbo.kernel.calendar import Period, parse_period
from rumbo.kernel.problems import Refused
from rumbo.metrics import operations, queries
from rumbo.metrics.queries import Question, Scope
from rumbo.people import identities
from rumbo.people import operations as people
from rumbo.people.documents import read_organisation, read_people
from rumbo.people.values import Visible
from rumbo.records import log
from rumbo.records import operations as records
from rumbo.records.rules.payload import entry
from rumbo.wording.metrics import explained

pytestmark = pytest.mark.django_db

BY = System("test")
NEW_YEAR = datetime(2017, 1, 1, 9, tzinfo=UTC)
APRIL = datetime(2017, 4, 1, 9, tzinfo=UTC)
JULY = datetime(2017, 7, 1, 9, tzinfo=UTC)
QUARTER = parse_period("2017-Q1")
EVERYONE = Visible()

ORGANISATION = """
organisation: acme
name: Acme
about: {en: Sells tools, es: Vende herramientas}
currency: EUR
time-zone: Europe/Madrid
week-start: sunday
fiscal-year-starts: 4
years: {from: 2016, before: 2019}
"""
PEOPLE = """
teams:
  - {team: spain, name: Spain, level: region}
  - {team: north, name: North, level: team, part-of: spain}
  - {team: south, name: South, level: team, part-of: spain}
people:
  - {person: ana, name: Ana Ruiz, team: north, from: 2016-01-01, roles: [rep]}
  - {person: ben, name: Ben Oka, team: south, from: 2016-01-01, roles: [rep]}
  - {person: mar, name: Mar Gil, from: 2016-01-01, roles: [manager], leads: [north]}
  - {person: eva, name: Eva Paz, from: 2016-01-01, roles: [manager], leads: [spain]}
"""
DEALS = """
dataset: deals
name: {en: Deals, es: Negocios}
means: {en: Deals, es: Negocios}
key: deal
fields:
  - {id: deal, type: text, name: {en: Deal, es: Negocio}}
  - {id: seller, type: person, name: {en: Seller, es: Vendedor}}
  - {id: account, type: text, name: {en: Account, es: Cuenta}}
  - {id: won, type: yes-no, name: {en: Won, es: Ganado}}
  - {id: signed-at, type: instant, name: {en: Signed at, es: Firmado a las}}
  - {id: closed-on, type: date, name: {en: Closed on, es: Cerrado el}}
  - {id: order, type: whole, name: {en: Order, es: Orden}}
  - {id: amount, type: money, currency: EUR, name: {en: Amount, es: Importe}}
credited-to: seller
dated-by: [closed-on, signed-at]
"""
REVENUE = """
metric: revenue
name: {en: Revenue, es: Ingresos}
means: {en: Amount of deals won, es: Importe de negocios ganados}
does-not-mean: {en: Cash, es: Caja}
kind: simple
unit: money
from: deals
measure: sum(amount)
where: won
dated-by: closed-on
adds-up-over: [seller, team, month]
cases:
  - rows: [{closed-on: 2017-01-02, won: yes, amount: 5}]
    gives: [{revenue: 5}]
"""
CUSTOMERS = """
metric: customers
name: {en: Customers, es: Clientes}
means: {en: Accounts that bought, es: Cuentas que compraron}
does-not-mean: {en: Deals, es: Negocios}
kind: simple
unit: count
from: deals
measure: count-distinct(account)
where: won
dated-by: closed-on
cases:
  - rows:
      - {closed-on: 2017-01-02, won: yes, account: A}
      - {closed-on: 2017-01-03, won: yes, account: A}
    gives: [{customers: 1}]
"""
SIGNED = """
metric: signed
name: {en: Signed, es: Firmados}
means: {en: Deals signed, es: Negocios firmados}
does-not-mean: {en: Deals closed, es: Negocios cerrados}
kind: simple
unit: count
from: deals
measure: count
dated-by: signed-at
cases:
  - rows: [{signed-at: 2017-01-02}]
    gives: [{signed: 1}]
"""
PER_CUSTOMER = """
metric: per-customer
name: {en: Revenue per customer, es: Ingreso por cliente}
means: {en: Revenue by account that bought, es: Ingreso por cuenta que compró}
does-not-mean: {en: Margin, es: Margen}
kind: ratio
unit: money
of: revenue
to: customers
cases:
  - rows: []
    gives: [{per-customer: none}]
"""
FILES = [
    (PER_CUSTOMER, "per-customer.yaml"),
    (REVENUE, "revenue.yaml"),
    (CUSTOMERS, "customers.yaml"),
    (SIGNED, "signed.yaml"),
]


@pytest.fixture(autouse=True)
def _acme() -> None:
    organisation = read_organisation(ORGANISATION, file="organisation.yaml")
    people.found_organisation(organisation, by=BY, at=NEW_YEAR)
    people.declare_people(read_people(PEOPLE, file="people.yaml"), by=BY, at=NEW_YEAR)
    records.declare(DEALS, file="deals.yaml", by=BY, at=NEW_YEAR)
    operations.declare_all(FILES, by=BY, at=NEW_YEAR)


def bring(*deals: Mapping[str, str | int | bool], at: datetime = APRIL) -> None:
    sellers = [str(each["seller"]) for each in deals]
    known = identities.identities_for(source="crm", values=sellers, by=BY, at=at)
    entries = [
        entry("deals", str(each["deal"]), {**each, "seller": known[str(each["seller"])]})
        for each in deals
    ]
    log.append(entries, source="crm", at=at, by=BY)


def deal(
    key: str, seller: str, closed_on: str, *, amount: int, **others: str | int | bool
) -> dict[str, str | int | bool]:
    """A won deal; the amount is in euros."""
    values = {"deal": key, "seller": seller, "closed-on": closed_on, "amount": amount * 100}
    return {**values, "won": True, "account": f"account of {key}", **others}


def of(metric: str = "revenue", period: Period = QUARTER, **asked: object) -> Question:
    return replace(Question(metric, period), **asked)  # type: ignore[arg-type]


def value(question: Question, visible: Visible = EVERYONE) -> Decimal | None:
    return queries.answer(question, visible=visible).value


def rows(question: Question, visible: Visible = EVERYONE) -> dict[object, Decimal | None]:
    """Figures by their group; a single dimension stands for itself."""
    answer = queries.answer(question, visible=visible)
    groups = [tuple(row.dimensions.values()) for row in answer.rows]
    return {
        group[0] if len(group) == 1 else group: row.value
        for group, row in zip(groups, answer.rows, strict=True)
    }


def test_a_deal_counts_for_the_team_its_seller_was_in_on_that_day() -> None:
    people.place("ana", team="south", valid_from=date(2017, 2, 1), by=BY, at=APRIL)
    bring(
        deal("D1", "Ana Ruiz", "2017-01-31", amount=100),
        deal("D2", "Ana Ruiz", "2017-02-01", amount=30),
        deal("D3", "Ben Oka", "2017-02-01", amount=7),
    )
    assert rows(of(by=("team",))) == {"north": Decimal("100.00"), "south": Decimal("37.00")}
    assert rows(of(by=("region",))) == {"spain": Decimal("137.00")}
    assert rows(of(by=("manager",))) == {"mar": Decimal("100.00"), None: Decimal("37.00")}
    assert value(of(scope=Scope(team="south"))) == Decimal("37.00")
    assert value(of(scope=Scope(team="spain"))) == Decimal("137.00")
    assert value(of(scope=Scope(manager="mar"))) == Decimal("100.00")
    assert value(of(scope=Scope(manager="eva"))) == Decimal("137.00")


def test_a_past_position_knows_the_teams_and_figures_of_its_time() -> None:
    bring(deal("D1", "Ana Ruiz", "2017-01-31", amount=100))
    then = history.head()
    people.place("ana", team="south", valid_from=date(2017, 1, 15), by=BY, at=JULY)
    bring(deal("D1", "Ana Ruiz", "2017-01-31", amount=150), at=JULY)
    assert rows(of(by=("team",))) == {"south": Decimal("150.00")}
    assert rows(of(by=("team",), position=then)) == {"north": Decimal("100.00")}


def test_what_nobody_is_matched_to_is_shown_and_counts_in_the_total() -> None:
    bring(
        deal("D1", "Ana Ruiz", "2017-01-31", amount=100),
        deal("D2", "Zoe", "2017-01-31", amount=11),
    )
    assert rows(of(by=("person",))) == {"ana": Decimal("100.00"), None: Decimal("11.00")}
    assert value(of()) == Decimal("111.00")
    assert value(of(scope=Scope(person=""))) == Decimal("11.00")


def test_matching_somebody_once_moves_all_their_records() -> None:
    bring(
        deal("D1", "A. Ruiz", "2017-01-31", amount=100),
        deal("D2", "A. Ruiz", "2017-03-01", amount=50),
    )
    assert rows(of(by=("person",))) == {None: Decimal("150.00")}
    (identity,) = identities.known_identities(source="crm", values=["A. Ruiz"]).values()
    identities.match_identity(identity, person="ana", by=BY, at=JULY)
    assert rows(of(by=("person",))) == {"ana": Decimal("150.00")}
    assert value(of(scope=Scope(dimensions={"seller": "ana"}))) == Decimal("150.00")


def test_a_partner_sees_only_what_is_credited_to_them() -> None:
    bring(
        deal("D1", "Ana Ruiz", "2017-01-31", amount=100),
        deal("D2", "Ben Oka", "2017-01-31", amount=5),
    )
    only_ben = Visible(frozenset({"ben"}))
    assert value(of(), only_ben) == Decimal("5.00")
    assert rows(of(by=("person",)), only_ben) == {"ben": Decimal("5.00")}
    assert queries.explain(of(), visible=only_ben).total_records == 1
    assert value(of(), Visible(frozenset())) == Decimal(0)


def test_time_is_cut_as_the_organisation_cuts_it() -> None:
    bring(
        deal("D1", "Ana Ruiz", "2017-03-31", amount=1),
        deal("D2", "Ana Ruiz", "2017-04-01", amount=2),
        deal("D3", "Ana Ruiz", "2017-04-02", amount=4),
    )
    spring = Period(date(2017, 3, 1), date(2017, 5, 1))
    assert rows(of(period=spring, by=("year",))) == {
        "2016": Decimal("1.00"),
        "2017": Decimal("6.00"),
    }
    assert rows(of(period=spring, by=("quarter",))) == {
        "2016-Q4": Decimal("1.00"),
        "2017-Q1": Decimal("6.00"),
    }
    assert rows(of(period=spring, by=("week",))) == {
        "2017-03-26": Decimal("3.00"),  # weeks start on Sundays here
        "2017-04-02": Decimal("4.00"),
    }


def test_an_instant_counts_on_the_business_date() -> None:
    """23:30 UTC on 31 March is already 1 April in Madrid."""
    late = deal("D1", "Ana Ruiz", "2017-04-01", amount=1)
    bring({**late, "signed-at": "2017-03-31T23:30:00.000000Z"})
    april, march = parse_period("2017-04"), parse_period("2017-03")
    assert value(of("signed", april)) == 1
    assert value(of("signed", march)) is None
    assert rows(of("signed", april, by=("day",))) == {"2017-04-01": Decimal(1)}


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
        assert value(of(scope=scope)) == 0
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
    assert english.startswith("Adds up “Amount” of Deals. Only records where won.")
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
