"""What the API's answers look like, for its OpenAPI document."""

from typing import Literal

from ninja import Schema
from pydantic import Field


class ProblemShape(Schema):
    """One thing that is wrong, where it is, and what mends it."""

    code: str
    pointer: str = Field(description="JSON pointer into the event (RFC 6901).")
    message: str
    remedy: str
    line: int | None = None
    column: int | None = None


class ProblemDocument(Schema):
    """Why a request was refused (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    problems: list[ProblemShape]


class VerdictShape(Schema):
    """What came of one event."""

    index: int | None = Field(None, description="Its place in the request, from 0.")
    id: str
    source: str
    verdict: Literal["accepted", "duplicate", "stale", "refused"]
    dataset: str
    key: str
    version: int | None
    position: int | None = Field(description="Where it stands in the record log.")
    problems: list[ProblemShape]


class BatchAnswer(Schema):
    """What came of every event of a request, in their order."""

    accepted: int
    duplicate: int
    stale: int
    refused: int
    events: list[VerdictShape]


class DeliveryShape(VerdictShape):
    """What came of an event, and when it arrived."""

    at: str
    push_key: str


class FieldShape(Schema):
    """A field that may be sent."""

    id: str
    type: str
    name: str
    required: bool
    is_key: bool
    currency: str = ""
    choices: list[str]


class DatasetShape(Schema):
    """A dataset that the key may write to."""

    key: str
    name: str
    means: str
    fields: list[FieldShape]


class DatasetList(Schema):
    """The datasets that the key may write to."""

    datasets: list[DatasetShape]
