"""Pushes that come twice, at once and out of order leave what one clean run would leave."""

import random
from collections.abc import Iterator
from typing import Any

import pytest

from tests.installation import Installation, installation_in
from tests.push_server import Pushing, pushing_in
from tests.pushing import event, removal

CONNECTIONS = 8
DEALS = 250


@pytest.fixture
def pushing(installation: Installation) -> Pushing:
    return pushing_in(installation)


@pytest.fixture
def straight(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pushing]:
    """Another installation, for the clean run to compare with."""
    with installation_in(tmp_path_factory.mktemp("straight")) as own:
        yield pushing_in(own)


def told(pushing: Pushing, events: list[Any], *, connections: int) -> Any:
    with pushing.server():
        answers = pushing.push(events, connections=connections)
    assert {each.status_code for each in answers if each is not None} == {202}
    assert None not in answers
    return pushing.state()


def figures(state: Any) -> Any:
    """Versions and current records; identities are numbered as they are met."""
    return state["versions"], [[*row[:1], *row[2:]] for row in state["current"]]


def test_each_event_three_times_over_eight_connections_is_one_version(
    pushing: Pushing, straight: Pushing
) -> None:
    events = [
        event(number, f"D{number}", 1, value={"minor": 100 + number}) for number in range(DEALS)
    ]
    thrice = events * 3
    random.Random(3).shuffle(thrice)  # noqa: S311 - a repeatable test
    many = told(pushing, thrice, connections=CONNECTIONS)
    once = told(straight, events, connections=1)
    assert len(many["versions"]) == DEALS
    assert figures(many) == figures(once)
    assert many["broken"] == 0


def steps() -> list[Any]:
    """Created, changed and deleted, and one of them restored, of forty deals."""
    found: list[Any] = []
    for number in range(40):
        key = f"D{number}"
        found.append(event(f"{key}-1", key, 1, stage="Lost"))
        found.append(event(f"{key}-2", key, 2, value={"minor": number}))
        found.append(removal(f"{key}-10", key, 10))
        if number % 2:
            found.append(event(f"{key}-11", key, 11))
    return found


def test_shuffled_versions_over_eight_connections_end_the_same(
    pushing: Pushing, straight: Pushing
) -> None:
    mixed = steps()
    random.Random(8).shuffle(mixed)  # noqa: S311 - a repeatable test
    assert figures(told(pushing, mixed, connections=CONNECTIONS)) == figures(
        told(straight, steps(), connections=1)
    )


def test_the_same_event_fifty_times_at_once_has_one_effect_and_one_answer(
    pushing: Pushing,
) -> None:
    with pushing.server():
        answers = pushing.push([event(1)] * 50, connections=50)
        (other,) = pushing.push([event(1, value="2.00")], connections=1)
    bodies = {each.content for each in answers if each is not None}
    assert None not in answers
    assert len(bodies) == 1
    assert other is not None
    assert other.status_code == 409
    assert len(pushing.state()["versions"]) == 1


def test_of_two_bodies_for_one_id_at_once_one_wins_and_the_other_is_told(
    pushing: Pushing,
) -> None:
    rivals = [event(1, value={"minor": number % 2}) for number in range(50)]
    with pushing.server():
        answers = pushing.push(rivals, connections=25)
    codes = [each.status_code for each in answers if each is not None]
    assert sorted(codes) == [202] * 25 + [409] * 25
    winners = {index % 2 for index, code in enumerate(codes) if code == 202}
    assert len(winners) == 1
    assert len(pushing.state()["versions"]) == 1
