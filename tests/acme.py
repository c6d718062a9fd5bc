"""A small company for tests: two teams, two sellers, and deals that anyone can add up."""

from datetime import datetime

from rumbo.history.actors import System
from rumbo.metrics import operations as metrics
from rumbo.people import operations as people
from rumbo.people.documents import read_organisation, read_people
from rumbo.people.identities import identities_for
from rumbo.records import log
from rumbo.records import operations as records
from rumbo.records.rules.payload import entry

CLI = System("cli")
# Key, seller as the source writes it, stage, closing day, whole dollars.
Deal = tuple[str, str, str, str, int]

ORGANISATION = """
organisation: acme
name: Acme
about: {en: Sells tools, es: Vende herramientas}
currency: USD
time-zone: Europe/Madrid
years: {from: 2017, before: 2018}
"""
PEOPLE = """
teams:
  - {team: north, name: North, level: team}
  - {team: south, name: South, level: team}
people:
  - {person: ana, name: Ana Ruiz, team: north, from: 2017-01-01, roles: [rep]}
  - {person: ben, name: Ben Oka, team: south, from: 2017-01-01, roles: [rep]}
  - {person: mar, name: Mar Gil, from: 2017-01-01, roles: [manager], leads: [north]}
  - {person: sue, name: Sue Lim, from: 2017-01-01, roles: [manager], leads: [south]}
  - {person: out, name: Outlet 9, kind: partner, from: 2017-01-01, roles: [partner]}
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
  - {id: value, type: money, currency: USD, name: {en: Value, es: Valor}}
credited-to: seller
dated-by: [closed-on]
"""
REVENUE = """
metric: revenue
name: {en: Revenue, es: Ventas}
means: {en: Value won, es: Valor ganado}
does-not-mean: {en: Cash, es: Cobros}
kind: simple
unit: money
direction: up
from: deals
measure: sum(value)
where: stage = 'Won'
dated-by: closed-on
credited-to: seller
adds-up-over: [seller, team, month]
cases:
  - rows: [{deal: D1, seller: ana, stage: Won, closed-on: 2017-07-03, value: 5}]
    gives: [{month: 2017-07, revenue: 5}]
"""
WIN_RATE = """
metric: win-rate
name: {en: Win rate, es: Tasa de cierre}
means: {en: Share won, es: Parte ganada}
does-not-mean: {en: A chance, es: Una probabilidad}
kind: simple
unit: share
direction: up
from: deals
measure: share(stage = 'Won')
where: stage in ('Won', 'Lost')
dated-by: closed-on
credited-to: seller
cases:
  - rows: [{deal: D1, seller: ana, stage: Won, closed-on: 2017-07-03, value: 5}]
    gives: [{month: 2017-07, win-rate: 1}]
"""


def found_acme(*, at: datetime) -> None:
    """The organisation with its people, its dataset of deals and two metrics; no record yet."""
    organisation = read_organisation(ORGANISATION, file="organisation.yaml")
    people.found_organisation(organisation, by=CLI, at=at)
    people.declare_people(read_people(PEOPLE, file="people.yaml"), by=CLI, at=at)
    records.declare(DEALS, file="deals.yaml", by=CLI, at=at)
    documents = [(REVENUE, "revenue.yaml"), (WIN_RATE, "win-rate.yaml")]
    metrics.declare_all(documents, by=CLI, at=at)


def bring_deals(*deals: Deal, at: datetime) -> None:
    """Append deals to the log as observed, and known, at an instant."""
    names = sorted({seller for _, seller, _, _, _ in deals})
    sellers = identities_for(source="crm", values=names, by=CLI, at=at)
    entries = [
        entry(
            "deals",
            key,
            {
                "deal": key,
                "seller": sellers[seller],
                "stage": stage,
                "closed-on": day,
                "value": dollars * 100,
            },
            observed_at=at,
        )
        for key, seller, stage, day, dollars in deals
    ]
    log.append(entries, source="crm", at=at, by=CLI)
