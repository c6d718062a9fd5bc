"""The thread's own way to the database: durable, and patient while the server restarts."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import InterfaceError, OperationalError, connection

from rumbo.pushes.accepting import Answer, Parcel, accept
from rumbo.pushes.grouping import Unavailable

# Seconds between attempts: a database that restarts is back within a few of them.
PAUSES = (0.1, 0.4, 1.0, 2.0, 4.0)


def write(
    parcels: Sequence[Parcel],
    *,
    now: Callable[[], datetime],
    real_now: Callable[[], datetime],
) -> list[Answer]:
    """Accept a group; when the connection is lost, again on a new one.

    Whether a commit went through before its connection was lost cannot be known, and need not
    be: what it kept is found under its ids, and answered as it was. Raises Unavailable.
    """
    for pause in (*PAUSES, None):
        try:
            _make_durable()
            return accept(parcels, at=now(), real_at=real_now())
        except (InterfaceError, OperationalError) as error:
            connection.close()
            if pause is None:
                raise Unavailable from error
            time.sleep(pause)
    raise AssertionError("unreachable")


def _make_durable() -> None:
    """SQLite's usual setting may forget the last commits when the power fails.

    A group shares the one wait for the disk, so that the promise costs little.
    """
    if connection.vendor == "sqlite" and connection.connection is None:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = FULL")
