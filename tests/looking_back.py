"""The small office with everything that has figures, and every page that looks back."""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from rumbo.incentives import operations as incentives
from rumbo.kernel.calendar import parse_period
from rumbo.okrs import operations as okrs
from rumbo.people import operations as people
from rumbo.recognition import operations as boards
from rumbo.targets import operations as targets
from tests.office import BY, NOW, Answer, Office, browser, opened, words

FRIDAY = "2017-11-24"
NEXT_MONTH = datetime.fromisoformat("2017-12-20T10:00+00:00")
NEXT_YEAR = datetime.fromisoformat("2018-01-08T10:00+00:00")
QUARTER = parse_period("2017-Q4")

BOARD = """
board: revenue
name: {en: Revenue of the quarter, es: Ventas del trimestre}
metric: revenue
every: quarter
of: people
role: rep
"""
OKRS = """
okrs: 2017-q4
name: {en: Fourth quarter, es: Cuarto trimestre}
period: 2017-Q4
objectives:
  - objective: sell-more
    name: {en: Sell more, es: Vender más}
    of: company
    owner: mar
    type: revenue
    key-results:
      - key-result: north-revenue
        name: {en: The north sells, es: El norte vende}
        of: {team: north-1}
        metric: revenue
        reach: 4000
      - key-result: visits
        name: {en: Eight visits, es: Ocho visitas}
        by-hand: count
        start: 0
        reach: 8
"""
QUOTAS = """
targets: quotas
metric: revenue
period: 2017-Q4
amounts:
  - {of: {person: ana}, amount: 2000}
  - {of: {person: ben}, amount: 1500}
"""
PLAN = """
plan: sellers
name: {en: Sellers, es: Vendedores}
means: {en: A share of what is won., es: Una parte de lo ganado.}
valid: {from: 2017-01-01, before: 2019-01-01}
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
NEWCOMER = """
teams: [{team: south, name: South, level: office}]
people:
  - {person: cem, name: Cem Kaya, team: south, from: 2017-10-01, roles: [rep]}
"""
# What an address of each kind is asked with; a new page that can look back needs its row.
PAGES = {
    "home": "/",
    "objectives": "/objectives",
    "objective": "/objectives/sell-more",
    "key_result": "/key-results/north-revenue",
    "boards": "/boards",
    "board": "/boards/revenue",
    "statements": "/commissions",
    "statement": "/commissions/sellers/ana/2017-Q4",
    "statement_csv": "/commissions/sellers/ana/2017-Q4/lines.csv",
    "statement_line": "/commissions/sellers/ana/2017-Q4/lines/1",
    "metrics": "/metrics",
    "metric": "/metrics/revenue",
    "metric_versions": "/metrics/revenue/versions",
    "explain": "/explain/revenue?period=2017-Q4",
    "people": "/people",
    "person": "/people/ana",
    "unmatched": "/unmatched",
    "records": "/records",
    "record_list": "/records/deals",
    "record": "/records/deals/D1",
    "search": "/search?q=revenue",
}


def with_figures(folder: Path) -> Office:
    """The office with everything that has figures, on the Monday after that Friday."""
    found = opened(folder)
    boards.declare(BOARD, file="board.yaml", by=BY, at=NOW)
    okrs.declare(OKRS, file="okrs.yaml", by=BY, at=NOW)
    targets.declare(QUOTAS, file="quotas.yaml", by=BY, at=NOW)
    incentives.declare(PLAN, file="plan.yaml", by=BY, at=NOW)
    people.move_clock(to=datetime.fromisoformat("2017-11-27T09:00+00:00"))
    return found


def told(start: str, *, reader: str, pages: Mapping[str, str] = PAGES) -> dict[str, str]:
    """What each page says, by name, without what surrounds it; `start` is the moment's."""
    client = browser(reader)
    asked = {name: client.get(f"{start}{path}", follow=True) for name, path in pages.items()}
    return {name: _main(answer) for name, answer in asked.items()}


def _main(response: Answer) -> str:
    assert response.status_code == 200, words(response)
    page = words(response)
    found = re.search(r"<main.*</main>", page)
    return re.sub(r'value="[^"]{60,}"', "", found.group() if found else page)
