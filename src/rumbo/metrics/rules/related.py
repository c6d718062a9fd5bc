"""Records of another dataset that belong to a record, or to a person, and when they count."""

from dataclasses import dataclass, field
from enum import StrEnum

from rumbo.kernel.expressions import Expression
from rumbo.metrics.rules.reach import Links, reach_of
from rumbo.records.rules.dataset import Dataset

# No dataset has a field of this name, so no expression that somebody wrote can mean it.
HAS_RELATED = "with:"


class When(StrEnum):
    """How the date of a related record lies to the day on which the record itself counts."""

    WITHIN = "within"
    IN_LAST = "in-last"
    BY_THEN = "by-then"
    IN_FORCE = "in-force"


@dataclass(frozen=True, slots=True)
class Related:
    """The related records, and by which columns they are found: (there, here).

    Without `match` it is the record itself, at another of its dates. `start` is the date, or
    the first day of what is in force before `before`; `days` is the length of the window.
    """

    dataset: Dataset
    match: tuple[tuple[str, str], ...]
    when: When
    start: str
    before: str = ""
    days: int = 0
    where: Expression | None = None
    where_text: str = field(default="", compare=False)
    links: Links = ()

    @property
    def is_itself(self) -> bool:
        return not self.match

    @property
    def reach(self) -> Dataset:
        """The related dataset as expressions see it."""
        return reach_of(self.dataset, self.links)
