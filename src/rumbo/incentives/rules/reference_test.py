"""The plainest settlement: records in order, each cut where the total crosses a bound."""

from datetime import date

from rumbo.incentives.rules.line import LineKind
from rumbo.incentives.rules.plan import (
    Band,
    By,
    Component,
    Credit,
    Dated,
    Kind,
    Measure,
    Plan,
    RoundingRule,
    Scale,
    Shape,
    Window,
)
from rumbo.incentives.rules.reference import Credited, Payee, lines_of
from rumbo.kernel.calendar import Grain, Period
from rumbo.kernel.texts import Text

JANUARY, MARCH = date(2026, 1, 5), date(2026, 3, 5)


def plan(shape: Shape = Shape.MARGINAL, by: By = By.AMOUNT) -> Plan:
    """5 % from 0, 10 % from 1 000.00, or from 100 % of the quota."""
    upper = 1_000_000 if by is By.ATTAINMENT else 100_000
    bands = (
        Band(Dated.fixed(0), Dated.fixed(50_000)),
        Band(Dated.fixed(upper), Dated.fixed(100_000)),
    )
    measure = Measure("revenue", Window(Grain.QUARTER), against_target=by is By.ATTAINMENT)
    component = Component("pay", Kind.COMMISSION, Text(), measure, Scale(shape, by, bands))
    return Plan(
        key="plan",
        name=Text(),
        means=Text(),
        valid=Period(date(2026, 1, 1), date(2027, 1, 1)),
        pays_every=Grain.QUARTER,
        currency="EUR",
        rounding=RoundingRule(1),
        credits=(Credit("deals", "seller"), Credit("deals", "partner")),
        components=(component,),
    )


def record(key: str, cents: int, *, day: date = JANUARY, seat: int = 0) -> Credited:
    return Credited(day, key, seat, 7, cents)


def paid(
    records: list[Credited],
    of: Plan,
    *,
    target: int | None = None,
    paid_from: date = date.min,
) -> list[tuple[str, int, int]]:
    """(record, band, cents) of each line."""
    component = of.components[0]
    lines = lines_of(
        of, component, payee=Payee("ana", target), records=records, paid_from=paid_from
    )
    assert [each.number for each in lines] == list(range(1, len(lines) + 1))
    return [(each.record, each.band, each.amount) for each in lines]


def test_records_are_walked_by_day_then_key_then_seat() -> None:
    shuffled = [
        record("b", 60_000),
        record("a", 50_000, day=MARCH),
        record("a", 60_000, seat=1),
        record("a", 10_000),
    ]
    assert paid(shuffled, plan()) == [
        ("a", 1, 500),
        ("a", 1, 3_000),
        ("b", 1, 1_500),
        ("b", 2, 3_000),
        ("a", 2, 5_000),
    ]


def test_a_window_to_date_leaves_lines_for_the_payout_period_only() -> None:
    records = [record("a", 90_000), record("b", 20_000, day=MARCH)]
    assert paid(records, plan(), paid_from=date(2026, 3, 1)) == [
        ("b", 1, 500),
        ("b", 2, 1_000),
    ]


def test_a_whole_table_pays_the_band_reached_for_every_record() -> None:
    records = [record("a", 60_000), record("b", 50_000)]
    assert paid(records, plan(Shape.WHOLE)) == [("a", 2, 6_000), ("b", 2, 5_000)]


def test_without_a_target_every_record_is_forgone_and_says_why() -> None:
    of = plan(by=By.ATTAINMENT)
    lines = lines_of(of, of.components[0], payee=Payee("ana"), records=[record("a", 60_000)])
    assert [(each.kind, each.reason, each.amount) for each in lines] == [
        (LineKind.FORGONE, "no-target", 0)
    ]


def test_attainment_counts_against_the_target() -> None:
    assert paid([record("a", 60_000)], plan(by=By.ATTAINMENT), target=40_000) == [
        ("a", 1, 2_000),
        ("a", 2, 2_000),
    ]


def test_nobody_without_records_has_lines() -> None:
    assert paid([], plan(Shape.WHOLE)) == []
