"""What a stream is told, and what it is not, without a server."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from rumbo.outbox.values import Told
from rumbo.web.live import AT_MOST_WAITING, HUB, Hub, Stream, serve
from rumbo.web.live_token import listener_of


def told(number: int, key: str = "deals") -> Told:
    return Told(number, "records", key)


def test_the_same_key_told_three_times_is_one_event() -> None:
    stream = Stream()
    stream.put([told(1), told(2), told(3)])
    assert stream.take().count(b"event: change") == 1
    assert stream.take() == b""


def test_an_event_carries_its_id_and_keys_and_nothing_else() -> None:
    stream = Stream()
    stream.put([told(7)])
    assert stream.take() == (
        b'id: 7\nevent: change\ndata: {"topic": "records", "key": "deals"}\n\n'
    )


def test_a_page_that_is_told_too_much_is_asked_to_refresh_everything() -> None:
    stream = Stream()
    stream.put(told(n, key=f"k{n}") for n in range(AT_MOST_WAITING + 1))
    assert stream.take() == b"event: lost\ndata: {}\n\n"


def test_what_was_committed_late_under_a_lower_id_is_told_once() -> None:
    hub, stream = Hub(), Stream()
    hub.streams.add(stream)
    hub.publish((told(1, "a"), told(3, "c")))
    stream.take()
    hub.publish((told(1, "a"), told(2, "b"), told(3, "c")))
    assert stream.take().count(b"event: change") == 1


def test_a_page_that_comes_back_hears_what_it_missed() -> None:
    hub = Hub()
    hub.last = 3
    hub.publish((told(1, "a"), told(2, "b"), told(3, "c")))
    assert hub.since(2) == [told(3, "c")]
    assert hub.since(3) == []


def test_a_page_that_was_away_too_long_is_told_so() -> None:
    hub = Hub()
    hub.last = 900
    hub.publish(tuple(told(n, f"k{n}") for n in range(800, 901)))
    assert hub.since(5) is None


def test_without_a_signed_token_nobody_listens() -> None:
    sent: list[int] = []

    async def send(event: dict[str, object]) -> None:
        if event["type"] == "http.response.start":
            sent.append(int(str(event["status"])))

    async def receive() -> dict[str, object]:
        return {"type": "http.disconnect"}

    scope = {"query_string": b"token=darcel-schlecht:wrong", "headers": []}
    # In a thread of its own: a browser in the same process keeps a loop in this one.
    with ThreadPoolExecutor(1) as alone:
        served = serve(scope, receive, send)  # type: ignore[arg-type]  # ASGI's loose shapes
        alone.submit(asyncio.run, served).result()
    assert sent == [403]
    assert not HUB.streams


def test_a_changed_token_is_no_token() -> None:
    assert listener_of("") is None
    assert listener_of("ana:1xV:abc") is None
