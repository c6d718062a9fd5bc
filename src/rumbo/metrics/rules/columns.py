"""Columns of the projection in SQL: quoted, typed, and money in major units where asked."""

from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from sqlglot import exp

from rumbo.kernel.calendar import Period
from rumbo.kernel.money import places
from rumbo.metrics.rules.question import Calendar
from rumbo.metrics.rules.reach import STEP
from rumbo.records.rules.dataset import Dataset, FieldKind

FACT = "f"
POSITION = exp.Placeholder(this="position")


def column(name: str, table: str = FACT) -> exp.Column:
    """A column by name, quoted, so that a field may be called `order` or `from`.

    A name with a step, as `account.market`, is a column of the record that is linked.
    """
    link, _, own = name.rpartition(STEP)
    if link:
        return column(own, linked(link))
    return exp.Column(
        this=exp.to_identifier(name, quoted=not name.startswith("_")),
        table=exp.to_identifier(table),
    )


def linked(link: str) -> str:
    """What the table behind a link is called in a query."""
    return f"k_{link}"


def day(value: date) -> exp.Expression:
    return exp.cast(exp.Literal.string(value.isoformat()), "DATE")


def both(first: exp.Expression, *others: exp.Expression) -> exp.Expression:
    """Every one of the conditions."""
    for each in others:
        first = exp.And(this=first, expression=each)
    return first


def either(first: exp.Expression, *others: exp.Expression) -> exp.Expression:
    """Any one of the conditions, between brackets."""
    for each in others:
        first = exp.Or(this=first, expression=each)
    return exp.Paren(this=first) if others else first


def named(of: exp.Expression, name: str) -> exp.Expression:
    return exp.Alias(this=of, alias=exp.to_identifier(name))


def known(table: str) -> exp.Expression:
    """What was believed at the position, of a table that knows from when to when."""
    return _between(table, "known_from", "known_before", at=POSITION)


def holds(table: str, at: exp.Expression) -> exp.Expression:
    """What held on a date, of a table with half-open validity."""
    return _between(table, "valid_from", "valid_before", at=at)


def current(table: str = FACT) -> exp.Expression:
    """The versions of records that were current at the position."""
    return _between(table, "_position_from", "_position_to", at=POSITION)


def _between(table: str, start: str, end: str, *, at: exp.Expression) -> exp.Expression:
    return begun(column(start, table), column(end, table), at=at)


def begun(
    start: exp.Expression, before: exp.Expression | None, *, at: exp.Expression
) -> exp.Expression:
    """What began by a day and had not ended: without an end it goes on for ever."""
    started = exp.LTE(this=start.copy(), expression=at.copy())
    if before is None:
        return started
    open_end = exp.Is(this=before.copy(), expression=exp.Null())
    later = exp.GT(this=before.copy(), expression=at.copy())
    return both(started, exp.Paren(this=exp.Or(this=open_end, expression=later)))


def business_date(dataset: Dataset, name: str, calendar: Calendar) -> exp.Expression:
    """A date field, or the business date of an instant, which is stored in UTC."""
    if dataset.field(name).kind is not FieldKind.INSTANT:
        return column(name)
    utc = exp.AtTimeZone(this=column(name), zone=exp.Literal.string("UTC"))
    local = exp.AtTimeZone(
        this=exp.Paren(this=utc), zone=exp.Literal.string(calendar.time_zone)
    )
    return exp.cast(exp.Paren(this=local), "DATE")


def within(
    dataset: Dataset, name: str, *, period: Period, calendar: Calendar
) -> exp.Expression:
    """A record's date lies in the period; the bare column is compared, to skip blocks."""
    if dataset.field(name).kind is FieldKind.INSTANT:
        start, before = (
            _instant(each, calendar.time_zone) for each in (period.start, period.before)
        )
    else:
        start, before = day(period.start), day(period.before)
    return both(
        exp.GTE(this=column(name), expression=start),
        exp.LT(this=column(name), expression=before),
    )


def _instant(start_of: date, time_zone: str) -> exp.Expression:
    local = datetime.combine(start_of, time(), ZoneInfo(time_zone))
    utc = local.astimezone(timezone(timedelta(0)))
    return exp.cast(exp.Literal.string(f"{utc:%Y-%m-%d %H:%M:%S}"), "TIMESTAMP")


def value(dataset: Dataset, name: str, calendar: Calendar) -> exp.Expression:
    """A field as an expression's name means it: money in major units, instants as dates."""
    field = dataset.field(name)
    match field.kind:
        case FieldKind.MONEY:
            return _major(name, field.currency)
        case FieldKind.INSTANT:
            return business_date(dataset, name, calendar)
        case _:
            return column(name)


def _major(name: str, currency: str) -> exp.Expression:
    minor_places = places(currency)
    if not minor_places:
        return column(name)
    step = exp.Literal.number(f"{10**-minor_places:.{minor_places}f}")
    return exp.Paren(this=exp.Mul(this=column(name), expression=step))
