"""How a server reaches the API: straight to its routes, past what pages need.

Sessions, cookies and a thread for each request would cost more than keeping an event does.
"""

import asyncio
import inspect
import io
from collections.abc import Awaitable, Callable, MutableMapping
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpResponseBase
from django.urls import Resolver404, ResolverMatch, get_resolver

from rumbo.api import door, problems
from rumbo.api.arriving import Arriving, Event, Gone, Receive
from rumbo.api.problems import refusal

Scope = MutableMapping[str, Any]  # ASGI's own shape
Send = Callable[[Event], Awaitable[None]]
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept-Language, Authorization",
}


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one request under /api/; a caller that has gone is answered nothing."""
    request = ASGIRequest(scope, io.BytesIO())
    vars(request)["arriving"] = Arriving(receive)
    try:
        response = await _answer(request)
    except Gone:
        return
    await _send(response, send, has_body=request.method != "HEAD")


async def _answer(request: ASGIRequest) -> HttpResponseBase:
    try:
        match = _route(request.path_info)
        found = match.func(request, *match.args, **match.kwargs)
        response: HttpResponseBase = await found if inspect.isawaitable(found) else found
    except Resolver404:
        return problems.answer(request, refusal(HTTPStatus.NOT_FOUND, "api.unknown"))
    except (Gone, asyncio.CancelledError):
        raise
    except Exception as error:  # noqa: BLE001 - the last place where a fault can be told
        return door.api.on_exception(request, error)
    if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return _not_allowed(request, response)
    return response


@lru_cache(maxsize=100)
def _route(path: str) -> ResolverMatch:
    """What answers at an address, by the API's own routes: a page's are many."""
    return get_resolver("rumbo.api.urls").resolve(path)


def _not_allowed(request: ASGIRequest, response: HttpResponseBase) -> HttpResponseBase:
    told = problems.answer(request, refusal(HTTPStatus.METHOD_NOT_ALLOWED, "api.method"))
    told.headers["Allow"] = response.headers.get("Allow", "")
    return told


async def _send(response: HttpResponseBase, send: Send, *, has_body: bool) -> None:
    content = bytes(getattr(response, "content", b""))
    headers = {**HEADERS, **dict(response.items()), "Content-Length": str(len(content))}
    encoded = [
        (name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()
    ]
    await send(
        {"type": "http.response.start", "status": response.status_code, "headers": encoded}
    )
    await send({"type": "http.response.body", "body": content if has_body else b""})
