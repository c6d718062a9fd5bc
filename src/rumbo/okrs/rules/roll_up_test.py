from dataclasses import replace
from decimal import Decimal

from rumbo.okrs.rules.roll_up import Part, Policy, RollUp, roll_up


def revenue(value: str, target: str) -> Part:
    found, wanted = Decimal(value), Decimal(target)
    return Part(found / wanted, adds_as="revenue", value=found, target=wanted)


def share(progress: str | None, weight: str = "1") -> Part:
    return Part(Decimal(progress) if progress is not None else None, Decimal(weight))


def test_a_hundred_times_larger_target_counts_a_hundred_times() -> None:
    rolled = roll_up([revenue("99000", "99000"), revenue("0", "1000")])
    assert rolled.policy is Policy.VALUES_ADD
    assert rolled.progress == Decimal("0.99")


def test_different_units_are_averaged_by_weight() -> None:
    rolled = roll_up([share("1", "3"), share("0", "1")])
    assert rolled == RollUp(Decimal("0.75"), Policy.WEIGHTED_MEAN, 2, 2)


def test_overshoot_in_one_does_not_hide_a_gap_in_another() -> None:
    assert roll_up([share("2"), share("0.5")]).progress == Decimal("0.75")


def test_going_backwards_counts_as_nothing_and_not_as_less() -> None:
    assert roll_up([share("-1"), share("0.5")]).progress == Decimal("0.25")


def test_what_has_no_data_is_left_out_and_counted() -> None:
    rolled = roll_up([share("0.8"), share("0.4"), share(None)])
    assert rolled.progress is not None
    assert (rolled.progress, rolled.reporting, rolled.of) == (Decimal("0.6"), 2, 3)


def test_nothing_that_reports_is_no_value() -> None:
    assert roll_up([share(None)]) == RollUp(None, Policy.WEIGHTED_MEAN, 0, 1)
    assert roll_up([]) == RollUp(None, Policy.WEIGHTED_MEAN, 0, 0)


def test_only_weights_of_zero_are_no_value() -> None:
    assert roll_up([share("0.8", "0")]).progress is None


def test_one_metric_beside_another_is_averaged() -> None:
    deals = Part(Decimal("0.5"), adds_as="deals-won", value=Decimal(5), target=Decimal(10))
    assert roll_up([revenue("1", "1"), deals]).policy is Policy.WEIGHTED_MEAN


def test_a_single_key_result_keeps_to_the_mean() -> None:
    assert roll_up([revenue("150", "100")]) == RollUp(Decimal(1), Policy.WEIGHTED_MEAN, 1, 1)


def test_what_is_expected_is_rolled_up_as_progress_is() -> None:
    over = replace(share("0.6", "3"), expected=Decimal(1))
    running = replace(share("0.4"), expected=Decimal("0.5"))
    silent = replace(share(None), expected=Decimal(1))
    assert roll_up([over, running, silent]).expected == Decimal("0.875")
    large = replace(revenue("10", "900"), expected=Decimal("0.5"))
    small = replace(revenue("10", "100"), expected=Decimal(1))
    assert roll_up([large, small]).expected == Decimal("0.55")


def test_a_part_that_does_not_say_what_is_expected_leaves_it_open() -> None:
    assert roll_up([share("0.5"), replace(share("0.5"), expected=Decimal(1))]).expected is None
