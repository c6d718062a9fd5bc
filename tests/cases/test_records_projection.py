"""The projection says what the log says, whichever way and whenever it was built."""

from datetime import UTC, datetime

import pytest

from rumbo.history.actors import System
from rumbo.records import log, operations, projection
from rumbo.records.rules.payload import deletion, entry

pytestmark = pytest.mark.django_db
BY = System("test")
AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
DEALS = """
dataset: deals
name: {en: Deals, es: Negocios}
means: {en: Deals, es: Negocios}
key: deal
fields:
  - {id: deal, type: text, name: {en: Deal, es: Negocio}}
  - {id: seller, type: person, name: {en: Seller, es: Vendedor}}
  - {id: closed-on, type: date, name: {en: Closed, es: Cerrado}}
  - {id: value, type: money, currency: USD, name: {en: Value, es: Valor}}
credited-to: seller
dated-by: [closed-on]
"""
CURRENT = """SELECT _key, value FROM dataset_deals
    WHERE _position_from <= $position AND (_position_to IS NULL OR _position_to > $position)
    ORDER BY _key"""


@pytest.fixture(autouse=True)
def deals() -> None:
    operations.declare(DEALS, file="deals.yaml", by=BY, at=AT)


def bring(*rows: tuple[str, int]) -> log.Appended:
    entries = [entry("deals", key, {"deal": key, "value": value}) for key, value in rows]
    return log.append(entries, source="crm", at=AT, by=BY)


def test_a_new_record_a_changed_one_and_one_that_is_the_same() -> None:
    first = bring(("D1", 100), ("D2", 200))
    second = bring(("D1", 100), ("D2", 250), ("D3", 300))
    assert (first.new, first.changed, first.same) == (2, 0, 0)
    assert (second.new, second.changed, second.same) == (1, 1, 1)
    assert list(projection.read(CURRENT)) == [("D1", 100), ("D2", 250), ("D3", 300)]


def test_a_past_position_sees_what_was_known_then() -> None:
    then = bring(("D1", 100), ("D2", 200)).last_position
    bring(("D1", 999))
    log.append([deletion("deals", "D2")], source="crm", at=AT, by=BY)
    assert list(projection.read(CURRENT)) == [("D1", 999)]
    assert list(projection.read(CURRENT, position=then)) == [("D1", 100), ("D2", 200)]
