"""Quotas that a rule grows from the quarter before: given once, marked as invented."""

from datetime import UTC, date, datetime

import pytest

from rumbo.kernel.calendar import parse_period
from rumbo.people import access
from rumbo.targets import operations, queries
from rumbo.targets.growth import grow_due
from tests.acme import CLI, bring_deals, found_acme

pytestmark = pytest.mark.django_db

JANUARY = datetime(2017, 1, 2, 9, tzinfo=UTC)
OCTOBER = datetime(2017, 10, 1, 9, tzinfo=UTC)
NOVEMBER = datetime(2017, 11, 16, 9, tzinfo=UTC)
EVERYTHING = access.system_viewer("test")
RULE = """
targets: quotas
metric: revenue
every: quarter
why: {en: Invented, es: Inventada}
grown-from-previous: {times: 1.1, up-to-a-whole: 1000, at-least: 20000}
invented: yes
"""


@pytest.fixture(autouse=True)
def _acme() -> None:
    found_acme(at=JANUARY)
    operations.declare(RULE, file="quotas.yaml", by=CLI, at=JANUARY)


def quotas(period: str) -> dict[str, tuple[int, bool]]:
    found = queries.targets(metric="revenue", period=parse_period(period), viewer=EVERYTHING)
    return {each.scope.key: (int(each.amount), each.invented) for each in found}


def test_a_tenth_more_than_the_quarter_before_and_at_least_twenty_thousand() -> None:
    bring_deals(("D1", "Ana Ruiz", "Won", "2017-08-03", 72498), at=OCTOBER)
    assert grow_due(today=date(2017, 10, 1), by=CLI, at=OCTOBER) == 2
    assert quotas("2017-Q4") == {"ana": (80_000, True), "ben": (20_000, True)}


def test_a_quota_is_given_once_whatever_is_learned_later() -> None:
    bring_deals(("D1", "Ana Ruiz", "Won", "2017-08-03", 72498), at=OCTOBER)
    grow_due(today=date(2017, 10, 1), by=CLI, at=OCTOBER)
    bring_deals(("D2", "Ana Ruiz", "Won", "2017-09-30", 50000), at=NOVEMBER)
    assert grow_due(today=date(2017, 11, 16), by=CLI, at=NOVEMBER) == 0
    assert quotas("2017-Q4")["ana"] == (80_000, True)


def test_where_nothing_was_sold_there_is_nothing_to_grow_from() -> None:
    bring_deals(("D1", "Ana Ruiz", "Won", "2017-08-03", 72498), at=OCTOBER)
    grow_due(today=date(2017, 10, 1), by=CLI, at=OCTOBER)
    assert quotas("2017-Q3") == {}


def test_a_quarter_that_has_not_begun_gets_none() -> None:
    bring_deals(("D1", "Ana Ruiz", "Won", "2017-08-03", 72498), at=OCTOBER)
    assert grow_due(today=date(2017, 9, 30), by=CLI, at=OCTOBER) == 0


def test_the_reason_stands_beside_the_quota_in_both_languages() -> None:
    bring_deals(("D1", "Ana Ruiz", "Won", "2017-08-03", 72498), at=OCTOBER)
    grow_due(today=date(2017, 10, 1), by=CLI, at=OCTOBER)
    found = queries.targets(metric="revenue", period=parse_period("2017-Q4"), viewer=EVERYTHING)
    assert {(each.why.en, each.why.es) for each in found} == {("Invented", "Inventada")}
