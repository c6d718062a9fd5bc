"""What okrs gives to a screen: frozen values, with every figure and its reasons."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from rumbo.kernel.calendar import Grain, Period
from rumbo.kernel.texts import Text
from rumbo.metrics.values import Coverage
from rumbo.okrs.rules.baselines import Against
from rumbo.okrs.rules.course import Aim, ChangeBy
from rumbo.okrs.rules.holding import Bounds
from rumbo.okrs.rules.roll_up import Policy
from rumbo.people.values import PersonRef
from rumbo.targets.rules.pace import Pace, Standing


@dataclass(frozen=True, slots=True)
class NamedKeyResult:
    """A key result to be named on a screen, unmeasured."""

    key: str
    name: Text


@dataclass(frozen=True, slots=True)
class CycleView:
    """A cycle and the state it is in: draft, open, grading or closed."""

    key: str
    name: Text
    grain: Grain
    period: Period
    state: str


@dataclass(frozen=True, slots=True)
class ScopeView:
    """Whose it is; the company has neither key nor name, a team has its level."""

    kind: str
    key: str = ""
    name: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Contribution:
    """An objective that is served, and with which share (1 is all)."""

    key: str
    name: Text
    share: Decimal


@dataclass(frozen=True, slots=True)
class CheckInView:
    """A person's word on a day; `by` is None when the system brought it along."""

    number: int
    on: date
    by: PersonRef | None
    value: Decimal | None
    confidence: Decimal | None
    note: str


@dataclass(frozen=True, slots=True)
class Point:
    """The value reached by the end of a day, and the value expected by then."""

    day: date
    value: Decimal
    expected: Decimal | None


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """A milestone: by when it is wanted, who ticked it off and for which day.

    `number` counts the words on it so far (0: none); overdue is past its day and not done.
    """

    key: str
    name: Text
    due: date | None
    done_on: date | None
    by: PersonRef | None
    number: int
    overdue: bool


@dataclass(frozen=True, slots=True)
class AimVersion:
    """An aim as it was declared from a position on: the original first, then the revised.

    What is given goes with the kind: `reach` a value, `change` with `change_by`, `hold` its
    `bounds`, `done` the number of `milestones`.
    """

    kind: Aim
    reach: Decimal | None
    change: Decimal | None
    change_by: ChangeBy | None
    bounds: Bounds
    milestones: int
    known_from: int
    reason: str


@dataclass(frozen=True, slots=True)
class KeyResultView:
    """A key result measured: values in the unit's major units, shares as fractions.

    `progress` is raw and `shown` is clamped to 0..1; both are None without data. `against` says
    what it is measured against where its course needs a baseline: the figure `baseline`, of the
    period `compared` unless it was given. `target` of what is held is its one bound, None
    between two. `expected_value` is where the value should be today. `coverage` says when
    the source, or a person, last spoke. `library` is its number there, or empty.
    """

    key: str
    objective: str
    name: Text
    library: str
    aim: AimVersion
    metric: str | None
    metric_name: Text | None
    where: str
    unit: str
    direction: str
    scope: ScopeView
    owner: PersonRef | None
    period: Period
    against: Against | None
    compared: Period | None
    weight: Decimal
    start: Decimal | None
    target: Decimal | None
    stretch: Decimal | None
    baseline: Decimal | None
    current: Decimal | None
    progress: Decimal | None
    shown: Decimal | None
    expected_value: Decimal | None
    pace: Pace
    score: Decimal | None
    coverage: Coverage
    points: tuple[Point, ...]
    confidence: Decimal | None
    check_ins: tuple[CheckInView, ...]
    milestones: tuple[MilestoneView, ...]
    aims: tuple[AimVersion, ...]
    may_check_in: bool

    @property
    def by_hand(self) -> bool:
        """Whether people enter its value; what they tick off is neither."""
        return self.metric is None and not self.milestones

    @property
    def observed_at(self) -> datetime | None:
        """When its source, or a person, last spoke (UTC)."""
        return self.coverage.observed_at

    @property
    def standing(self) -> Standing:
        return self.pace.standing

    @property
    def reason(self) -> str:
        return self.pace.reason

    @property
    def expected(self) -> Decimal:
        """The share of the way that should be behind us today, 0 to 1."""
        return self.pace.expected

    @property
    def ratio(self) -> Decimal | None:
        return self.pace.ratio


@dataclass(frozen=True, slots=True)
class ObjectiveView:
    """An objective with its rolled-up figures; `policy` names how they were rolled up.

    `reporting` of `of` key results have data; the others are left out of `progress`.
    `rolled_up_from` is `key-results`, or `objectives` for one that has none of its own.
    """

    key: str
    name: Text
    why: Text
    scope: ScopeView
    owner: PersonRef | None
    kind: str
    ambition: str
    depth: int
    parents: tuple[Contribution, ...]
    children: tuple[Contribution, ...]
    key_results: tuple[KeyResultView, ...]
    progress: Decimal | None
    shown: Decimal | None
    pace: Pace
    score: Decimal | None
    policy: Policy
    rolled_up_from: str
    reporting: int
    of: int

    @property
    def standing(self) -> Standing:
        return self.pace.standing

    @property
    def reason(self) -> str:
        return self.pace.reason

    @property
    def expected(self) -> Decimal:
        return self.pace.expected


@dataclass(frozen=True, slots=True)
class Summary:
    """How many key results stand where."""

    green: int = 0
    amber: int = 0
    red: int = 0
    grey: int = 0
    not_started: int = 0

    @property
    def of(self) -> int:
        return self.green + self.amber + self.red + self.grey + self.not_started


@dataclass(frozen=True, slots=True)
class CycleBoard:
    """A cycle's objectives, each under the first objective it serves."""

    cycle: CycleView
    today: date
    position: int
    objectives: tuple[ObjectiveView, ...]
    summary: Summary


@dataclass(frozen=True, slots=True)
class CheckInGiven:
    """What a person says in a check-in.

    `after` is the number of the last check-in that they saw (0: none; None: whatever it is);
    when another came in between, theirs is refused instead of hiding it.
    """

    on: date
    value: Decimal | None = None
    confidence: Decimal | None = None
    note: str = ""
    after: int | None = None


@dataclass(frozen=True, slots=True)
class TickGiven:
    """What a person says of a milestone: done on a day, or (None) not done after all.

    `after` is the number of the last word on it that they saw, as in a check-in.
    """

    done_on: date | None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Declared:
    """What a document did: objectives and key results that were new, changed or the same."""

    new: int
    changed: int
    same: int
