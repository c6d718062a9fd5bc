"""Figures, dates and periods as text in a reader's locale: one formatter for every screen.

A locale is a tag such as `en`, `es` or `es-MX`; what is unknown falls back to its language,
then to English. Amounts are Decimal in major units; shares are fractions (0.25 is 25 %).
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import (
    format_date,
    format_interval,
    format_skeleton,
    format_time,
    format_timedelta,
)
from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    format_decimal,
    format_percent,
    get_currency_symbol,
    get_decimal_symbol,
    get_group_symbol,
)
from babel.units import format_unit

from rumbo.kernel.calendar import Grain, Period, period_of
from rumbo.kernel.money import places, rounded

NO_VALUE = "–"
MINUS = "−"


@lru_cache(maxsize=64)
def locale_of(tag: str) -> Locale:
    """The Babel locale of a tag; an unknown region falls back to the language, then English."""
    for candidate in (tag, tag.split("-", maxsplit=1)[0], "en"):
        try:
            return Locale.parse(candidate, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en")


def money(amount: Decimal, currency: str, locale: str) -> str:
    """All places of the currency.

    >>> money(Decimal("29589.62"), "USD", "en")
    '$29,589.62'
    """
    exact = rounded(amount, places(currency))
    return format_currency(exact, currency, locale=locale_of(locale))


def whole_money(amount: Decimal, currency: str, locale: str) -> str:
    """Without the places when they are zero: prices and quotas that are round.

    >>> whole_money(Decimal("2982255.00"), "USD", "en")
    '$2,982,255'
    """
    if amount != amount.to_integral_value():
        return money(amount, currency, locale)
    return format_currency(
        amount.to_integral_value(),
        currency,
        format=_without_places(locale),
        locale=locale_of(locale),
        currency_digits=False,
    )


def _without_places(locale: str) -> str:
    return str(locale_of(locale).currency_formats["standard"].pattern).replace(".00", "")


def compact_money(amount: Decimal, currency: str, locale: str) -> str:
    """Short, for axes and chips: at most three figures.

    >>> compact_money(Decimal("1411242"), "USD", "en")
    '$1.4M'
    >>> compact_money(Decimal("1411242"), "USD", "es")
    '1,4\\xa0M\\xa0US$'
    """
    digits = 1 if abs(amount) >= 1000 else 0
    written = locale_of(locale)
    text = str(
        format_compact_currency(amount, currency, locale=written, fraction_digits=digits)
    )
    symbol = str(get_currency_symbol(currency, locale=written))
    head = text.removesuffix(symbol)
    # The tables of Spanish run the M of a million into the symbol.
    return f"{head}\xa0{symbol}" if head != text and head[-1:].isalpha() else text


def number(value: Decimal | int, locale: str, *, at_most: int = 2) -> str:
    """A decimal with at most so many places, half-up.

    >>> number(Decimal("2372.5179"), "es")
    '2.372,52'
    """
    exact = rounded(Decimal(value), at_most)
    shape = "#,##0" + ("." + "#" * at_most if at_most else "")
    return format_decimal(exact, format=shape, locale=locale_of(locale))


def compact_number(value: Decimal | int, locale: str) -> str:
    """Short, for axes.

    >>> compact_number(12345, "en")
    '12.3K'
    """
    digits = 1 if abs(Decimal(value)) >= 1000 else 0
    return str(format_compact_decimal(value, locale=locale_of(locale), fraction_digits=digits))


def marks(locale: str) -> tuple[str, str]:
    """What a reader writes before decimals, and between thousands.

    >>> marks("es"), marks("en")
    ((',', '.'), ('.', ','))
    """
    written = locale_of(locale)
    return str(get_decimal_symbol(written)), str(get_group_symbol(written))


def percent(share: Decimal, locale: str, *, at_most: int = 1) -> str:
    """A fraction as a percentage, half-up.

    >>> percent(Decimal("0.614069"), "es")
    '61,4\\xa0%'
    """
    pattern = str(locale_of(locale).percent_formats[None].pattern)
    head, tail = pattern.rsplit("0", 1)
    shape = f"{head}0.{'#' * at_most}{tail}" if at_most else pattern
    exact = rounded(share, at_most + 2)
    return format_percent(exact, format=shape, locale=locale_of(locale))


def days(value: Decimal | int, locale: str, *, at_most: int = 1) -> str:
    """A length in days.

    >>> days(Decimal("48.8170"), "en")
    '48.8 days'
    """
    exact = rounded(Decimal(value), at_most).normalize()
    whole = exact if exact != exact.to_integral_value() else int(exact)
    return str(format_unit(whole, "day", "long", locale=locale_of(locale)))


def figure(value: Decimal | None, unit: str, *, currency: str, locale: str) -> str:
    """A metric's value in its own unit: money, count, share, number or days.

    >>> figure(Decimal("1257"), "count", currency="USD", locale="en")
    '1,257'
    """
    if value is None:
        return NO_VALUE
    match unit:
        case "money":
            return whole_money(value, currency, locale)
        case "share":
            return percent(value, locale)
        case "days":
            return days(value, locale)
        case "count":
            return number(value, locale, at_most=0)
        case _:
            return number(value, locale)


def short_figure(value: Decimal | None, unit: str, *, currency: str, locale: str) -> str:
    """As `figure`, in the space of an axis or a chip."""
    if value is None:
        return NO_VALUE
    match unit:
        case "money":
            return compact_money(value, currency, locale)
        case "share":
            return percent(value, locale, at_most=0)
        case "days":
            return days(value, locale, at_most=0)
        case _:
            return compact_number(value, locale)


def signed(text: str, value: Decimal) -> str:
    """Put the sign in front of a formatted magnitude.

    >>> signed("$4,000", Decimal("4000"))
    '+$4,000'
    """
    if not value:
        return text
    return ("+" if value > 0 else MINUS) + text.lstrip("-" + MINUS)


def date_short(day: date, locale: str) -> str:
    """Day and month.

    >>> date_short(date(2017, 11, 22), "es")
    '22 nov'
    """
    return format_skeleton("MMMd", day, locale=locale_of(locale))


def date_medium(day: date, locale: str) -> str:
    """Day, month and year, short."""
    return format_skeleton("yMMMd", day, locale=locale_of(locale))


def date_long(day: date, locale: str) -> str:
    """The whole date with its weekday.

    >>> date_long(date(2017, 11, 22), "es")
    'miércoles, 22 de noviembre de 2017'
    """
    return format_date(day, "full", locale=locale_of(locale))


def instant(moment: datetime, locale: str) -> str:
    """Date and time of day; give it in the zone of the reader."""
    return f"{date_medium(moment.date(), locale)}, {time_of_day(moment, locale)}"


def moment(at: datetime, locale: str) -> str:
    """A moment that one looks back to; give it in the zone of the reader.

    >>> moment(datetime(2017, 10, 31, 23, 59), "es").replace("\u202f", " ")
    '31 de octubre de 2017, 23:59'
    """
    day = format_date(at.date(), "long", locale=locale_of(locale))
    return f"{day}, {time_of_day(at, locale)}"


def time_of_day(moment: datetime, locale: str) -> str:
    """Hours and minutes; give it in the zone of the reader."""
    return format_time(moment, "short", tzinfo=moment.tzinfo, locale=locale_of(locale))


def relative(length: timedelta, locale: str) -> str:
    """How long ago; `length` is then minus now.

    >>> relative(timedelta(minutes=-3), "es")
    'hace 3 minutos'
    """
    if abs(length) < timedelta(minutes=1):
        return "ahora mismo" if locale.startswith("es") else "just now"
    return format_timedelta(length, add_direction=True, locale=locale_of(locale))


def period_name(period: Period, locale: str) -> str:
    """A period as a person calls it.

    >>> period_name(period_of(date(2017, 8, 1), Grain.QUARTER), "es")
    'T3 2017'
    """
    for grain, shape in _PERIOD_SHAPES:
        if period == period_of(period.start, grain):
            return _named(period.start, shape, locale)
    last = period.before - timedelta(days=1)
    return str(format_interval(period.start, last, "yMMMd", locale=locale_of(locale)))


_PERIOD_SHAPES = (
    (Grain.DAY, "skeleton:yMMMd"),
    (Grain.MONTH, "skeleton:yMMMM"),
    (Grain.QUARTER, "QQQ y"),
    (Grain.YEAR, "y"),
)


def _named(day: date, shape: str, locale: str) -> str:
    if shape.startswith("skeleton:"):
        return format_skeleton(shape.removeprefix("skeleton:"), day, locale=locale_of(locale))
    return format_date(day, shape, locale=locale_of(locale))


def ordinal(rank: int, locale: str) -> str:
    """A place in an order.

    >>> ordinal(3, "en"), ordinal(3, "es")
    ('3rd', '3.º')
    """
    if locale.startswith("es"):
        return f"{rank}.º"
    teens = 10 < rank % 100 < 14
    suffix = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{suffix}"
