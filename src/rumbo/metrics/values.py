"""What other packages ask and are answered: small frozen values."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from rumbo.kernel.calendar import Period
from rumbo.kernel.problems import Problem
from rumbo.metrics.rules.metric import Metric
from rumbo.metrics.rules.question import EVERYTHING, Scope
from rumbo.wording.metrics import Phrase

__all__ = [
    "EVERYTHING",
    "Answer",
    "Coverage",
    "Explanation",
    "Point",
    "Question",
    "RecordRow",
    "Row",
    "Scope",
    "Used",
    "VersionView",
]


@dataclass(frozen=True, slots=True)
class Question:
    """A metric asked for a period, grouped and narrowed; `position` None is now.

    `by` names dimensions: person, manager, team or another level, day to year, or a field of
    the record. `where` is a further filter in the grammar of expressions.
    """

    metric: str
    period: Period
    by: tuple[str, ...] = ()
    scope: Scope = EVERYTHING
    position: int | None = None
    where: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One group and its figure: money in major units, a share as a fraction; None is no value.

    A dimension without value is None: for `person`, what nobody has been matched to.
    """

    dimensions: dict[str, str | None]
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """From and to which business date the data reaches, and when its source last spoke (UTC).

    All None while no record has been seen. A look that brought nothing new counts as speaking.
    `fresh_through` is the last business date on which that is recent enough.
    """

    first: date | None
    last: date | None
    observed_at: datetime | None
    fresh_through: date | None = None

    def is_stale(self, day: date) -> bool:
        """Whether the last news is too old on a day; without any it is missing, not stale."""
        return self.fresh_through is not None and day > self.fresh_through


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a question, in the order of their dimensions, at one position.

    `home` is the connection whose engine answered, empty for the projection. `problem` says why
    it did not: then there are no rows, and no value.
    """

    metric: Metric
    period: Period
    position: int
    rows: tuple[Row, ...]
    coverage: Coverage
    sql: str
    home: str = ""
    problem: Problem | None = None

    def is_stale(self, today: date) -> bool:
        """Whether its data is too old; after the period's end nothing more is expected."""
        return self.coverage.is_stale(min(today, self.period.before))

    @property
    def value(self) -> Decimal | None:
        """The figure of an ungrouped answer; None when there is none or when it is grouped."""
        return self.rows[0].value if len(self.rows) == 1 else None


@dataclass(frozen=True, slots=True)
class Point:
    """A day and the figure reached by its end."""

    day: date
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record behind a figure, as its version current at the position says.

    Values are text by field id, money in major units; `person` is who it is credited to.
    """

    dataset: str
    key: str
    version: int
    position: int
    day: date | None
    person: str | None
    fields: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Used:
    """A version of a metric that took part in an answer."""

    metric: str
    version: int
    digest: str


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version of a metric's definition: its document, when it held, by whom and why.

    `known_before` is None for the version that holds now; `at` is on the organisation's clock.
    """

    version: int
    digest: str
    document: str
    affects_pay: bool
    known_from: int
    known_before: int | None
    at: datetime | None
    by: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a figure came to be: in words, in SQL, in records, and by which versions."""

    metric: Metric
    answer: Answer
    phrases: tuple[Phrase, ...]
    records: tuple[RecordRow, ...]
    total_records: int
    page: int
    pages: int
    versions: tuple[Used, ...]

    @property
    def sql(self) -> str:
        return self.answer.sql
