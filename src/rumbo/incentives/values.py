"""What other packages are told of plans, runs and statements: small frozen values.

Money is a Decimal in major units, with the places of its currency.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from rumbo.incentives.rules.line import Line
from rumbo.kernel.calendar import Period
from rumbo.kernel.problems import Problem
from rumbo.kernel.texts import Text
from rumbo.people.values import PersonRef


@dataclass(frozen=True, slots=True)
class ComponentView:
    """A component of a plan, by name, and the key of the metric it pays on."""

    key: str
    kind: str
    name: Text
    metric: str


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan as declared last; what `draft` lists keeps it from settling."""

    key: str
    name: Text
    means: Text
    pays_every: str
    currency: str
    version: int
    components: tuple[ComponentView, ...]
    draft: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Payout:
    """What a run pays one person: the sum of their lines."""

    payee: PersonRef
    amount: Decimal
    lines: int


@dataclass(frozen=True, slots=True)
class UncreditedView:
    """Records of the period that reach nobody yet, and their value."""

    records: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class RunView:
    """A finished settlement: `state` is `preview` until its period is closed with it."""

    key: str
    plan: str
    plan_name: Text
    period: Period
    period_name: str
    state: str
    position: int
    lines: int
    total: Decimal
    currency: str
    payouts: tuple[Payout, ...]
    uncredited: UncreditedView
    lines_digest: str
    at: datetime
    by: str
    closed_at: datetime | None = None
    closed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A run settled again at its own position: the digests of its lines, then and now."""

    run: str
    identical: bool
    digest: str
    again: str


@dataclass(frozen=True, slots=True)
class StepView:
    """A band as one payee meets it: where it starts in money, and whether they are in it."""

    band: int
    start: Decimal
    start_share: Decimal | None
    rate: Decimal
    reached: bool
    current: bool


@dataclass(frozen=True, slots=True)
class NextStep:
    """Where a payee stands, and what selling more pays.

    `per_unit` is what the next 1.00 pays; `missing` is what is left to the next band, None in
    the last one. `attainment` and `target` are None without a target.
    """

    running: Decimal
    target: Decimal | None
    attainment: Decimal | None
    rate: Decimal
    per_unit: Decimal
    next_rate: Decimal | None
    next_from: Decimal | None
    missing: Decimal | None
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class ComponentTotal:
    """What one component comes to on a statement."""

    key: str
    kind: str
    name: Text
    amount: Decimal
    lines: int
    base: Decimal
    next: NextStep | None


@dataclass(frozen=True, slots=True)
class Correction:
    """What an adjustment corrects: the closed run, its line if it had one, and the cause.

    `was` is what had been paid so far, `now` what it should be; `cause` is the position at
    which the change became known.
    """

    run: str
    period: Period
    period_name: str
    line: int | None
    was: Decimal
    now: Decimal
    cause: int | None


@dataclass(frozen=True, slots=True)
class LineView:
    """One line with everything that its sentence needs; money in major units.

    `base` is the part of the record that this line pays on, `start` and `end` the running total
    before and after that part; `band_from` is where its band starts, as money, and
    `band_share` as a share of the target.
    """

    number: int
    plan: str
    component: str
    component_name: Text
    kind: str
    dataset: str
    record: str
    version: int
    day: date
    credit: str
    credited: Decimal
    base: Decimal
    band: int
    bands: int
    band_from: Decimal | None
    band_share: Decimal | None
    rate: Decimal
    start: Decimal
    end: Decimal
    target: Decimal | None
    currency: str
    amount: Decimal
    reason: str
    shape: str
    period: Period
    period_name: str
    corrects: Correction | None
    line: Line


@dataclass(frozen=True, slots=True)
class Statement:
    """What one person earns under a plan in a period; `state` is draft, preview or closed."""

    plan: str
    plan_name: Text
    plan_means: Text
    payee: PersonRef
    period: Period
    period_name: str
    state: str
    run: str | None
    position: int
    currency: str
    total: Decimal
    earned: Decimal
    adjustments: Decimal
    forgone: int
    lines: int
    components: tuple[ComponentTotal, ...]
    rounding_step: Decimal
    rounding_mode: str


@dataclass(frozen=True, slots=True)
class LinePage:
    """Some lines of a statement; pages count from 1."""

    lines: tuple[LineView, ...]
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement in a list."""

    plan: str
    plan_name: Text
    payee: PersonRef
    period: Period
    period_name: str
    state: str
    total: Decimal
    currency: str
    lines: int


@dataclass(frozen=True, slots=True)
class PlanTotal:
    """What a plan costs in a period, without saying to whom."""

    plan: str
    plan_name: Text
    state: str
    total: Decimal
    currency: str
    payees: int
