"""The OpenAPI document says what the API does, and nothing it allows ends in our fault."""

from typing import Any

import hypothesis
import pytest
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from rumbo.api.asgi import application
from tests.calling import Caller
from tests.pushing import new_secret

pytestmark = pytest.mark.django_db(transaction=True)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
OPERATIONS = (
    ("POST", "/api/records/events"),
    ("GET", "/api/records/events/{source}/{id}"),
    ("GET", "/api/datasets"),
    ("GET", "/api/datasets/{dataset}"),
)


def test_the_document_is_of_version_3_1_and_open_to_everyone() -> None:
    answer = Caller().get("/api/openapi.json")
    document = answer.json()
    assert answer.status_code == 200
    assert document["openapi"].startswith("3.1")
    listed = {
        (method.upper(), path)
        for path, operations in document["paths"].items()
        for method in operations
    }
    assert listed == set(OPERATIONS)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_whatever_the_document_allows_is_answered_as_it_says(method: str, path: str) -> None:
    secret = new_secret()
    schema = schemathesis.openapi.from_dict(Caller().get("/api/openapi.json").json())
    schema.app = application
    operation = schema[path][method]

    @hypothesis.settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=list(hypothesis.HealthCheck),
        database=None,
    )
    @hypothesis.given(case=operation.as_strategy())
    def is_answered(case: "schemathesis.Case[Any]") -> None:
        case.call_and_validate(checks=CHECKS, headers={"Authorization": f"Bearer {secret}"})

    is_answered()
