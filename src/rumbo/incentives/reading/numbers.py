"""Read the numbers of a plan: exact, in one notation, as whole minor units and millionths."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from rumbo.incentives.reading.cursor import Cursor
from rumbo.incentives.rules.plan import ALWAYS, MILLION, Dated
from rumbo.kernel.money import TooManyPlaces, places, to_minor

_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,12})?")
_PERCENT = re.compile(r"([0-9]{1,7}(?:\.[0-9]{1,12})?)[ ]*%")
Reader = Callable[[Cursor], int | None]


def money_reader(currency: str) -> Reader:
    """A reader of amounts of one currency into minor units."""

    def read(node: Cursor) -> int | None:
        if not _NUMBER.fullmatch(node.text):
            return _no(node, "plan.number.not-money")
        try:
            return to_minor(Decimal(node.text), currency)
        except TooManyPlaces:
            facts = {"currency": currency, "places": str(places(currency))}
            return _no(node, "plan.number.too-fine", **facts)

    return read


def share(node: Cursor) -> int | None:
    """A percentage into millionths: 4.5% is 45 000."""
    found = _PERCENT.fullmatch(node.text)
    if not found:
        return _no(node, "plan.number.not-percent")
    millionths = Decimal(found[1]) * MILLION / 100
    if millionths != int(millionths):
        return _no(node, "plan.number.percent-too-fine")
    return int(millionths)


def day(node: Cursor) -> date | None:
    """A date such as 2026-07-01."""
    try:
        return date.fromisoformat(node.text)
    except ValueError:
        if node.text:
            node.wrong("plan.date.wrong", value=node.text[:40])
        return None


def dated(node: Cursor, read: Reader, *, from_day: date | None) -> Dated | None:
    """One number, or a table of dates that must rise and begin when the plan does."""
    if not isinstance(node.tree, dict):
        value = read(node) if node.text else None
        return None if value is None else Dated(((ALWAYS, value),))
    rows = [_row(key, each, read) for key, each in node.pairs()]
    good = tuple(row for row in rows if row is not None)
    if len(good) < len(rows) or not good:
        return None
    _check_days(node, [first for first, _ in good], from_day)
    return Dated(good)


def _row(key: str, node: Cursor, read: Reader) -> tuple[date, int] | None:
    value = read(node)
    try:
        first = date.fromisoformat(key)
    except ValueError:
        node.wrong("plan.date.wrong", value=key[:40])
        return None
    return None if value is None else (first, value)


def _check_days(node: Cursor, days: list[date], from_day: date | None) -> None:
    if days != sorted(days):
        node.wrong("plan.dates.not-rising")
    elif from_day and days[0] > from_day:
        node.wrong("plan.dates.late", first=str(days[0]), start=str(from_day))


def _no(node: Cursor, code: str, **facts: str) -> int | None:
    if node.text:
        node.wrong(code, value=node.text[:40], **facts)
    return None
