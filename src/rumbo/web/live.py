"""The live stream: a raw ASGI endpoint beside Django that tells open pages which keys changed.

No thread and no database connection per stream: one thread per process reads signals and hands
them to every stream's own small queue. Figures never travel here; pages fetch them again.
"""

import asyncio
import contextlib
import json
import logging
import random
import threading
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from django.db import DatabaseError, close_old_connections

from rumbo.outbox import queries
from rumbo.outbox.values import Told
from rumbo.outbox.watch import watch
from rumbo.web.live_token import listener_of

Scope = MutableMapping[str, Any]  # ASGI's own shapes
Event = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]
LOG = logging.getLogger("rumbo.web.live")

BEAT_SECONDS = 15.0
START_SECONDS = 5.0
PAUSE_SECONDS = 0.4
ENDS_AFTER_SECONDS = 600.0
AT_MOST_STREAMS = 10_000
AT_MOST_WAITING = 200
# Ids may be committed out of order; a reader looks this far behind what it has seen.
OVERLAP = 200


class Stream:
    """One open page: what it has not been told yet, each key once, and never too much of it."""

    def __init__(self) -> None:
        self.waiting: dict[tuple[str, str], int] = {}
        self.lost = False
        self.woken = asyncio.Event()

    def put(self, told: Iterable[Told]) -> None:
        for each in told:
            self.waiting[each.topic, each.key] = each.id
        if len(self.waiting) > AT_MOST_WAITING:
            self.waiting.clear()
            self.lost = True
        if self.waiting or self.lost:
            self.woken.set()

    def take(self) -> bytes:
        """Everything waiting, as server-sent events; `lost` asks the page to refresh all."""
        self.woken.clear()
        parts = [b"event: lost\ndata: {}\n\n"] if self.lost else []
        for (topic, key), number in self.waiting.items():
            data = json.dumps({"topic": topic, "key": key})
            parts.append(f"id: {number}\nevent: change\ndata: {data}\n\n".encode())
        self.waiting, self.lost = {}, False
        return b"".join(parts)


class Hub:
    """Hands new signals to every stream of this process; reads only while someone listens."""

    def __init__(self) -> None:
        self.streams: set[Stream] = set()
        self.recent: deque[Told] = deque(maxlen=OVERLAP * 5)
        self.last = 0
        self.ready = asyncio.Event()
        self._reader: threading.Thread | None = None

    async def start(self) -> None:
        """Begin to read signals, once per process, and wait until the first look was taken."""
        if self._reader is None or not self._reader.is_alive():
            loop = asyncio.get_running_loop()
            self._reader = threading.Thread(
                target=self._read_for_ever, args=(loop,), name="live", daemon=True
            )
            self._reader.start()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.ready.wait(), START_SECONDS)

    def remember(self, told: tuple[Told, ...]) -> None:
        """Take what was there before the first stream as heard; called on the event loop."""
        self.recent.extend(told)
        self.ready.set()

    def publish(self, told: tuple[Told, ...]) -> None:
        """Give every stream what it has not heard; called on the event loop."""
        heard = {each.id for each in self.recent}
        fresh = [each for each in told if each.id not in heard]
        self.recent.extend(fresh)
        for stream in self.streams:
            stream.put(fresh)

    def since(self, number: int) -> list[Told] | None:
        """What was told after an id, or None when that is too long ago to know."""
        if self.recent and self.recent[0].id <= number + 1:
            return [each for each in self.recent if each.id > number]
        return [] if number >= self.last else None

    def _read_for_ever(self, loop: asyncio.AbstractEventLoop) -> None:
        while not loop.is_closed():
            try:
                self._read(loop)
            except DatabaseError:
                LOG.warning("live updates wait for the database", exc_info=True)
                close_old_connections()
                time.sleep(1)

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        with contextlib.closing(watch()) as watching:
            if not self.ready.is_set():
                self.last = queries.last_signal()
                self._hand_over(loop, self.remember)
            while not loop.is_closed():
                self._hand_over(loop, self.publish)
                while not watching.wait(5) and not loop.is_closed():
                    close_old_connections()

    def _hand_over(
        self, loop: asyncio.AbstractEventLoop, to: Callable[[tuple[Told, ...]], None]
    ) -> None:
        told = queries.signals_after(max(self.last - OVERLAP, 0))
        self.last = max([self.last, *(each.id for each in told)])
        with contextlib.suppress(RuntimeError):  # the loop closed in between
            loop.call_soon_threadsafe(to, told)


HUB = Hub()


async def serve(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer GET /live?token=…&last=… with keys until the stream ends or the page leaves."""
    asked = {
        key: values[-1] for key, values in parse_qs(scope["query_string"].decode()).items()
    }
    if listener_of(asked.get("token", "")) is None:
        await _refuse(send, 403)
        return
    if len(HUB.streams) >= AT_MOST_STREAMS:
        await _refuse(send, 503)
        return
    await HUB.start()
    stream = Stream()
    _catch_up(stream, _last_heard(scope, asked))
    HUB.streams.add(stream)
    try:
        await _until_gone(_send_all(stream, send), receive)
    finally:
        HUB.streams.discard(stream)


def _last_heard(scope: Scope, asked: dict[str, str]) -> int | None:
    headers = dict(scope["headers"])
    text = headers.get(b"last-event-id", b"").decode() or asked.get("last", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _catch_up(stream: Stream, last: int | None) -> None:
    if last is None:
        return
    missed = HUB.since(last)
    stream.lost = missed is None
    stream.put(missed or ())


async def _send_all(stream: Stream, send: Send) -> None:
    headers = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await _write(send, f"id: {HUB.last}\nevent: hello\ndata: {{}}\n\n".encode())
    # Streams that began together do not end together.
    until = time.monotonic() + ENDS_AFTER_SECONDS * random.uniform(0.9, 1.1)  # noqa: S311
    while time.monotonic() < until:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stream.woken.wait(), BEAT_SECONDS)
        await _write(send, stream.take() or b"event: beat\ndata: {}\n\n")
        await asyncio.sleep(PAUSE_SECONDS)
    await _write(send, b"event: bye\ndata: {}\n\n")
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _until_gone(sending: Awaitable[None], receive: Receive) -> None:
    """Send until it is done, or until the page has gone away."""
    work = asyncio.ensure_future(sending)
    left = asyncio.ensure_future(_gone(receive))
    _, pending = await asyncio.wait({work, left}, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _write(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _refuse(send: Send, status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": b""})
