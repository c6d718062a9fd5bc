"""Refusals as programs read them: problem documents (RFC 9457) in the caller's language."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language_from_request

from rumbo.kernel.problems import Problem
from rumbo.wording.problems import sentence

MEDIA_TYPE = "application/problem+json"
NO_FACTS: Mapping[str, str] = {}


class ApiRefused(Exception):
    """A request that is answered with a problem document; `wait` is whole seconds."""

    def __init__(
        self,
        status: HTTPStatus,
        *problems: Problem,
        wait: int | None = None,
    ) -> None:
        super().__init__(status, *(each.code for each in problems))
        self.status, self.problems, self.wait = status, problems, wait


def refusal(
    status: HTTPStatus, code: str, *, wait: int | None = None, **facts: str
) -> ApiRefused:
    """A refusal of the request itself, for one reason."""
    return ApiRefused(status, Problem(code, facts=facts), wait=wait)


def language_of(request: HttpRequest) -> str:
    """The language that the caller prefers: en or es."""
    return "es" if get_language_from_request(request).startswith("es") else "en"


def answer(request: HttpRequest, refused: ApiRefused) -> HttpResponse:
    """The problem document of a refusal, with what a client needs to do better."""
    language = language_of(request)
    first = sentence(refused.problems[0], language)
    document = {
        "type": f"urn:rumbo:problem:{refused.problems[0].code}",
        "title": first.what,
        "status": refused.status.value,
        "detail": first.remedy,
        "code": refused.problems[0].code,
        "problems": listed(refused.problems, language),
    }
    response = JsonResponse(document, status=refused.status, content_type=MEDIA_TYPE)
    response.headers["Content-Language"] = language
    if refused.wait is not None:
        response.headers["Retry-After"] = str(max(refused.wait, 1))
    if refused.status is HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def listed(problems: Iterable[Problem], language: str) -> list[dict[str, object]]:
    """Each problem with its code, its place as a JSON pointer, its sentence and its remedy."""
    found: list[dict[str, object]] = []
    for each in problems:
        words = sentence(each, language)
        told: dict[str, object] = {
            "code": each.code,
            "pointer": each.place.file,
            "message": words.what,
            "remedy": words.remedy,
        }
        if each.place.line:
            told["line"] = each.place.line
        if each.place.column:
            told["column"] = each.place.column
        found.append(told)
    return found
