"""The ways in which CloudEvents may arrive: one, many in an array, or one on each line."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from http import HTTPStatus

from django.http import HttpRequest

from rumbo.api.arriving import MEGABYTE, Arriving
from rumbo.api.problems import ApiRefused, refusal
from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.pushes.rules.event import Event, Scope, Unreadable, read_event
from rumbo.pushes.rules.strict_json import Json, read_json

STRUCTURED = "application/cloudevents+json"
BATCH = "application/cloudevents-batch+json"
LINES = "application/x-ndjson"
BINARY = "application/json"
LARGEST_EVENT = MEGABYTE
LARGEST_BATCH = 8 * MEGABYTE
LARGEST_STREAM = 100 * MEGABYTE
MOST_IN_BATCH = 5_000
MOST_IN_STREAM = 100_000
LINES_AT_ONCE = 1_000
# Reading less than this takes no longer than handing it to a thread would.
SMALL = 100_000
Read = Event | Unreadable


def media_type_of(request: HttpRequest) -> str:
    """How the events are written; raises ApiRefused for any other type of content."""
    written = (request.content_type or "").casefold()
    is_binary = written == BINARY and "ce-specversion" in request.headers
    if written in {STRUCTURED, BATCH, LINES} or is_binary:
        return written
    allowed = ", ".join((STRUCTURED, BATCH, LINES))
    raise refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "api.media-type", known=allowed)


def limit_of(media_type: str) -> int:
    """Bytes that a body of this type may have."""
    return {BATCH: LARGEST_BATCH, LINES: LARGEST_STREAM}.get(media_type, LARGEST_EVENT)


async def whole(body: Arriving, *, limit: int) -> bytes:
    """The complete body."""
    return b"".join([piece async for piece in body.pieces(limit=limit)])


def one_event(body: bytes, request: HttpRequest, scope: Scope) -> Read:
    """A single event, structured or binary; raises ApiRefused for what is not JSON."""
    told = _json(body)
    if request.content_type != BINARY:
        return read_event(told, scope)
    attributes: dict[str, Json] = {
        name[3:].lower(): value
        for name, value in request.headers.items()
        if name.lower().startswith("ce-")
    }
    return read_event({**attributes, "data": told}, scope)


async def batch(body: bytes, scope: Scope) -> tuple[Read, ...]:
    """The events of an array; raises ApiRefused for anything else, and for too many."""
    if len(body) < SMALL:
        return _batch(body, scope)
    return await asyncio.to_thread(_batch, body, scope)


def _batch(body: bytes, scope: Scope) -> tuple[Read, ...]:
    told = _json(body)
    if isinstance(told, str | Mapping) or not isinstance(told, Sequence):
        raise refusal(HTTPStatus.BAD_REQUEST, "api.batch")
    if len(told) > MOST_IN_BATCH:
        raise too_many(MOST_IN_BATCH)
    return tuple(read_event(each, scope) for each in told)


async def blocks(body: Arriving, scope: Scope) -> AsyncIterator[tuple[Read, ...]]:
    """The events of a stream as they arrive, some lines at once; empty lines say nothing."""
    waiting: list[Read] = []
    number = 0
    async for text in _lines(body):
        number += 1
        if text.strip():
            waiting.append(_line(text, number, scope))
        if len(waiting) == LINES_AT_ONCE:
            yield tuple(waiting)
            waiting = []
    if waiting:
        yield tuple(waiting)


async def _lines(body: Arriving) -> AsyncIterator[bytes]:
    rest = b""
    async for piece in body.pieces(limit=LARGEST_STREAM):
        *lines, rest = (rest + piece).split(b"\n")
        if len(rest) > LARGEST_EVENT:
            raise refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "api.line-too-long")
        for each in lines:
            yield each
    yield rest


def _line(text: bytes, number: int, scope: Scope) -> Read:
    """The event of a line; what is no JSON costs its line only."""
    try:
        return read_event(read_json(text.strip(), line=number), scope)
    except Refused as refused:
        placed = (
            Problem(each.code, Place("/", number, each.place.column), each.facts)
            for each in refused.problems
        )
        return Unreadable(scope.source, "", "", "", "", tuple(placed))


def too_many(limit: int) -> ApiRefused:
    return refusal(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "api.too-many-events", limit=f"{limit:,}"
    )


def _json(body: bytes) -> Json:
    try:
        return read_json(body)
    except Refused as refused:
        raise ApiRefused(HTTPStatus.BAD_REQUEST, *refused.problems) from refused
