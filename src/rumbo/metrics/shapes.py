"""The pydantic shapes of metrics/<key>.yaml."""

import re
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic import Field as Key

from rumbo.kernel.texts import Text
from rumbo.metrics.rules.level import At
from rumbo.metrics.rules.metric import Direction, Fold, Unit


def _listed(value: object) -> object:
    return {"": value} if isinstance(value, list) else value


def _matches(value: object) -> object:
    """`[tool, member]` for fields that are called alike in both datasets."""
    return {each: each for each in value} if isinstance(value, list) else value


def _days(value: object) -> object:
    """`60 days` as a number."""
    found = re.fullmatch(r"(\d+)( days?)?", str(value).strip())
    return int(found[1]) if found else value


Name = Annotated[str, Key(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Record = dict[str, str]
Days = Annotated[int, BeforeValidator(_days), Key(ge=1, le=3660)]
Matches = Annotated[dict[str, str], BeforeValidator(_matches)]
# A metric of one dataset lists its rows; one of several names the dataset of each list.
Rows = Annotated[dict[str, list[Record]], BeforeValidator(_listed)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class TextShape(_Shape):
    """A text in both languages."""

    en: str = Key(min_length=1)
    es: str = Key(min_length=1)

    def text(self) -> Text:
        return Text(self.en, self.es)


class CaseShape(_Shape):
    """Rows, and the figures that the metric must give for them."""

    says: TextShape | None = None
    rows: Rows
    gives: list[Record] = Key(min_length=1)


class InForceShape(_Shape):
    """From which day a record is in force, and before which."""

    start: str = Key(alias="from")
    before: str | None = None


class OnlyLastShape(_Shape):
    """Records of one series replace each other, in the order of a field."""

    of: tuple[str, ...] = Key(min_length=1)
    by: str


class RelatedShape(_Shape):
    """Records that a counted one must have, or those of a person, and when."""

    dataset: str | None = Key(alias="from", default=None)
    where: str | None = None
    match: Matches = {}
    dated_by: str | None = Key(alias="dated-by", default=None)
    in_force: InForceShape | None = Key(alias="in-force", default=None)
    within: Days | None = None
    in_last: Days | None = Key(alias="in-last", default=None)


class MetricDocument(_Shape):
    """metrics/<key>.yaml."""

    metric: Name
    name: TextShape
    means: TextShape
    does_not_mean: TextShape = Key(alias="does-not-mean")
    kind: Literal[
        "simple", "ratio", "derived", "cumulative", "conversion", "people", "periodic"
    ]
    unit: Unit
    direction: Direction = Direction.UP
    dataset: str | None = Key(alias="from", default=None)
    measure: str | None = None
    where: str | None = None
    dated_by: str | None = Key(alias="dated-by", default=None)
    credited_to: str | None = Key(alias="credited-to", default=None)
    in_force: InForceShape | None = Key(alias="in-force", default=None)
    at: At | None = None
    per: tuple[str, ...] | None = None
    only_last: OnlyLastShape | None = Key(alias="only-last", default=None)
    related: RelatedShape | None = Key(alias="with", default=None)
    currency: str | None = Key(pattern="^[A-Z]{3}$", default=None)
    of: Name | None = None
    to: Name | None = None
    of_the_whole: Literal["yes", "no"] | None = Key(alias="of-the-whole", default=None)
    each: Literal["day", "week", "month", "quarter", "year"] | None = None
    combine: Fold | None = None
    since: Literal["week", "month", "quarter", "year", "ever"] | None = None
    formula: str | None = None
    by: tuple[str, ...] = ()
    adds_up_over: tuple[str, ...] = Key(alias="adds-up-over", default=())
    affects_pay: Literal["yes", "no"] = Key(alias="affects-pay", default="no")
    cases: list[CaseShape] = []
