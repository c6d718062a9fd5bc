"""Commit what many requests bring at once together, and answer each after its commit.

One thread per process writes. While a commit is under way the next requests gather behind it,
so that the busier the process, the larger the groups; alone, a request waits for nobody.
Nothing here knows a database: what to do with a group is given.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Generic, TypeVar

Parcel = TypeVar("Parcel")
Answer = TypeVar("Answer")
LOG = logging.getLogger("rumbo.pushes")


class Full(Exception):
    """More waits than may wait: come again in a moment; nothing was kept."""


class Unavailable(Exception):
    """The database does not answer: nothing is known to be kept, and sending again is safe."""


@dataclass(frozen=True, slots=True)
class _Waiting(Generic[Parcel, Answer]):
    parcel: Parcel
    weight: int
    answer: "Future[Answer]"


class Groups(Generic[Parcel, Answer]):
    """Gathers parcels and hands them to `write`, at most `at_once` events in one group."""

    def __init__(
        self,
        write: Callable[[Sequence[Parcel]], Sequence[Answer]],
        *,
        at_once: int = 2_000,
        at_most: int = 20_000,
    ) -> None:
        self.write = write
        self.at_once, self.at_most = at_once, at_most
        self._waiting: deque[_Waiting[Parcel, Answer]] = deque()
        self._weight = 0
        self._changed = threading.Condition()
        self._writer: threading.Thread | None = None

    def put(self, parcel: Parcel, *, weight: int) -> "Future[Answer]":
        """A promise of the answer to a parcel of so many events; raises Full."""
        answer: Future[Answer] = Future()
        with self._changed:
            if self._weight and self._weight + weight > self.at_most:
                raise Full
            self._weight += weight
            self._waiting.append(_Waiting(parcel, weight, answer))
            self._start()
            self._changed.notify()
        return answer

    def _start(self) -> None:
        """After a fork the thread stayed with the parent; the first parcel starts another."""
        if self._writer is None or not self._writer.is_alive():
            self._writer = threading.Thread(target=self._run, name="pushes", daemon=True)
            self._writer.start()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: bool(self._waiting))
                group = self._taken()
            # Whoever has gone away before the commit is not waited for, and nothing is kept.
            here = [each for each in group if each.answer.set_running_or_notify_cancel()]
            if here:
                self._answer(here)
            with self._changed:
                self._weight -= sum(each.weight for each in group)

    def _taken(self) -> list[_Waiting[Parcel, Answer]]:
        group = [self._waiting.popleft()]
        weight = group[0].weight
        while self._waiting and weight + self._waiting[0].weight <= self.at_once:
            weight += self._waiting[0].weight
            group.append(self._waiting.popleft())
        return group

    def _answer(self, group: Sequence[_Waiting[Parcel, Answer]]) -> None:
        """Write a group; when it fails, each parcel alone, so that one harms no other."""
        try:
            answers = self.write([each.parcel for each in group])
        except Exception as error:  # noqa: BLE001 - it is handed to whoever waits for the answer
            self._failed(group, error)
            return
        for each, answer in zip(group, answers, strict=True):
            each.answer.set_result(answer)

    def _failed(self, group: Sequence[_Waiting[Parcel, Answer]], error: Exception) -> None:
        if len(group) == 1 or isinstance(error, Unavailable):
            for each in group:
                each.answer.set_exception(error)
            return
        LOG.warning("a group of %d pushes failed, each is tried alone", len(group))
        for each in group:
            self._answer([each])
