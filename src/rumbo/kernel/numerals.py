"""A number as a person writes it in a file or a form: one notation, nothing guessed."""

import re
from decimal import Decimal

# ASCII digits only: those of other scripts would pass for numbers that nobody here can read.
_PLAIN = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,12})?")


class NotANumber(ValueError):
    """The text is not a plain number."""


def plain_number(text: str) -> Decimal:
    """Digits with a point, and a sign when wanted; raises NotANumber for all else.

    >>> plain_number("-12.50")
    Decimal('-12.50')
    >>> plain_number("1e3")
    Traceback (most recent call last):
    rumbo.kernel.numerals.NotANumber: 1e3
    """
    if not _PLAIN.fullmatch(text):
        raise NotANumber(text[:80])
    return Decimal(text)
