from dataclasses import replace
from datetime import UTC, datetime

from rumbo.history.rules.chain import BEGINNING, Link, broken, digest

RAISE = Link(
    position=1,
    by="person:ana",
    at=datetime(2017, 11, 22, 9, tzinfo=UTC),
    verb="target.set",
    thing="target:revenue/ana/2017-Q4",
    before={"amount": "20000"},
    after={"amount": "25000"},
    reason="New territory",
)
MOVE = replace(RAISE, position=2, verb="team.moved", thing="person:ana")


def chain(*links: Link) -> list[tuple[Link, str]]:
    previous, result = BEGINNING, []
    for link in links:
        previous = digest(link, previous)
        result.append((link, previous))
    return result


def test_an_untouched_chain_holds() -> None:
    entries = chain(RAISE, MOVE)
    assert broken(entries, entries[-1][1]) == ()


def test_an_altered_entry_is_named() -> None:
    entries = chain(RAISE, MOVE)
    altered = [(replace(RAISE, after={"amount": "90000"}), entries[0][1]), entries[1]]
    assert [each.position for each in broken(altered, entries[-1][1])] == [1]


def test_a_removed_last_entry_is_noticed() -> None:
    entries = chain(RAISE, MOVE)
    assert [each.thing for each in broken(entries[:1], entries[-1][1])] == ["history:head"]


def test_the_same_instant_in_another_zone_has_the_same_digest() -> None:
    elsewhere = replace(RAISE, at=datetime.fromisoformat("2017-11-22T04:00:00-05:00"))
    assert digest(elsewhere, BEGINNING) == digest(RAISE, BEGINNING)
