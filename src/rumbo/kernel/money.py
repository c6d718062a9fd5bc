"""Money is a Decimal with its currency; it is stored as a whole number of minor units."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

# ISO 4217 lists the minor units of each currency; two places unless named here.
_PLACES = {
    **dict.fromkeys(
        [
            "BIF",
            "CLP",
            "DJF",
            "GNF",
            "ISK",
            "JPY",
            "KMF",
            "KRW",
            "PYG",
            "RWF",
            "UGX",
            "UYI",
            "VND",
            "VUV",
            "XAF",
            "XOF",
            "XPF",
        ],
        0,
    ),
    **dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3),
    **dict.fromkeys(["CLF", "UYW"], 4),
}
# Wide enough that no product of two stored decimals is ever rounded on the way.
EXACT = Context(prec=76)


class Rounding(StrEnum):
    """How a fraction of the last place is settled; ties go away from zero by default."""

    HALF_UP = "half-up"
    HALF_EVEN = "half-even"
    DOWN = "down"


_MODES = {
    Rounding.HALF_UP: ROUND_HALF_UP,
    Rounding.HALF_EVEN: ROUND_HALF_EVEN,
    Rounding.DOWN: ROUND_DOWN,
}


class TooManyPlaces(ValueError):
    """An amount has more decimal places than its currency can hold."""


class MixedCurrencies(ValueError):
    """Amounts of two currencies were added without an exchange rate."""


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount in major units of one currency.

    >>> str(Money(Decimal("12.345"), "USD").rounded().amount)
    '12.35'
    """

    amount: Decimal
    currency: str

    @classmethod
    def of_minor(cls, minor: int, currency: str) -> "Money":
        """Build from a whole number of minor units (cents for USD)."""
        return cls(from_minor(minor, currency), currency)

    @property
    def minor(self) -> int:
        """The amount as a whole number of minor units; raises TooManyPlaces."""
        return to_minor(self.amount, self.currency)

    def rounded(self, mode: Rounding = Rounding.HALF_UP) -> "Money":
        return Money(rounded(self.amount, places(self.currency), mode), self.currency)

    def times(self, factor: Decimal) -> "Money":
        return Money(EXACT.multiply(self.amount, factor), self.currency)

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise MixedCurrencies(f"{self.currency} and {other.currency}")
        return Money(EXACT.add(self.amount, other.amount), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return self + -other


def places(currency: str) -> int:
    """Decimal places of a currency (ISO 4217).

    >>> places("EUR"), places("JPY"), places("KWD")
    (2, 0, 3)
    """
    return _PLACES.get(currency, 2)


def to_minor(amount: Decimal, currency: str) -> int:
    """Major units to whole minor units; raises TooManyPlaces rather than round.

    >>> to_minor(Decimal("10.5"), "USD")
    1050
    """
    minor = EXACT.scaleb(amount, places(currency))
    whole = minor.to_integral_value(ROUND_DOWN, EXACT)
    if whole != minor:
        raise TooManyPlaces(f"{amount} {currency}")
    return int(whole)


def from_minor(minor: int, currency: str) -> Decimal:
    """Whole minor units to major units, with the places of the currency.

    >>> from_minor(1050, "USD")
    Decimal('10.50')
    """
    return EXACT.scaleb(Decimal(minor), -places(currency))


def rounded(value: Decimal, to_places: int, mode: Rounding = Rounding.HALF_UP) -> Decimal:
    """Round to a number of decimal places; ties away from zero unless said otherwise.

    >>> rounded(Decimal("-0.125"), 2)
    Decimal('-0.13')
    """
    return value.quantize(Decimal(1).scaleb(-to_places), _MODES[mode], EXACT)


def sum_of(amounts: Iterable[Money], currency: str) -> Money:
    """Add amounts of one currency; the empty sum is zero of that currency."""
    total = Money(Decimal(0), currency)
    for amount in amounts:
        total += amount
    return total
