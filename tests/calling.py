"""A program that calls the API within the process, as a server would hand its requests over."""

import asyncio
import json
from collections.abc import Coroutine, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx

from rumbo.api.asgi import application

SINGLE = "application/cloudevents+json"
BATCH = "application/cloudevents-batch+json"
LINES = "application/x-ndjson"
EVENTS = "/api/records/events"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Caller:
    """Calls with a secret, or with none."""

    secret: str = ""
    language: str = "en"

    def get(self, path: str) -> httpx.Response:
        return self.call("GET", path)

    def push(self, event: object, **headers: str) -> httpx.Response:
        """One structured event; a bytes body goes as it is."""
        return self._posted(event, SINGLE, headers)

    def push_batch(self, events: object, **headers: str) -> httpx.Response:
        return self._posted(events, BATCH, headers)

    def push_lines(self, *events: object) -> httpx.Response:
        """A stream; text goes as a line of its own."""
        lines = (each if isinstance(each, str) else json.dumps(each) for each in events)
        return self._posted("".join(f"{each}\n" for each in lines).encode(), LINES, {})

    def _posted(
        self, body: object, media_type: str, headers: Mapping[str, str]
    ) -> httpx.Response:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        given = {"Content-Type": media_type, **headers}
        return self.call("POST", EVENTS, content=content, headers=given)

    def call(
        self,
        method: str,
        path: str,
        *,
        content: Any = None,
        headers: Mapping[str, str | bytes] | None = None,
    ) -> httpx.Response:
        return finished(self.asked(method, path, content=content, headers=headers))

    async def asked(
        self,
        method: str,
        path: str,
        *,
        content: Any = None,
        headers: Mapping[str, str | bytes] | None = None,
    ) -> httpx.Response:
        """The same, for many at once on one loop."""
        own = {"Accept-Language": self.language}
        if self.secret:
            own["Authorization"] = f"Bearer {self.secret}"
        given = [(n.encode(), _bytes(v)) for n, v in {**own, **(headers or {})}.items()]
        transport = httpx.ASGITransport(app=application)
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as http:
            return await http.request(method, path, content=content, headers=given)

    def together(self, events: Iterable[object]) -> list[httpx.Response]:
        """A request for each event, all at once."""

        async def all_of_them() -> list[httpx.Response]:
            headers = {"Content-Type": SINGLE}
            calls = (
                self.asked("POST", EVENTS, content=json.dumps(each).encode(), headers=headers)
                for each in events
            )
            return await asyncio.gather(*calls)

        return finished(all_of_them())


def finished(asking: Coroutine[Any, Any, T]) -> T:
    """What a coroutine gives, on a thread of its own: a browser's loop may hold this one."""
    with ThreadPoolExecutor(max_workers=1) as alone:
        return alone.submit(asyncio.run, asking).result()


def _bytes(value: str | bytes) -> bytes:
    return value if isinstance(value, bytes) else value.encode()


def code_of(answer: httpx.Response) -> str:
    """The code of a problem document, after its shape has been looked at."""
    assert answer.headers["Content-Type"] == "application/problem+json", answer.text
    document = answer.json()
    assert document["status"] == answer.status_code
    assert document["title"]
    assert document["detail"]
    return str(document["code"])
