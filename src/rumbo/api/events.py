"""Push events, and ask what came of one."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from functools import partial
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router

from rumbo.api import openapi, reading
from rumbo.api.arriving import OPEN, arriving, refuse_announced
from rumbo.api.callers import PACES, in_thread, real_now
from rumbo.api.problems import ApiRefused, language_of, listed, refusal
from rumbo.api.reading import Read
from rumbo.api.shapes import BatchAnswer, DeliveryShape, VerdictShape
from rumbo.people import clock
from rumbo.pushes import queries
from rumbo.pushes.accepting import Answer, Parcel
from rumbo.pushes.grouping import Full, Groups, Unavailable
from rumbo.pushes.rules.verdict import Outcome, Verdict
from rumbo.pushes.values import Program
from rumbo.pushes.writing import write

router = Router(tags=["Events"])
GROUPS: Groups[Parcel, Answer] = Groups(partial(write, now=clock.now, real_now=real_now))
# Seconds after which a caller may come again when too much waits, or the database is away.
COME_AGAIN = 1
BACK_SOON = 5
STREAM_TRIES, STREAM_PAUSE = 200, 0.05


@router.post(
    "/records/events",
    operation_id="push_events",
    summary="Push events",
    response=openapi.answers(
        {202: VerdictShape | BatchAnswer}, 400, 401, 403, 408, 409, 413, 415, 422, 429, 503
    ),
    openapi_extra=openapi.PUSHING,
)
async def push(request: HttpRequest) -> HttpResponse:
    """Say how records stand, or that they are gone; answered after they are durably kept.

    A single event gets its verdict, or a problem document (409 when its id was used for another
    body, 422 when it was refused). A batch or a stream is answered 202 with a verdict for each
    event. The same event again gets the same answer and has no effect: when an answer is lost,
    send again.
    """
    program: Program = request.auth  # type: ignore[attr-defined]  # set by the key
    media_type = reading.media_type_of(request)
    limit = reading.limit_of(media_type)
    refuse_announced(request, limit=limit)
    with OPEN.one_more(program.key):
        if media_type == reading.LINES:
            return await _stream(request, program)
        body = await reading.whole(arriving(request), limit=limit)
    if media_type == reading.BATCH:
        return await _batch(request, program, await reading.batch(body, program.scope))
    return await _single(request, program, reading.one_event(body, request, program.scope))


async def _single(request: HttpRequest, program: Program, read: Read) -> HttpResponse:
    (outcome,) = await _accepted(program, (read,))
    if outcome.verdict is Verdict.REFUSED:
        raise ApiRefused(_status(outcome), *outcome.problems)
    return _json(told(outcome, program, request))


def _status(outcome: Outcome) -> HTTPStatus:
    if outcome.is_conflict:
        return HTTPStatus.CONFLICT
    if any(each.code == "push.not-allowed" for each in outcome.problems):
        return HTTPStatus.FORBIDDEN
    return HTTPStatus.UNPROCESSABLE_ENTITY


async def _batch(request: HttpRequest, program: Program, reads: Sequence[Read]) -> HttpResponse:
    PACES.charge(program, max(len(reads) - 1, 0))
    outcomes = await _accepted(program, reads)
    counts = Counter(each.verdict.value for each in outcomes)
    return _json(
        {
            **{each.value: counts[each.value] for each in Verdict},
            "events": [
                {"index": index, **told(each, program, request)}
                for index, each in enumerate(outcomes)
            ],
        }
    )


async def _stream(request: HttpRequest, program: Program) -> HttpResponse:
    """Kept block by block as it arrives, and answered at its end with a line for each event."""
    lines: list[str] = []
    async for outcomes in _accepted_blocks(request, program):
        for each in outcomes:
            verdict = {"index": len(lines), **told(each, program, request)}
            lines.append(json.dumps(verdict, separators=(",", ":")))
    text = "".join(f"{each}\n" for each in lines)
    return HttpResponse(text, status=HTTPStatus.ACCEPTED, content_type=reading.LINES)


async def _accepted_blocks(
    request: HttpRequest, program: Program
) -> AsyncIterator[tuple[Outcome, ...]]:
    count = 0
    async for reads in reading.blocks(arriving(request), program.scope):
        count += len(reads)
        if count > reading.MOST_IN_STREAM:
            raise reading.too_many(reading.MOST_IN_STREAM)
        PACES.charge(program, len(reads))
        yield await _patiently_accepted(program, reads)


async def _patiently_accepted(program: Program, reads: Sequence[Read]) -> tuple[Outcome, ...]:
    """A stream that is under way waits for room: that slows its sender down."""
    for _ in range(STREAM_TRIES):
        try:
            return await _accepted(program, reads)
        except ApiRefused as refused:
            if refused.problems[0].code != "api.busy":
                raise
            await asyncio.sleep(STREAM_PAUSE)
    return await _accepted(program, reads)


async def _accepted(program: Program, reads: Sequence[Read]) -> tuple[Outcome, ...]:
    """The outcomes, after their commit; raises ApiRefused when nothing could be kept."""
    if not reads:
        return ()
    try:
        promise = GROUPS.put(Parcel(program, tuple(reads)), weight=len(reads))
        outcomes = await asyncio.wrap_future(promise)
    except Full as full:
        raise refusal(HTTPStatus.SERVICE_UNAVAILABLE, "api.busy", wait=COME_AGAIN) from full
    except Unavailable as away:
        raise refusal(
            HTTPStatus.SERVICE_UNAVAILABLE, "api.unavailable", wait=BACK_SOON
        ) from away
    if outcomes is None:
        raise refusal(HTTPStatus.UNAUTHORIZED, "api.key")
    return outcomes


@router.get(
    "/records/events/{path:source}/{id}",
    operation_id="find_event",
    summary="What happened to an event",
    response=openapi.answers({200: DeliveryShape}, 401, 404, 429),
)
async def find(request: HttpRequest, source: str, id: str) -> HttpResponse:  # noqa: A002 - its name
    """The verdict that an event of the key's own source got, and where its record stands."""
    program: Program = request.auth  # type: ignore[attr-defined]  # set by the key
    # A source and an id may hold slashes: the key says where one ends and the other begins.
    own, asked = f"{program.scope.source}/", f"{source}/{id}"
    event = asked.removeprefix(own) if asked.startswith(own) else ""
    found = None
    if event.isprintable() and event:
        found = await in_thread(lambda: queries.delivery(event, viewer=program))
    if found is None:
        raise refusal(HTTPStatus.NOT_FOUND, "api.no-event")
    document = told(found.outcome, program, request)
    arrived = {"at": found.at.isoformat(), "push_key": found.brought_by}
    return JsonResponse({**document, **arrived})


def told(outcome: Outcome, program: Program, request: HttpRequest) -> dict[str, object]:
    """An outcome as JSON, its problems in the caller's language."""
    problems = listed(outcome.problems, language_of(request)) if outcome.problems else []
    return {
        "id": outcome.id,
        "source": program.scope.source,
        "verdict": outcome.verdict.value,
        "dataset": outcome.dataset,
        "key": outcome.key,
        "version": outcome.version,
        "position": outcome.position,
        "problems": problems,
    }


def _json(document: dict[str, object]) -> HttpResponse:
    # Written here: what Django's own way adds is for values that are not JSON's.
    content = json.dumps(document).encode()
    return HttpResponse(content, status=HTTPStatus.ACCEPTED, content_type="application/json")
