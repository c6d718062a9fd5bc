"""Sessions with linked engines: one per connection and roster, for all threads of a process.

A session is laid out once: clock, arithmetic, and who is who. Another roster takes another
session, so that no query sees half of a change.
"""

import logging
import os
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from rumbo.kernel.problems import Problem
from rumbo.people.roster import roster_version
from rumbo.records.linked.faults import Unreachable, told
from rumbo.records.linked.roster import roster_tables
from rumbo.records.rules.address import Address
from rumbo.records.rules.unanswered import Unanswered

# What makes a session mean the same as the projection does.
CONFIGURATION = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",
    "spark.sql.caseSensitive": "false",
    "spark.sql.legacy.integralDivide.returnBigint": "true",
}
# Without an answer, the next who ask are told at once for so long.
SECONDS_OF_REST = 5.0


@dataclass(slots=True)
class Session:
    """A Spark session with its laid out roster, and how many use it now."""

    spark: Any
    connection: str
    version: int
    process: int
    users: int = 0
    is_replaced: bool = False
    # What was looked up for a while, by name, with the tick it was looked up in.
    kept: dict[str, tuple[int, object]] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)


_guard = threading.RLock()
_sessions: dict[str, Session] = {}
_resting: dict[str, tuple[float, Problem]] = {}


@contextmanager
def session(connection: str) -> Iterator[Session]:
    """The session of a connection with today's roster; raises Unanswered."""
    _address(connection)
    _refuse_resting(connection)
    try:
        with told(connection):
            held = _taken(connection)
            try:
                yield held
            finally:
                _returned(held)
    except Unreachable as error:
        _resting[connection] = (time.monotonic(), error.problem)
        _forget(connection)
        raise


def forget_all() -> None:
    """Leave every session; the next question opens another."""
    for connection in list(_sessions):
        _forget(connection)
    _resting.clear()


def _refuse_resting(connection: str) -> None:
    since, problem = _resting.get(connection, (0.0, None))
    if problem is not None and time.monotonic() - since < SECONDS_OF_REST:
        raise Unanswered(problem)


def _taken(connection: str) -> Session:
    version = roster_version()
    with _guard:
        held = _sessions.get(connection)
        if held is None or held.version != version or held.process != os.getpid():
            fresh = _opened(connection, version)
            _forget(connection)
            held = _sessions[connection] = fresh
        held.users += 1
        return held


def _returned(held: Session) -> None:
    with _guard:
        held.users -= 1
        _stop_unused(held)


def _forget(connection: str) -> None:
    with _guard:
        held = _sessions.pop(connection, None)
        if held is not None:
            held.is_replaced = True
            _stop_unused(held)


def _stop_unused(held: Session) -> None:
    # The channel of a parent process is not ours to close.
    if held.is_replaced and held.users == 0 and held.process == os.getpid():
        held.spark.stop()


def _opened(connection: str, version: int) -> Session:
    spark = _connected(connection)
    for name, value in CONFIGURATION.items():
        spark.conf.set(name, value)
    for name, table in roster_tables().items():
        spark.createDataFrame(table).createOrReplaceTempView(name)
    return Session(spark, connection, version, os.getpid())


def _connected(connection: str) -> Any:
    from pyspark.sql.connect.client.retries import DefaultPolicy  # noqa: PLC0415
    from pyspark.sql.connect.session import SparkSession  # noqa: PLC0415

    # Its own words hold the whole query, and go to the error log at every fault.
    for name in ("SQLQueryContextLogger", "DataFrameQueryContextLogger", "pyspark"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    spark = SparkSession.builder.remote(_address(connection).whole).create()
    # Its own patience is ten minutes; a page has less.
    spark.client.set_retry_policies([DefaultPolicy(max_retries=2, max_backoff=500)])
    return spark


def _address(connection: str) -> Address:
    known: Address | None = settings.RUMBO_LINKED.get(connection)
    if known is None:
        listed = ", ".join(sorted(settings.RUMBO_LINKED)) or "–"
        facts = {"connection": connection, "known": listed}
        raise Unanswered(Problem("linked.connection", facts=facts))
    return known


def tag() -> str:
    """A name for one query, by which it can be stopped."""
    return f"rumbo-{uuid.uuid4().hex}"
