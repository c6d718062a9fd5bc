"""Who calls: the program behind a bearer key, and how fast it may go on."""

import asyncio
import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TypeVar

from django.db import connections
from django.http import HttpRequest
from ninja.security import HttpBearer

from rumbo.api.problems import refusal
from rumbo.pushes import keys
from rumbo.pushes.rules.bucket import Bucket
from rumbo.pushes.values import Program

Result = TypeVar("Result")
# A key that was looked up is known for so long; the transaction that writes looks again.
REMEMBERED_SECONDS = 5.0
AT_MOST_REMEMBERED = 1_000


class KnownPrograms:
    """Programs that showed a valid secret moments ago, by the digest of that secret."""

    def __init__(self) -> None:
        self._known: OrderedDict[bytes, tuple[float, Program]] = OrderedDict()

    async def find(self, secret: str) -> Program | None:
        mark = hashlib.sha256(secret.encode(errors="replace")).digest()
        until, held = self._known.get(mark, (0.0, None))
        if held is not None and until > time.monotonic():
            return held
        found = await in_thread(lambda: keys.program_of(secret, real_at=real_now()))
        self._known.pop(mark, None)
        if found is not None:
            self._known[mark] = (time.monotonic() + REMEMBERED_SECONDS, found)
            if len(self._known) > AT_MOST_REMEMBERED:
                self._known.popitem(last=False)
        return found


KNOWN = KnownPrograms()


class Paces:
    """What each key may still send; per process, since the limit protects the process."""

    def __init__(self, clock: Callable[[], int] = lambda: time.monotonic_ns() // 1_000) -> None:
        self.clock = clock
        self._left: dict[str, Bucket] = {}

    def take(self, program: Program, events: int) -> None:
        """Count so many events; raises ApiRefused with the seconds to wait."""
        held = self._left.get(program.key)
        now = self.clock()
        if held is None or held.per_minute != program.per_minute:
            held = Bucket.full(program.per_minute, at=now)
        held = held.later(now)
        self._left[program.key] = held
        if held.wait:
            raise refusal(
                HTTPStatus.TOO_MANY_REQUESTS,
                "api.too-fast",
                wait=held.wait,
                limit=str(program.per_minute),
                seconds=str(held.wait),
            )
        self.charge(program, events)

    def charge(self, program: Program, events: int) -> None:
        """Count events of a request that was let in already."""
        self._left[program.key] = self._left[program.key].without(events)


PACES = Paces()


class PushKey(HttpBearer):
    """`Authorization: Bearer rumbo_…`: a push key, written by its source's program."""

    async def authenticate(self, request: HttpRequest, token: str) -> Program:  # noqa: ARG002
        """The program; raises ApiRefused for a secret that is nobody's, and for haste."""
        program = await KNOWN.find(token)
        if program is None:
            raise refusal(HTTPStatus.UNAUTHORIZED, "api.key")
        PACES.take(program, 1)
        return program


async def in_thread(work: Callable[[], Result]) -> Result:
    """Ask the database in a thread that gives its connection back."""

    def connected() -> Result:
        try:
            return work()
        finally:
            connections.close_all()

    return await asyncio.to_thread(connected)


def real_now() -> datetime:
    """Real time, by which keys are valid."""
    return datetime.now(UTC)
