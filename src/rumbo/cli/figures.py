"""Figures as text for scripts: exact, without grouping, never a float."""

from decimal import Decimal

from rumbo.kernel.money import places, rounded

OTHER_PLACES = 6


def figure(value: Decimal | None, *, unit: str, currency: str) -> str | None:
    """A figure as the JSON contract prints it.

    Whole amounts and counts have no decimals; money that its currency can hold has the
    currency's places; anything else has at most six places, half-up, without trailing zeros.

    >>> figure(Decimal("2982255.00"), unit="money", currency="USD")
    '2982255'
    >>> figure(Decimal("1054.5"), unit="money", currency="USD")
    '1054.50'
    >>> figure(Decimal(2982255) / 1257, unit="money", currency="USD")
    '2372.5179'
    >>> figure(Decimal(1257) / 2047, unit="share", currency="USD")
    '0.614069'
    """
    if value is None:
        return None
    exact = rounded(value, OTHER_PLACES)
    if exact == exact.to_integral_value():
        return f"{exact.to_integral_value():f}"
    if unit == "money" and exact == value == rounded(value, places(currency)):
        return f"{rounded(value, places(currency)):f}"
    return f"{exact:f}".rstrip("0")
