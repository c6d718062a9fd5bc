"""Twenty seeds of shuffled creations, changes and deletions: one end."""

import random

import pytest

from rumbo.pushes.rules.strict_json import Json
from tests.pushing import event, new_secret, program, push, removal
from tests.sales_records import current

pytestmark = pytest.mark.django_db(transaction=True)
SEEDS = range(20)


def steps(seed: int) -> list[Json]:
    """Of each deal: created, changed twice, deleted at version 10; every other one returns."""
    found: list[Json] = []
    for number in range(6):
        key = f"S{seed}-{number}"
        found.append(event(f"{key}-1", key, 1, stage="Lost"))
        found.append(event(f"{key}-2", key, 2, value={"minor": number}))
        found.append(event(f"{key}-9", key, 9, value={"minor": -number}))
        found.append(removal(f"{key}-10", key, 10))
        if number % 2:
            found.append(event(f"{key}-11", key, 11, value={"minor": 1_000 + number}))
    return found


def test_every_shuffle_ends_with_the_highest_versions() -> None:
    crm = program(new_secret())
    for seed in SEEDS:
        mixed = steps(seed)
        random.Random(seed).shuffle(mixed)  # noqa: S311 - a repeatable test
        push(crm, *mixed)
    assert [(row[0], row[4]) for row in current()] == [
        (f"S{seed}-{number}", 1_000 + number)
        for seed in sorted(SEEDS, key=str)
        for number in (1, 3, 5)
    ]
