"""Many readers, or one that replaces the file under them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class ReadingStill(RuntimeError):
    """A thread that reads cannot replace the file that it reads."""


class Gate:
    """A reader never waits for another reader, also when it reads inside its own reading."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._readers = 0
        self._replacing = False
        self._mine = threading.local()

    @contextmanager
    def reading(self) -> Iterator[None]:
        with self._changed:
            self._changed.wait_for(lambda: not self._replacing)
            self._readers += 1
        depth: int = getattr(self._mine, "depth", 0)
        self._mine.depth = depth + 1
        try:
            yield
        finally:
            self._mine.depth = depth
            with self._changed:
                self._readers -= 1
                self._changed.notify_all()

    @contextmanager
    def replacing(self) -> Iterator[None]:
        if getattr(self._mine, "depth", 0):
            # It would wait for itself; whoever asks next finds the file replaced.
            raise ReadingStill
        with self._changed:
            self._changed.wait_for(lambda: not self._replacing and not self._readers)
            self._replacing = True
        try:
            yield
        finally:
            with self._changed:
                self._replacing = False
                self._changed.notify_all()


class Permits:
    """At most so many queries at once; a thread that holds a permit needs no second one."""

    def __init__(self, count: int) -> None:
        self._free = threading.BoundedSemaphore(count)
        self._held = threading.local()

    @contextmanager
    def one(self) -> Iterator[None]:
        depth: int = getattr(self._held, "depth", 0)
        if depth == 0:
            self._free.acquire()
        self._held.depth = depth + 1
        try:
            yield
        finally:
            self._held.depth = depth
            if depth == 0:
                self._free.release()
