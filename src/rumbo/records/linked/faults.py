"""What goes wrong at the other end, told as problems: down, missing, retyped, too slow."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from rumbo.kernel.problems import Problem
from rumbo.records.rules.unanswered import Unanswered

_NAMED = re.compile(r"`([^`]+)`")
# The conditions that Spark names in its errors, and the code that words each.
_CODES = {
    "TABLE_OR_VIEW_NOT_FOUND": "linked.table",
    "SCHEMA_NOT_FOUND": "linked.table",
    "UNRESOLVED_COLUMN": "linked.column",
    "OPERATION_CANCELED": "linked.too-slow",
    "INSUFFICIENT_PERMISSIONS": "linked.denied",
    "ARITHMETIC_OVERFLOW": "linked.overflow",
    "NUMERIC_VALUE_OUT_OF_RANGE": "linked.overflow",
    "CAST_OVERFLOW": "linked.overflow",
}
_UNREACHABLE = frozenset({"UNAVAILABLE", "DEADLINE_EXCEEDED", "ABORTED"})
_DENIED = frozenset({"UNAUTHENTICATED", "PERMISSION_DENIED"})


class Unreachable(Unanswered):
    """Nothing answers at the address; the next question need not wait to find out again."""


@contextmanager
def told(connection: str) -> Iterator[None]:
    """Turn whatever pyspark raises inside into Unanswered."""
    try:
        from pyspark.errors import PySparkException  # noqa: PLC0415 - large, and optional
    except ModuleNotFoundError as error:
        raise Unanswered(Problem("linked.client", facts={"connection": connection})) from error
    try:
        yield
    except PySparkException as error:
        raise _fault(error, connection) from error


def _fault(error: Exception, connection: str) -> Unanswered:
    status, facts = _status(error), {"connection": connection}
    if status in _UNREACHABLE:
        return Unreachable(Problem("linked.unreachable", facts=facts))
    if status in _DENIED:
        return Unanswered(Problem("linked.denied", facts=facts))
    condition = str(getattr(error, "getCondition", lambda: "")() or "")
    facts |= {"name": _name(error), "reason": condition or _first_line(error)}
    code = _CODES.get(condition.partition(".")[0], "linked.failed")
    return Unanswered(Problem(code, facts=facts))


def _status(error: Exception) -> str:
    """The name of the gRPC status, where the fault is of the wire."""
    found = re.search(r"StatusCode\.([A-Z_]+)", str(error))
    return found[1] if found else ""


def _name(error: Exception) -> str:
    """The table or column that an error speaks of; never a value of a record."""
    given = getattr(error, "getMessageParameters", dict)() or {}
    written = given.get("relationName") or given.get("objectName") or ""
    return ".".join(_NAMED.findall(written)) or str(written)


def _first_line(error: Exception) -> str:
    return type(error).__name__
