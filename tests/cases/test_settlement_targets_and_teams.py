"""Attainment, overrides and moved teams: what was known and held on the day."""

from datetime import date
from decimal import Decimal

import pytest

from rumbo.incentives import operations
from rumbo.people import operations as people
from rumbo.targets import operations as targets
from rumbo.targets.values import NewTarget, TargetScope
from tests.cases import settlement_shop as shop
from tests.cases.settlement_shop import AT, BY, Q1, Q2

pytestmark = pytest.mark.django_db

QUOTA = (
    shop.PLAN.replace("plan: sellers", "plan: quota")
    .replace("window: quarter}", "window: quarter, target: quota}")
    .replace("by: amount", "by: attainment")
    .replace("{from: 0, rate: 5%}", "{from: 0%, rate: 5%}")
    .replace("{from: 1000, rate: 10%}", "{from: 33.3333%, rate: 10%}")
    .replace("given: {revenue: 1500}", "given: {revenue: 1500, quota: 3000}")
    .replace("pays: {commission: 100.00}", "pays: {commission: 100.00}")
)
LEAD = """
plan: leads
name: {en: Team leads, es: Líderes}
means: {en: 1 % of what the team wins., es: 1 % de lo que gana el equipo.}
valid: {from: 2026-01-01, before: 2027-01-01}
pays-every: quarter
currency: EUR
rounding: {step: 0.01, mode: half-up, at: line}
credits:
  - {from: deals, to: manager-of seller, levels: 1, as: override}
components:
  - id: override
    kind: override
    name: {en: Override, es: Comisión del equipo}
    measure: {metric: revenue, window: quarter, credit: override}
    pays: {rate: 1%}
cases:
  - says: {en: 1 % of 1 000, es: 1 % de 1 000}
    given: {revenue: 1000}
    pays: {override: 10.00}
"""
FROM_FEBRUARY = "{2026-01-01: 1%, 2026-02-01: 2%}"


@pytest.fixture(autouse=True)
def _shop() -> None:
    shop.open_shop(QUOTA, LEAD)
    shop.sell(
        ("d1", "Ana Ruiz", "2026-01-10", "800"),
        ("d2", "Ana Ruiz", "2026-02-10", "400"),
        ("d3", "Ben Oka", "2026-02-11", "100"),
    )


def give_quota(person: str, amount: str) -> None:
    scope = TargetScope.of_person(person)
    targets.set_target(NewTarget("revenue", scope, Q1, Decimal(amount)), by=BY, at=AT)


def test_bounds_that_are_fractions_of_a_cent_lose_nothing() -> None:
    give_quota("ana", "1000.01")
    found = shop.lines("ana", plan="quota")
    # 33.3333 % of 1 000.01 is 333.336333…: the bases add up to the deal exactly.
    assert [(each.record, each.base, str(each.amount)) for each in found] == [
        ("d1", Decimal("333.33633333"), "16.67"),
        ("d1", Decimal("466.66366667"), "46.67"),
        ("d2", Decimal("400.00"), "40.00"),
    ]


def test_without_a_quota_nothing_is_attained_and_the_line_says_why() -> None:
    give_quota("ana", "3000")
    assert shop.told("ben", plan="quota") == [("d3", "forgone", "no-target", "0.00")]
    assert shop.statement("ben", plan="quota").forgone == 1


def test_a_quota_given_after_closing_pays_in_the_next_open_period() -> None:
    shop.close(plan="quota")
    give_quota("ben", "300")
    # 100 of a quota of 300: 99.9999 at 5 %, the rest at 10 %.
    assert shop.told("ben", Q2, plan="quota") == [("d3", "adjustment", "target", "5.00")]


def test_the_manager_of_the_day_gets_the_override() -> None:
    people.place("ana", team="south", valid_from=date(2026, 2, 1), by=BY, at=AT)
    assert shop.paid(shop.settle(plan="leads")) == {"mar": "9.00", "sol": "4.00"}


def test_a_move_known_after_closing_is_corrected_for_both_managers() -> None:
    run = shop.close(plan="leads")
    assert shop.paid(run) == {"mar": "13.00"}
    people.place("ana", team="south", valid_from=date(2026, 2, 1), by=BY, at=AT)
    assert shop.told("mar", Q2, plan="leads") == [("d2", "adjustment", "gone", "-4.00")]
    assert shop.told("sol", Q2, plan="leads") == [("d2", "adjustment", "late", "4.00")]
    assert operations.recompute(run.key).identical


def test_a_seller_nobody_knows_is_counted_but_paid_to_nobody() -> None:
    shop.sell(("d8", "Zed Unknown", "2026-03-01", "500"))
    run = shop.settle(plan="leads")
    assert (run.uncredited.records, str(run.uncredited.amount)) == (1, "500.00")
    assert shop.paid(run) == {"mar": "13.00"}


def test_nobody_is_their_own_manager() -> None:
    shop.sell(("d8", "Mar Gil", "2026-03-01", "500"))
    people.place("mar", team="north", valid_from=date(2026, 1, 1), by=BY, at=AT)
    assert shop.paid(shop.settle(plan="leads")) == {"mar": "13.00"}


def test_a_rate_raised_inside_the_period_holds_from_its_day() -> None:
    raised = LEAD.replace("rate: 1%", f"rate: {FROM_FEBRUARY}")
    operations.declare(raised, file="plan.yaml", by=BY, at=AT)
    # 800 × 1 % in January; 500 × 2 % in February.
    assert shop.paid(shop.settle(plan="leads")) == {"mar": "18.00"}
