"""What other packages read of records: small frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from rumbo.kernel.calendar import Grain, Period, period_of
from rumbo.kernel.money import Money
from rumbo.kernel.problems import Problem
from rumbo.records.rules.dataset import Dataset
from rumbo.records.rules.payload import Shown
from rumbo.records.rules.values import Value


@dataclass(frozen=True, slots=True)
class Brought:
    """The import that brought a version: its id and the name of its file."""

    import_id: int
    file_name: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a record: what it said, and who brought it when.

    `replaced_at` is the position that closed it; its own for one that arrived late.
    `correction` is 0 for what a source said, else it counts corrections by hand, and `reason`
    says why.
    Of one that `is_erased` nobody can read the personal values any more.
    """

    position: int
    replaced_at: int | None
    source_version: int
    correction: int
    is_deletion: bool
    source: str
    by: str
    observed_at: datetime
    received_at: datetime
    values: Mapping[str, Shown]
    reason: str = ""
    brought: Brought | None = None
    is_erased: bool = False

    @property
    def is_by_hand(self) -> bool:
        return self.correction > 0

    @property
    def arrived_late(self) -> bool:
        """Whether a higher version was known already, so that this one never held."""
        return self.replaced_at == self.position

    @property
    def number(self) -> str:
        """As a person refers to it: 7, or 7.1 for the first correction of it."""
        return (
            f"{self.source_version}.{self.correction}"
            if self.correction
            else str(self.source_version)
        )


@dataclass(frozen=True, slots=True)
class RecordHistory:
    """Every version of one record, the highest first, and how its source spells its people."""

    dataset: Dataset
    key: str
    versions: tuple[Version, ...]
    spelled: Mapping[str, str]

    @property
    def current(self) -> Version:
        return self.versions[0]

    @property
    def said(self) -> Version | None:
        """What a source said last, whatever was corrected since."""
        return next((each for each in self.versions if not each.is_by_hand), None)


@dataclass(frozen=True, slots=True)
class Standing:
    """A record as it stands at its current version: what an editor looks at.

    `kept` are the values in the form of the log (`rules.values`), those of fields that are not
    declared too; of a deleted record those that it had last. Personal ones are opened. Where
    their subject was erased, they stay sealed and `dataset` is without personal fields.
    """

    dataset: Dataset
    key: str
    position: int
    is_deleted: bool
    kept: Mapping[str, Value]
    is_erased: bool = False


@dataclass(frozen=True, slots=True)
class RecordRow:
    """The current version of a record in a list; values by field id."""

    key: str
    position: int
    observed_at: datetime
    values: Mapping[str, Shown]


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Some of the records of a dataset; pages count from 1."""

    dataset: Dataset
    rows: tuple[RecordRow, ...]
    total: int
    page: int
    size: int


@dataclass(frozen=True, slots=True)
class Freshness:
    """How much a dataset holds and how recent it is; None before its first record.

    `problem` says why nobody can tell, of a linked table whose engine does not answer.
    A look that brought nothing new is news too. `fresh_through` is the last business date on
    which the news is recent enough.
    """

    dataset: Dataset
    records: int
    observed_at: datetime | None
    position: int | None
    problem: Problem | None = None
    fresh_through: date | None = None

    def is_stale(self, day: date) -> bool:
        """Whether the last news is too old on a day; without any it is missing, not stale."""
        return self.fresh_through is not None and day > self.fresh_through


@dataclass(frozen=True, slots=True)
class Unmatched:
    """An identity that means nobody yet, and the records and money that hang on it.

    `money` is summed for each currency.
    """

    identity: str
    source: str
    value: str
    dataset: str
    records: int
    money: tuple[Money, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One import: who brought which file, and what came of it.

    `state` is running, done or interrupted; the counts are zero until it is done. `columns`
    name the cells of the rows it refused, if any.
    """

    id: int
    dataset: str
    source: str
    mapping: str
    file_name: str
    file_size: int
    by: str
    at: datetime
    state: str
    new: int
    changed: int
    same: int
    rejected: int
    missing: int = 0
    deleted: int = 0
    columns: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        return self.new + self.changed + self.same + self.rejected


@dataclass(frozen=True, slots=True)
class Uncredited:
    """Records of a dataset that name nobody at all, and what they are worth."""

    dataset: Dataset
    records: int
    money: tuple[Money, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """What an identity holds in one month, by the first date of its dataset; None has none."""

    dataset: Dataset
    start: date | None
    records: int
    money: tuple[Money, ...]

    @property
    def period(self) -> Period | None:
        return period_of(self.start, Grain.MONTH) if self.start else None
