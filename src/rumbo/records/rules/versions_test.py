"""How versions follow each other, whatever the order in which they arrive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.kernel.problems import Refused
from rumbo.records.rules.payload import Entry, deletion, entry
from rumbo.records.rules.versions import Held, Placement, RecordKey, place

NONE_HELD: dict[RecordKey, list[Held]] = {}


def deal(key: str, value: int, version: int | None = None) -> Entry:
    return entry("deals", key, {"value": value}, source_version=version)


def by_hand(key: str, value: int) -> Entry:
    return deal(key, value)._replace(by_hand=True)


def numbers(placement: Placement) -> list[tuple[int, int, int]]:
    """Source version, correction, and the position closed."""
    return [(*each.number, each.supersedes) for each in placement.placed]


def placed(*entries: Entry) -> Placement:
    return place(entries, NONE_HELD, first_position=1)


def steps(placement: Placement) -> list[tuple[int, int, int]]:
    return [(each.position, each.source_version, each.supersedes) for each in placement.placed]


def test_without_versions_a_change_is_the_next_version_of_the_one_it_closes() -> None:
    result = placed(deal("D1", 100), deal("D1", 100), deal("D1", 150))
    assert steps(result) == [(1, 1, 0), (2, 2, 1)]
    assert result.same == 1


def test_an_older_version_that_arrives_late_enters_closed() -> None:
    assert steps(placed(deal("D1", 300, 3), deal("D1", 200, 2), deal("D1", 400, 4))) == [
        (1, 3, 0),
        (2, 2, 2),
        (3, 4, 1),
    ]


def test_versions_are_numbers_so_ten_comes_after_nine() -> None:
    assert steps(placed(deal("D1", 1, 9), deal("D1", 2, 10))) == [(1, 9, 0), (2, 10, 1)]


def test_the_same_version_again_changes_nothing() -> None:
    result = placed(deal("D1", 1, 5), deal("D1", 1, 5))
    assert (len(result.placed), result.same) == (1, 1)


def test_the_same_version_with_other_content_is_refused() -> None:
    with pytest.raises(Refused, match=r"record\.version-conflict"):
        placed(deal("D1", 1, 5), deal("D1", 2, 5))


def test_a_deletion_is_a_version_and_what_comes_back_is_another() -> None:
    result = placed(deal("D1", 1), deletion("deals", "D1"), deal("D1", 1))
    assert steps(result) == [(1, 1, 0), (2, 2, 1), (3, 3, 2)]


def test_what_the_log_holds_counts() -> None:
    first = deal("D1", 100)
    held = {("deals", "D1"): [Held(70, 4, first.kind, first.digest)]}
    assert place([first], held, first_position=90).same == 1
    changed = place([deal("D1", 101)], held, first_position=90)
    assert steps(changed) == [(90, 5, 70)]


def test_a_correction_stands_above_the_version_it_corrects_and_below_the_next() -> None:
    result = placed(deal("D1", 100, 7), by_hand("D1", 90), by_hand("D1", 80), deal("D1", 70, 8))
    assert numbers(result) == [(7, 0, 0), (7, 1, 1), (7, 2, 2), (8, 0, 3)]


def test_a_source_that_repeats_itself_does_not_undo_a_correction() -> None:
    with_versions = placed(deal("D1", 100, 7), by_hand("D1", 90), deal("D1", 100, 7))
    without = placed(deal("D1", 100), by_hand("D1", 90), deal("D1", 100))
    assert (with_versions.same, without.same) == (1, 1)
    assert numbers(without) == [(1, 0, 0), (1, 1, 1)]


def test_a_source_that_says_something_new_is_believed_over_a_correction() -> None:
    result = placed(deal("D1", 100), by_hand("D1", 90), deal("D1", 95))
    assert numbers(result) == [(1, 0, 0), (1, 1, 1), (2, 0, 2)]


def test_a_source_that_comes_to_agree_is_remembered_as_having_said_so() -> None:
    result = placed(deal("D1", 100), by_hand("D1", 90), deal("D1", 90), deal("D1", 100))
    assert numbers(result) == [(1, 0, 0), (1, 1, 1), (2, 0, 2), (3, 0, 3)]


def test_what_is_entered_by_hand_first_stands_below_anything_a_source_says() -> None:
    result = placed(by_hand("D1", 90), deal("D1", 100))
    assert numbers(result) == [(0, 1, 0), (1, 0, 1)]


def test_a_correction_that_changes_nothing_is_no_version() -> None:
    result = placed(deal("D1", 100), by_hand("D1", 100))
    assert (len(result.placed), result.same) == (1, 1)


def test_a_version_older_than_the_corrected_one_enters_closed() -> None:
    result = placed(deal("D1", 100, 7), by_hand("D1", 90), deal("D1", 60, 6))
    assert numbers(result) == [(7, 0, 0), (7, 1, 1), (6, 0, 3)]


VERSIONED = st.lists(
    st.tuples(st.sampled_from(["D1", "D2"]), st.integers(1, 12)), min_size=1, max_size=20
)


@given(VERSIONED, st.randoms(use_true_random=False))
def test_any_order_and_repetition_ends_in_the_same_state(
    arrivals: list[tuple[str, int]], order: st.DataObject
) -> None:
    """The current version of each record is its highest, and nothing else is open."""
    entries = [deal(key, version * 10, version) for key, version in arrivals]
    shuffled = list(entries)
    order.shuffle(shuffled)  # type: ignore[attr-defined]  # it is a random.Random
    assert _open(placed(*shuffled)) == _open(placed(*sorted(entries, key=_version)))


def _version(each: Entry) -> int:
    return each.source_version or 0


def _open(placement: Placement) -> dict[str, int]:
    closed = {each.supersedes for each in placement.placed}
    return {
        each.entry.key: each.source_version
        for each in placement.placed
        if each.position not in closed
    }
