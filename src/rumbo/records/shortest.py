"""A binary number of a file as the decimal that somebody wrote; no float after this."""

from decimal import Decimal


def shortest(value: float) -> Decimal:
    """The shortest decimal that gives the same float.

    >>> shortest(0.1), shortest(17850.0), shortest(-0.0)
    (Decimal('0.1'), Decimal('17850'), Decimal('0'))
    """
    written = Decimal(repr(value))
    # As a whole number it has no point, and zero no sign.
    return written.to_integral_value() + 0 if value.is_integer() else written
