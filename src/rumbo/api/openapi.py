"""The OpenAPI document: what ninja knows of the routes, and what it cannot know."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from rumbo.api import examples
from rumbo.api.problems import MEDIA_TYPE
from rumbo.api.reading import BATCH, LINES, STRUCTURED
from rumbo.api.shapes import ProblemDocument

Document = dict[str, Any]  # JSON as OpenAPI shapes it
RETRY_AFTER = {
    "Retry-After": {
        "description": "Whole seconds after which to come again.",
        "schema": {"type": "integer", "minimum": 1},
    }
}
COMES_AGAIN = {429, 503}
FIELD = {
    "description": "A value by the field's type. Money is text in major units, or minor units.",
    "anyOf": [
        {"type": ["string", "number", "boolean", "null"]},
        {
            "type": "object",
            "properties": {"minor": {"type": "integer"}, "currency": {"type": "string"}},
            "required": ["minor"],
            "additionalProperties": False,
        },
    ],
}
EVENT: Document = {
    "type": "object",
    "description": "A CloudEvent 1.0 that says how one record stands, or that it is gone.",
    "required": ["specversion", "id", "source", "type"],
    "properties": {
        "specversion": {"const": "1.0"},
        "id": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200,
            "description": "Used once: the same id with another body is refused with 409.",
        },
        "source": {"type": "string", "description": "The source of the key."},
        "type": {"type": "string", "pattern": r"^.+\.(upsert|delete)$"},
        "subject": {"type": "string", "description": "dataset/key, if data does not say it."},
        "time": {
            "type": "string",
            "format": "date-time",
            "description": "When the source stood like this; else the moment it arrives.",
        },
        "sequence": {"type": "string", "description": "The version, if data does not say it."},
        "datacontenttype": {"type": "string"},
        "data": {
            "type": "object",
            "properties": {
                "dataset": {"type": "string"},
                "key": {"type": "string", "maxLength": 200},
                "version": {
                    "type": "integer",
                    "minimum": 0,
                    "description": "The source's own whole number: the highest is the current "
                    "state, in whatever order events arrive.",
                },
                "fields": {"type": "object", "additionalProperties": FIELD},
            },
            "additionalProperties": False,
        },
    },
}
REFERENCE = {"$ref": "#/components/schemas/Event"}
PUSHING: Document = {
    "requestBody": {
        "required": True,
        "content": {
            STRUCTURED: {"schema": REFERENCE, "example": examples.EVENT},
            BATCH: {
                "schema": {"type": "array", "items": REFERENCE, "maxItems": 5000},
                "example": [examples.EVENT, examples.REMOVAL],
            },
            LINES: {
                "schema": {"type": "string", "description": "An event on each line."},
                "example": examples.as_lines(),
            },
        },
    },
    "responses": {
        202: {
            "description": "Kept, with what came of it. A stream is answered line by line.",
            "content": {LINES: {"schema": {"type": "string"}}},
        }
    },
}


def answers(good: dict[int, Any], *refusals: int) -> dict[int, Any]:
    """The answers of a route: its own, and the problem documents it may give."""
    return good | dict.fromkeys(refusals, ProblemDocument)


_UNUSED = HttpResponse()


class Api(NinjaAPI):
    """Ninja's own, with problem documents and the shape of an event in its document."""

    def create_temporal_response(self, request: HttpRequest) -> HttpResponse:  # noqa: ARG002
        """One for all requests: each route answers with a response of its own."""
        return _UNUSED

    def get_openapi_schema(self, **given: Any) -> Any:
        """The document of version 3.1."""
        found = super().get_openapi_schema(**given)
        for operations in found["paths"].values():
            for operation in operations.values():
                for status, response in operation["responses"].items():
                    _finish(int(status), response)
        found["components"]["schemas"]["Event"] = EVENT
        return found


def _finish(status: int, response: Document) -> None:
    if status >= 400:
        content = response["content"]
        content[MEDIA_TYPE] = content.pop("application/json")
    if status in COMES_AGAIN:
        response["headers"] = RETRY_AFTER
