"""A database that refuses one write: the n-th, for as many as an operation makes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection

WRITES = ("INSERT", "UPDATE", "DELETE", "COPY")


class Refusing:
    """Counts the writes of a connection and refuses one of them."""

    def __init__(self, refused: int) -> None:
        self.refused = refused
        self.seen = 0

    def __call__(  # noqa: PLR0917 - Django calls it so
        self,
        execute: Callable[..., Any],
        sql: str,
        params: object,
        many: bool,  # noqa: FBT001
        context: dict[str, Any],
    ) -> object:
        if sql.lstrip().upper().startswith(WRITES):
            self.seen += 1
            if self.seen == self.refused:
                raise OperationalError("the disk said no")
        return execute(sql, params, many, context)


@contextmanager
def write_refused(number: int) -> Iterator[Refusing]:
    """Refuse the write of this number, counted from 1, inside the block."""
    refusing = Refusing(number)
    with connection.execute_wrapper(refusing):
        yield refusing


def every_refusal(attempt: Callable[[], object]) -> Iterator[int]:
    """Attempt an operation with its first write refused, then its second, and so on.

    Yields after each failed attempt, with its number; ends when one meets no refusal.
    """
    number = 0
    while True:
        number += 1
        with write_refused(number) as refusing:
            try:
                attempt()
            except OperationalError:
                failed = True
            else:
                failed = False
        assert failed is (refusing.seen >= number), "a refused write was passed over"
        if not failed:
            return
        yield number
