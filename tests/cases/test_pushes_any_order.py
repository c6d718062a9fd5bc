"""However versioned events are ordered, repeated and batched, the records end the same."""

import random
from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rumbo.pushes.rules.strict_json import Json
from rumbo.pushes.values import Program
from rumbo.records import projection
from rumbo.records.models import LogEntry
from tests.pushing import event, new_secret, program, push, removal
from tests.sales_records import CURRENT

pytestmark = pytest.mark.django_db(transaction=True)
# Each example has records of its own, so that nothing has to be taken back between two.
NAMES = count()
FEW = settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
Rows = list[tuple[object, ...]]


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[str, int, int | None]]:
    """Up to three records with up to five versions: a value in cents, or None for deleted."""
    versions = st.dictionaries(
        st.integers(0, 20),
        st.one_of(st.none(), st.integers(-(10**6), 10**6)),
        min_size=1,
        max_size=5,
    )
    return [
        (key, version, value)
        for key in draw(st.sampled_from([("A",), ("A", "B"), ("A", "B", "C")]))
        for version, value in draw(versions).items()
    ]


@pytest.fixture
def crm() -> Program:
    return program(new_secret())


def told(name: str, step: tuple[str, int, int | None]) -> dict[str, Json]:
    key, version, value = step
    number, record = f"{name}-{key}-{version}", f"{name}-{key}"
    if value is None:
        return removal(number, record, version)
    return event(number, record, version, value={"minor": value})


def batches(chance: random.Random, events: list[Json]) -> Iterator[list[Json]]:
    """Every event at least once, some again, in any order, cut into requests of any size."""
    mixed = events + chance.choices(events, k=chance.randrange(4))
    chance.shuffle(mixed)
    while mixed:
        size = chance.randrange(1, 5)
        yield mixed[:size]
        del mixed[:size]


def state(name: str, position: int | None = None) -> Rows:
    """The records of an example without its name, as of a position."""
    rows = projection.read(CURRENT, position=position)
    return [
        (str(row[0]).removeprefix(name), *row[1:])
        for row in rows
        if str(row[0]).startswith(name + "-")
    ]


@FEW
@given(steps=histories(), seed=st.integers(0, 10_000))
def test_any_order_repetition_and_batching_ends_the_same(
    crm: Program, steps: list[tuple[str, int, int | None]], seed: int
) -> None:
    straight, mixed = f"r{next(NAMES)}", f"r{next(NAMES)}"
    for step in sorted(steps, key=lambda each: each[1]):
        push(crm, told(straight, step))
    for batch in batches(random.Random(seed), [told(mixed, step) for step in steps]):  # noqa: S311 - repeatable
        push(crm, *batch)
    assert state(mixed) == state(straight)
    assert LogEntry.objects.filter(key__startswith=f"{mixed}-").count() == len(steps)


@FEW
@given(steps=histories(), seed=st.integers(0, 10_000))
def test_as_of_any_position_is_a_replay_of_the_log_from_nothing(
    crm: Program, steps: list[tuple[str, int, int | None]], seed: int
) -> None:
    name = f"r{next(NAMES)}"
    for batch in batches(random.Random(seed), [told(name, step) for step in steps]):  # noqa: S311 - repeatable
        push(crm, *batch)
    entries = list(LogEntry.objects.filter(key__startswith=f"{name}-").order_by("position"))
    for last in range(len(entries)):
        highest: dict[str, LogEntry] = {}
        for entry in entries[: last + 1]:
            held = highest.get(entry.key)
            if held is None or entry.source_version > held.source_version:
                highest[entry.key] = entry
        kept = {
            key.removeprefix(name) for key, each in highest.items() if each.kind == "upsert"
        }
        shown = state(name, entries[last].position)
        assert {row[0] for row in shown} == kept
        wanted = {key.removeprefix(name): each.payload for key, each in highest.items()}
        assert all(f'"value":{row[4]}' in wanted[str(row[0])] for row in shown)
