"""Requests that come at once share a commit, and none pays for another's fault."""

import threading
from collections.abc import Sequence

import pytest

from rumbo.pushes.grouping import Full, Groups, Unavailable

PATIENCE = 30  # seconds before a test that hangs fails


class Writing:
    """A way to write that can be held back, and that remembers every group."""

    def __init__(self) -> None:
        self.groups: list[list[str]] = []
        self.may_go_on = threading.Event()
        self.has_begun = threading.Event()

    def __call__(self, parcels: Sequence[str]) -> list[str]:
        self.groups.append(list(parcels))
        self.has_begun.set()
        assert self.may_go_on.wait(PATIENCE)
        if "poison" in parcels:
            raise ValueError("poison")
        if "no database" in parcels:
            raise Unavailable
        return [f"{each}!" for each in parcels]


def held_back(groups: Groups[str, str], writing: Writing) -> "object":
    """Put a first parcel, and return once it is being written: the next ones gather."""
    first = groups.put("first", weight=1)
    assert writing.has_begun.wait(PATIENCE)
    return first


def test_what_comes_during_a_commit_is_committed_together_and_in_order() -> None:
    writing = Writing()
    groups: Groups[str, str] = Groups(writing)
    held_back(groups, writing)
    promises = [groups.put(name, weight=1) for name in ("a", "b", "c")]
    writing.may_go_on.set()
    assert [each.result(PATIENCE) for each in promises] == ["a!", "b!", "c!"]
    assert writing.groups == [["first"], ["a", "b", "c"]]


def test_a_fault_of_one_parcel_is_its_own() -> None:
    writing = Writing()
    groups: Groups[str, str] = Groups(writing)
    held_back(groups, writing)
    good, bad, late = (groups.put(name, weight=1) for name in ("good", "poison", "late"))
    writing.may_go_on.set()
    assert (good.result(PATIENCE), late.result(PATIENCE)) == ("good!", "late!")
    with pytest.raises(ValueError, match="poison"):
        bad.result(PATIENCE)


def test_without_a_database_nobody_is_tried_alone() -> None:
    writing = Writing()
    groups: Groups[str, str] = Groups(writing)
    held_back(groups, writing)
    promises = [groups.put(name, weight=1) for name in ("a", "no database")]
    writing.may_go_on.set()
    for each in promises:
        with pytest.raises(Unavailable):
            each.result(PATIENCE)
    assert writing.groups == [["first"], ["a", "no database"]]


def test_a_group_is_never_larger_than_it_may_be() -> None:
    writing = Writing()
    groups: Groups[str, str] = Groups(writing, at_once=5)
    held_back(groups, writing)
    promises = [groups.put(f"{number}", weight=2) for number in range(5)]
    writing.may_go_on.set()
    assert [each.result(PATIENCE) for each in promises] == ["0!", "1!", "2!", "3!", "4!"]
    assert writing.groups == [["first"], ["0", "1"], ["2", "3"], ["4"]]


def test_when_too_much_waits_the_next_is_refused_and_later_welcome() -> None:
    writing = Writing()
    groups: Groups[str, str] = Groups(writing, at_most=3)
    held_back(groups, writing)
    second = groups.put("second", weight=2)
    with pytest.raises(Full):
        groups.put("third", weight=1)
    writing.may_go_on.set()
    assert second.result(PATIENCE) == "second!"
    assert groups.put("third", weight=3).result(PATIENCE) == "third!"


def test_whoever_leaves_before_the_commit_is_left_out_and_harms_nobody() -> None:
    writing = Writing()
    groups: Groups[str, str] = Groups(writing)
    held_back(groups, writing)
    gone, here = groups.put("gone", weight=1), groups.put("here", weight=1)
    assert gone.cancel()
    writing.may_go_on.set()
    assert here.result(PATIENCE) == "here!"
    assert writing.groups == [["first"], ["here"]]
