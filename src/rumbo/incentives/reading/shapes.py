"""The shape of a plan's file: which keys there are, and which words they take."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Dates = dict[str, str]
Key = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TextShape(_Strict):
    """A text in both languages."""

    en: str
    es: str


class ValidShape(_Strict):
    """When a plan holds."""

    from_: Annotated[str, Field(alias="from")]
    before: str


class RoundingShape(_Strict):
    """How a line is rounded."""

    step: str
    mode: Literal["half-up", "half-even", "down"] = "half-up"
    at: Literal["line"] = "line"


class CreditShape(_Strict):
    """Whose a record is."""

    from_: Annotated[str, Field(alias="from")]
    to: str
    levels: Literal["1"] = "1"
    as_: Annotated[Key | None, Field(alias="as")] = None


class MeasureShape(_Strict):
    """What is added up."""

    metric: Key
    window: Literal[
        "month", "quarter", "year", "month-to-date", "quarter-to-date", "year-to-date"
    ]
    target: Literal["quota"] | None = None
    credit: Key | None = None


class BandShape(_Strict):
    """A lower bound and its rate."""

    from_: Annotated[str | Dates, Field(alias="from")]
    rate: str | Dates


class PaysShape(_Strict):
    """A flat rate, or a table of bands."""

    rate: str | Dates | None = None
    table: Literal["marginal", "whole"] | None = None
    by: Literal["amount", "attainment"] = "amount"
    bounds: Literal["lower", "upper"] = "lower"
    bands: list[BandShape] | None = None


class ComponentShape(_Strict):
    """One thing that is earned."""

    id: Key
    kind: Literal["commission", "bonus", "spiff", "override"]
    name: TextShape
    measure: MeasureShape
    pays: PaysShape


class CaseShape(_Strict):
    """Inputs, and the exact pay."""

    says: TextShape
    given: dict[str, str | list[str]]
    pays: dict[str, str]


class PlanShape(_Strict):
    """A whole plan."""

    plan: Key
    name: TextShape
    means: TextShape
    valid: ValidShape
    pays_every: Annotated[Literal["month", "quarter", "year"], Field(alias="pays-every")]
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    rounding: RoundingShape
    credits: Annotated[list[CreditShape], Field(min_length=1)]
    components: Annotated[list[ComponentShape], Field(min_length=1)]
    cases: list[CaseShape] = []
