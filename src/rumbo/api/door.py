"""The API: its routes, and how what goes wrong is told."""

import logging
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja.errors import AuthenticationError, ValidationError

from rumbo.api import datasets, events, problems
from rumbo.api.callers import PushKey
from rumbo.api.openapi import Api
from rumbo.api.problems import ApiRefused, refusal

LOG = logging.getLogger("rumbo.api")
DESCRIPTION = "Push records as CloudEvents, and ask what came of each."

api = Api(
    title="Rumbo",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    auth=PushKey(),
    urls_namespace="api",
)
api.add_router("", events.router)
api.add_router("", datasets.router)


@api.exception_handler(ApiRefused)
def refused(request: HttpRequest, error: ApiRefused) -> HttpResponse:
    """A refusal with its own words."""
    return problems.answer(request, error)


@api.exception_handler(AuthenticationError)
def nobody(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    """No key was shown at all."""
    return problems.answer(request, refusal(HTTPStatus.UNAUTHORIZED, "api.key-missing"))


@api.exception_handler(RequestDataTooBig)
def too_big(request: HttpRequest, _error: RequestDataTooBig) -> HttpResponse:
    """Django read the body, and stopped before us."""
    too_large = refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "api.too-large", limit="5")
    return problems.answer(request, too_large)


@api.exception_handler(Http404)
@api.exception_handler(ValidationError)
def unknown(request: HttpRequest, _error: Exception) -> HttpResponse:
    """An address that cannot be."""
    return problems.answer(request, refusal(HTTPStatus.NOT_FOUND, "api.unknown"))


@api.exception_handler(Exception)
def fault(request: HttpRequest, error: Exception) -> HttpResponse:
    """Our own fault: told to the log with its trace, to the caller without."""
    LOG.error("a request to %s failed", request.path, exc_info=error)
    return problems.answer(request, refusal(HTTPStatus.INTERNAL_SERVER_ERROR, "api.fault"))
