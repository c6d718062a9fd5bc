from datetime import date
from decimal import Decimal

from rumbo.kernel.calendar import Period
from rumbo.kernel.money import rounded
from rumbo.okrs.rules.milestones import Step, expected_of, share_done

JUNE = Period(date(2026, 6, 1), date(2026, 7, 1))
MIDDLE = date(2026, 6, 16)  # 15 of its 30 days have passed


def test_two_of_three_are_two_thirds() -> None:
    done = Step(done_on=date(2026, 6, 2))
    share = share_done([done, done, Step()])
    assert share is not None
    assert rounded(share, 6) == Decimal("0.666667")


def test_without_a_milestone_there_is_no_share() -> None:
    assert share_done([]) is None


def test_what_was_due_yesterday_is_expected_and_what_is_due_today_is_not() -> None:
    steps = [Step(due=date(2026, 6, 15)), Step(due=MIDDLE)]
    assert expected_of(steps, today=MIDDLE, period=JUNE) == Decimal("0.5")


def test_a_milestone_without_a_day_is_expected_little_by_little() -> None:
    assert expected_of([Step()], today=MIDDLE, period=JUNE) == Decimal("0.5")
    assert expected_of([], today=MIDDLE, period=JUNE) == Decimal("0.5")
    both = [Step(), Step(due=date(2026, 6, 2))]
    assert expected_of(both, today=MIDDLE, period=JUNE) == Decimal("0.75")


def test_overdue_is_past_its_day_and_not_done() -> None:
    assert Step(due=date(2026, 6, 15)).overdue(MIDDLE)
    assert not Step(due=MIDDLE).overdue(MIDDLE)
    assert not Step(due=date(2026, 6, 15), done_on=MIDDLE).overdue(MIDDLE)
    assert not Step().overdue(MIDDLE)
