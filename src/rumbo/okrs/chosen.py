"""What somebody makes of a pattern of the library, before anything is checked."""

from collections.abc import Mapping
from dataclasses import dataclass

from rumbo.kernel.calendar import Grain, Period
from rumbo.okrs.rules.choices import Choice
from rumbo.targets.values import TargetScope


@dataclass(frozen=True, slots=True)
class NewCycle:
    """A cycle that is not there yet: its key, its names by language, and its period."""

    key: str
    en: str
    es: str
    grain: Grain
    period: Period


@dataclass(frozen=True, slots=True)
class Adapted:
    """What somebody made of a pattern.

    `cycle` is the key of one that is there, or a new one; `key_results` are keyed by their
    number, and those that are not in it are left out.
    """

    pattern: str
    key: str
    cycle: str | NewCycle
    en: str
    es: str
    scope: TargetScope
    owner: str
    ambition: str
    key_results: Mapping[str, Choice]
