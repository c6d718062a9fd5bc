"""What a target is: a value for a metric, a scope and a period, and when it became known."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from rumbo.kernel.calendar import Grain, Period
from rumbo.kernel.texts import Text
from rumbo.targets.rules.quota import Growth

ScopeKind = Literal["company", "team", "person"]


@dataclass(frozen=True, slots=True, order=True)
class TargetScope:
    """Whom a target is for: the company (no key), a team, or a person."""

    kind: ScopeKind
    key: str = ""

    @classmethod
    def of_person(cls, key: str) -> "TargetScope":
        return cls("person", key)

    @classmethod
    def of_team(cls, key: str) -> "TargetScope":
        return cls("team", key)

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}" if self.key else self.kind


COMPANY = TargetScope("company")


@dataclass(frozen=True, slots=True)
class NewTarget:
    """A target as someone gives it; `invented` says that no person agreed to it."""

    metric: str
    scope: TargetScope
    period: Period
    amount: Decimal
    reason: str = ""
    invented: bool = False


@dataclass(frozen=True, slots=True)
class GrowthRuleView:
    """A declared rule that grows targets from the period before, and why, in words."""

    key: str
    metric: str
    grain: Grain
    role: str
    why: Text
    growth: Growth
    invented: bool


@dataclass(frozen=True, slots=True)
class TargetValue:
    """A target as it was believed from one position of the record log up to another.

    `rule` is the rule that grew it, None when a person gave it with the words in `why`.
    """

    metric: str
    scope: TargetScope
    period: Period
    amount: Decimal
    why: Text
    invented: bool
    rule: GrowthRuleView | None
    known_from: int
    known_before: int | None
