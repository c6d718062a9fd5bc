"""A case of a metric: rows small enough to check by hand, and the figures they must give."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from rumbo.kernel.expressions import Value
from rumbo.kernel.problems import Place
from rumbo.kernel.texts import Text
from rumbo.records.rules.dataset import NO_TEXT

NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Expected:
    """One figure that a case must give: its group, and the value with the places written."""

    dimensions: Mapping[str, str]
    value: Decimal | None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Case:
    """Records small enough to check by hand, and what the metric makes of them.

    `rows` are keyed by dataset; names are columns and values are typed.
    """

    rows: Mapping[str, tuple[Mapping[str, Value], ...]]
    gives: tuple[Expected, ...]
    says: Text = NO_TEXT
    place: Place = NOWHERE
