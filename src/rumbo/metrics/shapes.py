"""The pydantic shapes of metrics/<key>.yaml."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic import Field as Key

from rumbo.kernel.texts import Text
from rumbo.metrics.rules.metric import Direction, Unit


def _listed(value: object) -> object:
    return {"": value} if isinstance(value, list) else value


Name = Annotated[str, Key(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Record = dict[str, str]
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


class MetricDocument(_Shape):
    """metrics/<key>.yaml."""

    metric: Name
    name: TextShape
    means: TextShape
    does_not_mean: TextShape = Key(alias="does-not-mean")
    kind: Literal["simple", "ratio", "derived", "cumulative"]
    unit: Unit
    direction: Direction = Direction.UP
    dataset: str | None = Key(alias="from", default=None)
    measure: str | None = None
    where: str | None = None
    dated_by: str | None = Key(alias="dated-by", default=None)
    credited_to: str | None = Key(alias="credited-to", default=None)
    of: Name | None = None
    to: Name | None = None
    since: Literal["week", "month", "quarter", "year", "ever"] | None = None
    formula: str | None = None
    by: tuple[str, ...] = ()
    adds_up_over: tuple[str, ...] = Key(alias="adds-up-over", default=())
    affects_pay: Literal["yes", "no"] = Key(alias="affects-pay", default="no")
    cases: list[CaseShape] = []
