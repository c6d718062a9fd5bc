"""However entries arrive, the projection says what the log says, at every position."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rumbo.records import log, projection
from rumbo.records.models import LogEntry
from rumbo.records.projection import engine as engines
from rumbo.records.rules.payload import Entry, deletion, entry
from tests.sales_records import AT, BY, bring_lines, current, declare_deals, row

pytestmark = pytest.mark.django_db
CURRENT = """SELECT _key, _source_version, value FROM dataset_deals
    WHERE _position_from <= $position AND (_position_to IS NULL OR _position_to > $position)
    ORDER BY _key"""
FEW = settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ARRIVALS = st.lists(
    st.tuples(st.sampled_from("ABC"), st.integers(1, 6)), min_size=1, max_size=14
)
BATCHES = st.lists(st.integers(1, 5), min_size=1, max_size=14)
State = list[tuple[object, ...]]


@pytest.fixture(autouse=True)
def deals() -> None:
    declare_deals()


def by_hand(key: str, value: int) -> Entry:
    return entry("deals", key, {"deal": key, "value": value})._replace(by_hand=True)


def versioned(prefix: str, arrival: tuple[str, int]) -> Entry:
    """Version 4 of any record is its deletion; the others hold their number as value."""
    letter, version = arrival
    key = f"{prefix}{letter}"
    if version == 4:
        return deletion("deals", key, source_version=4)
    return entry("deals", key, {"deal": key, "value": version}, source_version=version)


def append_in(batches: list[int], entries: list[Entry]) -> list[int]:
    """Append a few at a time; the positions after each batch."""
    positions, rest = [], list(entries)
    for size in [*batches, len(entries)]:
        if rest[:size]:
            log.append(rest[:size], source="crm", at=AT, by=BY)
            positions.append(projection.position())
        rest = rest[size:]
    return positions


def seen(prefix: str, position: int | None = None) -> State:
    rows = projection.read(CURRENT, position=position)
    return [
        (str(key)[len(prefix) :], *rest) for key, *rest in rows if str(key).startswith(prefix)
    ]


def replayed(prefix: str, position: int) -> State:
    """The state at a position, worked out from the log by hand."""
    latest: dict[str, LogEntry] = {}
    for each in LogEntry.objects.filter(key__startswith=prefix, position__lte=position):
        held = latest.get(each.key)
        if held is None or each.source_version > held.source_version:
            latest[each.key] = each
    return [
        (key[len(prefix) :], each.source_version, each.source_version)
        for key, each in sorted(latest.items())
        if each.kind == "upsert"
    ]


COUNTER = iter(range(10**6))


@FEW
@given(ARRIVALS, BATCHES, st.randoms(use_true_random=False))
def test_any_order_repetition_and_batching_ends_the_same(
    arrivals: list[tuple[str, int]], batches: list[int], order: object
) -> None:
    one, other = f"{next(COUNTER)}-", f"{next(COUNTER)}-"
    append_in([], [versioned(one, each) for each in sorted(set(arrivals))])
    shuffled = [*arrivals, *arrivals]
    order.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    append_in(batches, [versioned(other, each) for each in shuffled])
    assert seen(one) == seen(other)


@FEW
@given(ARRIVALS, BATCHES)
def test_every_past_position_equals_a_replay_of_the_log(
    arrivals: list[tuple[str, int]], batches: list[int]
) -> None:
    prefix = f"{next(COUNTER)}-"
    for position in append_in(batches, [versioned(prefix, each) for each in arrivals]):
        assert seen(prefix, position) == replayed(prefix, position)


@FEW
@given(ARRIVALS, BATCHES)
def test_step_by_step_equals_built_at_once(
    arrivals: list[tuple[str, int]], batches: list[int]
) -> None:
    prefix = f"{next(COUNTER)}-"
    append_in(batches, [versioned(prefix, each) for each in arrivals])
    everything = "SELECT * FROM dataset_deals ORDER BY _position_from"
    before = list(projection.read(everything))
    own = engines.engine()
    own.renew(own.generation)
    assert list(projection.read(everything)) == before


@pytest.mark.django_db(transaction=True)
def test_what_an_import_hands_on_equals_what_is_read_from_the_log(tmp_path: Path) -> None:
    bring_lines(tmp_path, *[row(number) for number in range(300)])
    changed = [row(number, value=f"{number % 7}.00") for number in range(400)]
    bring_lines(tmp_path, *changed)
    last = LogEntry.objects.latest("position").position
    assert engines.engine()._applied == last  # noqa: SLF001 - it was handed on, not read
    everything = "SELECT * FROM dataset_deals ORDER BY _position_from"
    handed_on = list(projection.read(everything))
    own = engines.engine()
    own.renew(own.generation)
    assert list(projection.read(everything)) == handed_on
    assert len(handed_on) == 700


@pytest.mark.django_db(transaction=True)
def test_a_file_that_repeats_itself_does_not_undo_a_correction(tmp_path: Path) -> None:
    bring_lines(tmp_path, row(1), row(2))
    log.append([by_hand("D1", 7)], source="hand", at=AT, by=BY)
    again = bring_lines(tmp_path, row(1), row(2))
    assert (again.new, again.changed, again.same) == (0, 0, 2)
    assert [value for *_, value in current()] == [7, 10000]


@pytest.mark.django_db(transaction=True)
def test_a_file_that_says_something_new_is_believed_over_a_correction(tmp_path: Path) -> None:
    bring_lines(tmp_path, row(1))
    log.append([by_hand("D1", 7), by_hand("D9", 5)], source="hand", at=AT, by=BY)
    changed = bring_lines(tmp_path, row(1, value="120.00"), row(9))
    assert (changed.new, changed.changed, changed.same) == (0, 2, 0)
    assert [value for *_, value in current()] == [12000, 10000]
    open_rows = projection.read("SELECT count(*) FROM dataset_deals WHERE _position_to IS NULL")
    assert list(open_rows) == [(2,)]
