"""Figures in templates: every one goes through wording.figures, in the reader's locale."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import template

from rumbo.kernel.calendar import Period
from rumbo.kernel.money import Money
from rumbo.kernel.problems import Problem
from rumbo.kernel.texts import Text
from rumbo.people.values import OrganisationView
from rumbo.wording import figures
from rumbo.wording.problems import Sentence, sentence

register = template.Library()
# The marks that override or embed the direction of text.
TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
Context = dict[str, Any]  # Django's own shape of a context


@register.filter
def unturned(value: object) -> str:
    """A text with its marks of direction shown as ⟲: none can turn the page around it.

    >>> unturned("abc\u202ecba")
    'abc⟲cba'
    """
    return TURNS.sub("⟲", str(value))


def locale_in(context: Context) -> str:
    return str(context.get("locale") or "en")


def _organisation(context: Context) -> OrganisationView | None:
    found = context.get("organisation")
    return found if isinstance(found, OrganisationView) else None


def currency_in(context: Context) -> str:
    own = _organisation(context)
    return own.currency if own else "USD"


@register.simple_tag(takes_context=True)
def figure(context: Context, value: Decimal | None, unit: str) -> str:
    """A metric's value in its unit."""
    return figures.figure(value, unit, currency=currency_in(context), locale=locale_in(context))


@register.simple_tag(takes_context=True)
def short_figure(context: Context, value: Decimal | None, unit: str) -> str:
    """A metric's value in the space of an axis or a chip."""
    return figures.short_figure(
        value, unit, currency=currency_in(context), locale=locale_in(context)
    )


@register.simple_tag(takes_context=True)
def money(context: Context, amount: Decimal | Money | None, currency: str = "") -> str:
    """An amount with all places of its currency."""
    if amount is None:
        return figures.NO_VALUE
    exact = _in_currency(context, amount, currency)
    return figures.money(exact.amount, exact.currency, locale_in(context))


@register.simple_tag(takes_context=True)
def whole_money(context: Context, amount: Decimal | Money | None, currency: str = "") -> str:
    """An amount, without its places when they are zero."""
    if amount is None:
        return figures.NO_VALUE
    exact = _in_currency(context, amount, currency)
    return figures.whole_money(exact.amount, exact.currency, locale_in(context))


def _in_currency(context: Context, amount: Decimal | Money, currency: str) -> Money:
    if isinstance(amount, Money):
        return amount
    return Money(amount, currency or currency_in(context))


@register.simple_tag(takes_context=True)
def percent(context: Context, share: Decimal | None, at_most: int = 1) -> str:
    """A fraction as a percentage."""
    if share is None:
        return figures.NO_VALUE
    return figures.percent(share, locale_in(context), at_most=at_most)


@register.simple_tag(takes_context=True)
def number(context: Context, value: Decimal | int | None, at_most: int = 2) -> str:
    """A number with at most so many places."""
    return (
        figures.NO_VALUE
        if value is None
        else figures.number(value, locale_in(context), at_most=at_most)
    )


@register.simple_tag(takes_context=True)
def date_short(context: Context, day: date | None) -> str:
    """Day and month."""
    return figures.NO_VALUE if day is None else figures.date_short(day, locale_in(context))


@register.simple_tag(takes_context=True)
def date_medium(context: Context, day: date | None) -> str:
    """Day, month and year."""
    return figures.NO_VALUE if day is None else figures.date_medium(day, locale_in(context))


@register.simple_tag(takes_context=True)
def date_long(context: Context, day: date) -> str:
    """The whole date with its weekday, its first letter large."""
    text = figures.date_long(day, locale_in(context))
    return text[:1].upper() + text[1:]


@register.simple_tag(takes_context=True)
def instant(context: Context, moment: datetime | None) -> str:
    """A moment in the organisation's time zone."""
    if moment is None:
        return figures.NO_VALUE
    own = _organisation(context)
    return figures.instant(
        moment.astimezone(ZoneInfo(own.time_zone if own else "UTC")), locale_in(context)
    )


@register.simple_tag(takes_context=True)
def moment(context: Context, at: datetime) -> str:
    """A moment that one looks back to: the day with its year, and the time."""
    return figures.moment(at, locale_in(context))


@register.simple_tag(takes_context=True)
def since(context: Context, moment: datetime | None) -> str:
    """How long before the organisation's now a moment was; a replayed now may lag behind."""
    now = context.get("now")
    if moment is None or not isinstance(now, datetime):
        return figures.NO_VALUE
    return figures.relative(min(moment, now) - now, locale_in(context))


@register.simple_tag(takes_context=True)
def period(context: Context, value: Period) -> str:
    """A period as a person calls it."""
    return figures.period_name(value, locale_in(context))


@register.simple_tag(takes_context=True)
def ordinal(context: Context, rank: int) -> str:
    """A place in an order."""
    return figures.ordinal(rank, locale_in(context))


@register.simple_tag(takes_context=True)
def text(context: Context, value: Text) -> str:
    """What the users wrote, in the reader's language."""
    return value.in_language(locale_in(context))


@register.simple_tag(takes_context=True)
def problem(context: Context, value: Problem) -> Sentence:
    """The sentence of a problem: `what` and `remedy`."""
    return sentence(value, locale_in(context))
