"""A small shop whose pay one can reckon by hand: Ana and Ben sell, Mar leads them."""

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from rumbo.history.actors import System
from rumbo.incentives import operations, queries
from rumbo.incentives.values import LineView, RunView, Statement
from rumbo.kernel.calendar import Period, parse_period
from rumbo.metrics import operations as metrics
from rumbo.people import access, identities
from rumbo.people import operations as people
from rumbo.people.documents import read_organisation, read_people
from rumbo.records import log
from rumbo.records import operations as records
from rumbo.records.rules.payload import deletion, entry

BY = System("cli")
AT = datetime(2026, 4, 10, 9, tzinfo=UTC)
EVERYTHING = access.system_viewer("test")
Q1, Q2, Q3 = (parse_period(f"2026-Q{number}") for number in (1, 2, 3))
JANUARY = parse_period("2026-01")

ORGANISATION = """
organisation: shop
name: Shop
about: {en: Sells tools, es: Vende herramientas}
currency: EUR
time-zone: Europe/Madrid
years: {from: 2026, before: 2027}
"""
PEOPLE = """
teams:
  - {team: north, name: North, level: team}
  - {team: south, name: South, level: team}
people:
  - {person: ana, name: Ana Ruiz, team: north, from: 2026-01-01, roles: [rep]}
  - {person: ben, name: Ben Oka, team: north, from: 2026-01-01, roles: [rep]}
  - {person: mar, name: Mar Gil, from: 2026-01-01, roles: [manager], leads: [north]}
  - {person: sol, name: Sol Paz, from: 2026-01-01, roles: [manager], leads: [south]}
  - {person: cam, name: Cam Roy, from: 2026-01-01, roles: [compensation-admin]}
  - {person: exe, name: Exe Lund, from: 2026-01-01, roles: [executive]}
"""
DEALS = """
dataset: deals
name: {en: Deals, es: Oportunidades}
means: {en: Deals, es: Oportunidades}
key: deal
fields:
  - {id: deal, type: text, name: {en: Deal, es: Oportunidad}}
  - {id: seller, type: person, name: {en: Seller, es: Vendedor}}
  - {id: stage, type: text, name: {en: Stage, es: Etapa}}
  - {id: closed-on, type: date, name: {en: Closed, es: Cerrada}}
  - {id: amount, type: money, currency: EUR, name: {en: Amount, es: Importe}}
credited-to: seller
dated-by: [closed-on]
"""
REVENUE = """
metric: revenue
name: {en: Revenue, es: Ingresos}
means: {en: What was won., es: Lo ganado.}
does-not-mean: {en: Cash., es: Lo cobrado.}
kind: simple
unit: money
direction: up
from: deals
measure: sum(amount)
where: stage = 'Won'
dated-by: closed-on
credited-to: seller
adds-up-over: [seller, team, month]
affects-pay: yes
cases:
  - rows:
      - {deal: a, seller: ana, stage: Won, closed-on: 2026-01-05, amount: 10}
    gives: [{month: 2026-01, revenue: 10}]
"""
PLAN = """
plan: sellers
name: {en: Sellers, es: Vendedores}
means: {en: A share of what is won., es: Una parte de lo ganado.}
valid: {from: 2026-01-01, before: 2027-01-01}
pays-every: quarter
currency: EUR
rounding: {step: 0.01, mode: half-up, at: line}
credits:
  - {from: deals, to: seller}
components:
  - id: commission
    kind: commission
    name: {en: Commission, es: Comisión}
    measure: {metric: revenue, window: quarter}
    pays:
      table: marginal
      by: amount
      bands:
        - {from: 0, rate: 5%}
        - {from: 1000, rate: 10%}
cases:
  - says: {en: 1 500 pays 50 and 50, es: 1 500 pagan 50 y 50}
    given: {revenue: 1500}
    pays: {commission: 100.00}
"""


def open_shop(*plans: str) -> None:
    """Found the shop with its people, its one metric and its plans."""
    people.found_organisation(read_organisation(ORGANISATION, file="o.yaml"), by=BY, at=AT)
    people.declare_people(read_people(PEOPLE, file="p.yaml"), by=BY, at=AT)
    records.declare(DEALS, file="deals.yaml", by=BY, at=AT)
    metrics.declare(REVENUE, file="revenue.yaml", by=BY, at=AT)
    for plan in plans or (PLAN,):
        operations.declare(plan, file="plan.yaml", by=BY, at=AT)


def sell(*deals: tuple[str, str, str, str]) -> None:
    """Bring deals: key, name of the seller, day, amount in euros."""
    names = {name for _, name, _, _ in deals}
    found = identities.identities_for(source="crm", values=names, by=BY, at=AT)
    entries = [
        entry("deals", key, _values(key, seller=found[name], day=day, amount=amount))
        for key, name, day, amount in deals
    ]
    log.append(entries, source="crm", at=AT + timedelta(days=1), by=BY)


def _values(key: str, *, seller: str, day: str, amount: str) -> dict[str, str | int]:
    return {
        "deal": key,
        "seller": seller,
        "stage": "Won",
        "closed-on": day,
        "amount": int(Decimal(amount) * 100),
    }


def forget(key: str) -> None:
    """The source no longer has a deal."""
    log.append([deletion("deals", key)], source="crm", at=AT, by=BY)


def settle(period: Period = Q1, plan: str = "sellers") -> RunView:
    return operations.settle(plan, period=period, by=BY, at=AT)


def close(period: Period = Q1, plan: str = "sellers") -> RunView:
    """Settle and close a period, once it is over."""
    over = datetime.combine(period.before, time(9), UTC)
    return operations.close(settle(period, plan).key, by=BY, at=max(AT, over))


def paid(run: RunView) -> dict[str, str]:
    """What a run pays each person."""
    return {each.payee.key: str(each.amount) for each in run.payouts}


def statement(payee: str, period: Period = Q1, plan: str = "sellers") -> Statement:
    return queries.statement(plan, payee=payee, period=period, viewer=EVERYTHING)


def lines(payee: str, period: Period = Q1, plan: str = "sellers") -> tuple[LineView, ...]:
    return queries.statement_lines(
        plan,
        payee=payee,
        period=period,
        viewer=EVERYTHING,
        size=1000,
    ).lines


def told(payee: str, period: Period = Q1, plan: str = "sellers") -> list[tuple[str, ...]]:
    """Each line as: record, kind, reason, amount."""
    return [
        (each.record, str(each.kind), str(each.reason), str(each.amount))
        for each in lines(payee, period, plan)
    ]
