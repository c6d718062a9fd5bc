from decimal import Decimal

from rumbo.okrs.rules.course import (
    Aim,
    ChangeBy,
    Course,
    Declared,
    course,
    needs_baseline,
    starts_beyond,
)


def test_a_sum_starts_at_zero() -> None:
    declared = Declared(Aim.REACH, accumulates=True, reach=Decimal("500000"))
    assert not needs_baseline(declared)
    assert course(declared, baseline=None) == Course(Decimal(0), Decimal("500000"))


def test_a_level_starts_where_the_period_before_left_it() -> None:
    declared = Declared(Aim.REACH, accumulates=False, reach=Decimal("0.65"))
    assert needs_baseline(declared)
    found = course(declared, baseline=Decimal("0.61"))
    assert found == Course(Decimal("0.61"), Decimal("0.65"))


def test_a_declared_start_wins() -> None:
    declared = Declared(
        Aim.REACH, accumulates=False, reach=Decimal("0.65"), start=Decimal("0.5")
    )
    assert not needs_baseline(declared)
    assert course(declared, baseline=None) == Course(Decimal("0.5"), Decimal("0.65"))


def test_a_cycle_fifteen_percent_shorter_goes_down_from_the_baseline() -> None:
    declared = Declared(Aim.CHANGE, accumulates=False, change=Decimal("-0.15"))
    assert course(declared, baseline=Decimal(40)) == Course(Decimal(40), Decimal(34))


def test_points_are_added_and_not_multiplied() -> None:
    declared = Declared(
        Aim.CHANGE, accumulates=False, change=Decimal("0.02"), change_by=ChangeBy.POINTS
    )
    assert course(declared, baseline=Decimal("0.60")) == Course(
        Decimal("0.60"), Decimal("0.62")
    )


def test_revenue_ten_percent_above_the_quarter_before_still_starts_at_zero() -> None:
    declared = Declared(Aim.CHANGE, accumulates=True, change=Decimal("0.1"))
    assert course(declared, baseline=Decimal(1000)) == Course(Decimal(0), Decimal(1100))


def test_without_the_baseline_there_is_no_course() -> None:
    assert (
        course(Declared(Aim.CHANGE, accumulates=True, change=Decimal(1)), baseline=None) is None
    )
    level = Declared(Aim.REACH, accumulates=False, reach=Decimal(1))
    assert course(level, baseline=None) is None


def test_halfway_down_is_halfway() -> None:
    assert Course(Decimal(50), Decimal(40)).at(Decimal("0.5")) == 45


def test_a_rate_that_was_already_higher_leads_nowhere() -> None:
    declared = Declared(Aim.REACH, accumulates=False, reach=Decimal("0.60"))
    backwards = Course(Decimal("0.61"), Decimal("0.60"))
    assert starts_beyond(declared, backwards, up_is_good=True)
    assert not starts_beyond(declared, backwards, up_is_good=False)
    assert not starts_beyond(
        declared, Course(Decimal("0.58"), Decimal("0.60")), up_is_good=True
    )


def test_a_change_is_taken_at_its_word() -> None:
    declared = Declared(Aim.CHANGE, accumulates=False, change=Decimal("-0.1"))
    assert not starts_beyond(declared, Course(Decimal(10), Decimal(9)), up_is_good=True)


def test_what_is_held_leads_nowhere_and_what_is_done_leads_to_all_of_it() -> None:
    hold, done = Declared(Aim.HOLD, accumulates=False), Declared(Aim.DONE, accumulates=False)
    assert course(hold, baseline=Decimal(1)) is None
    assert course(done, baseline=None) == Course(Decimal(0), Decimal(1))
    assert not needs_baseline(hold)
    assert not needs_baseline(done)
