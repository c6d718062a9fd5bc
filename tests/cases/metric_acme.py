"""A small company whose figures fit on one screen, with metrics of every kind."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from rumbo.history.actors import System
from rumbo.kernel.calendar import Period, parse_period
from rumbo.metrics import operations, queries
from rumbo.metrics.queries import Question
from rumbo.people import identities
from rumbo.people import operations as people
from rumbo.people.documents import read_organisation, read_people
from rumbo.people.values import Visible
from rumbo.records import log
from rumbo.records import operations as records
from rumbo.records.rules.payload import entry

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


def found_acme() -> None:
    """Declare the company, its people, its dataset and its metrics."""
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
    return {
        "deal": key,
        "seller": seller,
        "closed-on": closed_on,
        "amount": amount * 100,
        "won": True,
        "account": f"account of {key}",
        **others,
    }


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
