from decimal import Decimal

from rumbo.okrs.rules.alignment import in_a_loop, shares_add_up, walk


def test_shares_are_a_hundred_percent_or_absent() -> None:
    assert shares_add_up([])
    assert shares_add_up([Decimal("0.6"), Decimal("0.4")])
    assert not shares_add_up([Decimal("0.6"), Decimal("0.3")])


def test_two_objectives_that_contribute_to_each_other_are_a_loop() -> None:
    assert in_a_loop({"a": ["b"], "b": ["a"], "c": ["a"]}) == {"a", "b"}
    assert in_a_loop({"a": ["a"]}) == {"a"}
    assert in_a_loop({"a": ["b", "c"], "b": ["c"]}) == frozenset()


def test_an_objective_with_two_parents_stands_once_under_the_first() -> None:
    parents = {"ana": ["east", "west"], "east": ["all"], "west": ["all"]}
    keys = ["all", "east", "west", "ana"]
    assert walk(keys, parents) == (("all", 0), ("east", 1), ("ana", 2), ("west", 1))


def test_an_objective_whose_parent_is_not_shown_stands_at_the_top() -> None:
    assert walk(["ana"], {"ana": ["east"]}) == (("ana", 0),)
