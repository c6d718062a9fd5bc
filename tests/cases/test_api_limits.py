"""What an abuser meets: each limit refuses by itself, says so, and spares the others."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from threading import Event as Flag

import pytest

from rumbo.api import arriving, events, reading
from rumbo.api.arriving import OpenBodies
from rumbo.api.problems import ApiRefused
from rumbo.pushes.accepting import Answer, Parcel
from rumbo.pushes.grouping import Groups, Unavailable
from rumbo.records.models import LogEntry
from tests.calling import BATCH, EVENTS, LINES, SINGLE, Caller, code_of, finished
from tests.pushing import event, new_secret

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def crm() -> Caller:
    return Caller(new_secret())


class Read:
    """A body that counts how much of it was asked for."""

    def __init__(self, pieces: int, piece: bytes) -> None:
        self.pieces, self.piece, self.given = pieces, piece, 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for _ in range(self.pieces):
            self.given += 1
            yield self.piece


def test_a_body_that_announces_too_much_is_refused_unread(crm: Caller) -> None:
    body = Read(1, b"{}")
    headers = {"Content-Type": SINGLE, "Content-Length": "1000000000"}
    answer = crm.call("POST", EVENTS, content=body, headers=headers)
    assert (answer.status_code, code_of(answer)) == (413, "api.too-large")


@pytest.mark.parametrize(
    ("media_type", "limit"),
    [(SINGLE, reading.LARGEST_EVENT), (BATCH, reading.LARGEST_BATCH)],
)
def test_a_body_that_announces_nothing_is_counted_as_it_comes(
    crm: Caller, media_type: str, limit: int
) -> None:
    headers = {"Content-Type": media_type, "Transfer-Encoding": "chunked"}
    pieces = limit // 100_000 + 1
    answer = crm.call("POST", EVENTS, content=Read(pieces, b" " * 100_000), headers=headers)
    assert (answer.status_code, code_of(answer)) == (413, "api.too-large")


def test_a_line_without_an_end_is_refused_before_it_fills_the_memory(crm: Caller) -> None:
    pieces = reading.LARGEST_EVENT // 100_000 + 1
    answer = crm.call(
        "POST", EVENTS, content=Read(pieces, b"x" * 100_000), headers={"Content-Type": LINES}
    )
    assert (answer.status_code, code_of(answer)) == (413, "api.line-too-long")


def test_too_many_events_in_a_batch_are_refused_whole(
    crm: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_IN_BATCH", 2)
    answer = crm.push_batch([event(1), event(2, "D2"), event(3, "D3")])
    assert (answer.status_code, code_of(answer)) == (413, "api.too-many-events")
    assert not LogEntry.objects.exists()


def test_a_compressed_body_is_not_unpacked(crm: Caller) -> None:
    answer = crm.push(b"\x1f\x8b", **{"Content-Encoding": "gzip"})
    assert (answer.status_code, code_of(answer)) == (415, "api.encoding")


def test_a_key_that_sent_its_minute_waits_and_another_does_not() -> None:
    slow = Caller(new_secret("slow", per_minute=3))
    other = Caller(new_secret("other", source="other"))
    codes = [slow.push(event(number, f"D{number}")).status_code for number in range(3)]
    answer = slow.push(event(9, "D9"))
    assert codes == [202, 202, 202]
    assert (answer.status_code, code_of(answer)) == (429, "api.too-fast")
    assert 1 <= int(answer.headers["Retry-After"]) <= 20
    assert other.push({**event(1), "source": "other"}).status_code == 202


def test_a_large_batch_is_let_in_and_paid_for_afterwards() -> None:
    slow = Caller(new_secret("batches", per_minute=3))
    events_of_it = [event(number, f"D{number}") for number in range(10)]
    assert slow.push_batch(events_of_it).json()["accepted"] == 10
    assert slow.push(event(11, "D11")).status_code == 429


def test_bodies_on_their_way_are_counted_for_each_key() -> None:
    bodies = OpenBodies(at_most=1)
    with bodies.one_more("crm"):
        with bodies.one_more("erp"):
            pass
        with pytest.raises(ApiRefused) as refused, bodies.one_more("crm"):
            pass
    assert (refused.value.status, refused.value.wait) == (429, 1)
    with bodies.one_more("crm"):
        pass


def test_a_body_that_stops_coming_is_not_waited_for(
    crm: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arriving, "PATIENCE_SECONDS", 0.01)

    async def stalled() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    answer = crm.call("POST", EVENTS, content=stalled(), headers={"Content-Type": SINGLE})
    assert (answer.status_code, code_of(answer)) == (408, "api.slow")


def test_when_too_much_waits_the_next_is_told_to_come_again(
    crm: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on, has_begun = Flag(), Flag()

    def write(parcels: Sequence[Parcel]) -> list[Answer]:
        has_begun.set()
        may_go_on.wait(30)
        return [None for _ in parcels]

    groups: Groups[Parcel, Answer] = Groups(write, at_most=1)
    monkeypatch.setattr(events, "GROUPS", groups)
    crm.get("/api/datasets")

    async def two() -> list[int]:
        content = json.dumps(event(1)).encode()
        headers = {"Content-Type": SINGLE}
        first = asyncio.ensure_future(
            crm.asked("POST", EVENTS, content=content, headers=headers)
        )
        await asyncio.to_thread(has_begun.wait, 30)
        second = await crm.asked("POST", EVENTS, content=content, headers=headers)
        may_go_on.set()
        await first
        assert code_of(second) == "api.busy"
        return [second.status_code, int(second.headers["Retry-After"])]

    assert finished(two()) == [503, 1]


def test_without_its_database_it_promises_nothing(
    crm: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(_parcels: Sequence[Parcel]) -> list[Answer]:
        raise Unavailable

    monkeypatch.setattr(events, "GROUPS", Groups(write))
    answer = crm.push(event(1))
    assert (answer.status_code, code_of(answer)) == (503, "api.unavailable")
    assert answer.headers["Retry-After"] == "5"


def test_a_fault_of_ours_is_told_without_its_trace(
    crm: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(_parcels: Sequence[Parcel]) -> list[Answer]:
        raise ValueError("a secret of the inside")

    monkeypatch.setattr(events, "GROUPS", Groups(write))
    answer = crm.push(event(1))
    assert (answer.status_code, code_of(answer)) == (500, "api.fault")
    assert "inside" not in answer.text
