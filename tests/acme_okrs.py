"""The objectives of the small company of tests: two teams, a seller, and a partner."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from rumbo.okrs import operations, queries
from rumbo.okrs.values import KeyResultView
from rumbo.people import access
from rumbo.people.values import Viewer
from tests.acme import CLI, Deal, bring_deals, found_acme

SEPTEMBER = datetime(2017, 9, 1, 9, tzinfo=UTC)
NOVEMBER = datetime(2017, 11, 16, 9, tzinfo=UTC)
HALFWAY = date(2017, 11, 16)  # 46 of the 92 days of the quarter have passed
EVERYTHING = access.system_viewer("test")

OKRS = """
okrs: 2017-q4
name: {en: Fourth quarter, es: Cuarto trimestre}
period: 2017-Q4
objectives:
  - objective: company
    name: {en: Sell more, es: Vender más}
    of: company
    owner: mar
    type: revenue
    key-results:
      - key-result: north-revenue
        name: {en: North, es: Norte}
        of: {team: north}
        metric: revenue
        reach: 1000
      - key-result: south-revenue
        name: {en: South, es: Sur}
        of: {team: south}
        metric: revenue
        reach: 200
  - objective: ana
    name: {en: Win more often, es: Ganar más a menudo}
    of: {person: ana}
    owner: ana
    type: process
    contributes-to: [{objective: company}]
    key-results:
      - key-result: ana-win-rate
        name: {en: My win rate rises by ten points, es: Mi tasa de cierre sube diez puntos}
        metric: win-rate
        change: +10 percentage points
        against: previous period
      - key-result: ana-visits
        name: {en: Eight visits, es: Ocho visitas}
        by-hand: count
        start: 0
        reach: 8
  - objective: outlet
    name: {en: Open the outlet, es: Abrir la tienda}
    of: {person: out}
    type: customer
    key-results:
      - key-result: outlet-visits
        name: {en: Visits, es: Visitas}
        by-hand: count
        start: 0
        reach: 4
"""

# Words of the file above, and what tests put in their place.
VISITS = "by-hand: count\n        start: 0\n        reach: 8"
MOVE = """milestones:
          - {milestone: lease, name: {en: Lease, es: Contrato}, due: 2017-10-31}
          - {milestone: staff, name: {en: Staff, es: Personal}, due: 2017-12-15}
          - milestone: open
            name: {en: Open, es: Abierta}
            due: 2017-12-31"""


def declared_acme() -> None:
    """Acme with its objectives, before the quarter and without a record."""
    found_acme(at=SEPTEMBER)
    operations.declare(OKRS, file="okrs.yaml", by=CLI, at=SEPTEMBER)


def declare(*changes: tuple[str, str]) -> None:
    """The objectives again, with other words in some places."""
    text = OKRS
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    operations.declare(text, file="okrs.yaml", by=CLI, at=SEPTEMBER)


def bring(*deals: Deal) -> None:
    """Deals known halfway through the quarter."""
    bring_deals(*deals, at=NOVEMBER)


def results(
    today: date = HALFWAY, position: int | None = None, viewer: Viewer = EVERYTHING
) -> Mapping[str, KeyResultView]:
    board = queries.objectives("2017-q4", viewer=viewer, today=today, position=position)
    return {each.key: each for view in board.objectives for each in view.key_results}


def viewer(key: str) -> Viewer:
    return access.viewer_for_person(key, today=HALFWAY)
