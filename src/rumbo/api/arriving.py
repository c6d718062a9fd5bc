"""A body on its way in: read piece by piece, never beyond its limit, never for ever."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest

from rumbo.api.problems import refusal

Event = MutableMapping[str, Any]  # ASGI's own shape
Receive = Callable[[], Awaitable[Event]]
MEGABYTE = 1_000_000
# A caller that sends nothing for so long is not waited for.
PATIENCE_SECONDS = 20.0
AT_MOST_OPEN = 200


class Gone(Exception):
    """The caller went away before its body was complete."""


class Arriving:
    """The body of a request as the server hands it over."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive

    async def pieces(self, *, limit: int) -> AsyncIterator[bytes]:
        """Piece by piece; raises ApiRefused past the limit or when nothing comes, and Gone."""
        size = 0
        while True:
            event = await self._next()
            piece: bytes = event.get("body", b"")
            size += len(piece)
            if size > limit:
                raise too_large(limit)
            yield piece
            if not event.get("more_body", False):
                return

    async def _next(self) -> Event:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                event = await self._receive()
        except TimeoutError as error:
            raise refusal(HTTPStatus.REQUEST_TIMEOUT, "api.slow") from error
        if event["type"] == "http.disconnect":
            raise Gone
        return event


def arriving(request: HttpRequest) -> Arriving:
    """The body of a request; one that Django has read already arrives in one piece."""
    found = vars(request).get("arriving")
    if isinstance(found, Arriving):
        return found
    body = request.body

    async def whole() -> Event:
        return {"type": "http.request", "body": body}

    return Arriving(whole)


def refuse_announced(request: HttpRequest, *, limit: int) -> None:
    """Refuse by what the headers say, before anything is read; raises ApiRefused."""
    announced = request.headers.get("Content-Length", "")
    if announced.isascii() and announced.isdigit() and int(announced[:20]) > limit:
        raise too_large(limit)
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "api.encoding")


def too_large(limit: int) -> Exception:
    megabytes = f"{limit / MEGABYTE:g}"
    return refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "api.too-large", limit=megabytes)


class OpenBodies:
    """How many bodies of each key are on their way: slow ones take nothing from other keys."""

    def __init__(self, at_most: int = AT_MOST_OPEN) -> None:
        self.at_most = at_most
        self._open: Counter[str] = Counter()

    @contextmanager
    def one_more(self, key: str) -> Iterator[None]:
        """Around the reading of a body; raises ApiRefused when the key has too many already."""
        if self._open[key] >= self.at_most:
            raise refusal(
                HTTPStatus.TOO_MANY_REQUESTS,
                "api.too-many-open",
                wait=1,
                limit=str(self.at_most),
            )
        self._open[key] += 1
        try:
            yield
        finally:
            self._open[key] -= 1


OPEN = OpenBodies()
