"""What every request passes: headers, the reader, their language, and refusals told plainly."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers

from rumbo.kernel.calendar import UnknownPeriod
from rumbo.people import clock
from rumbo.people.access import NotAllowed, NotVisible, viewer_of
from rumbo.people.queries import NoOrganisation, organisation
from rumbo.people.values import OrganisationView
from rumbo.records.engines import Unanswered
from rumbo.web.requests import is_fragment

Respond = Callable[[HttpRequest], HttpResponse]
LOG = logging.getLogger("rumbo.web")
FORM = "application/x-www-form-urlencoded"

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "report-uri /csp-report",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def security_headers(respond: Respond) -> Respond:
    """Nothing inline, nothing from elsewhere, and pages with pay in them in no cache."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return _whole_page_when_signed_out(request, response)

    return middleware


def without_nul(respond: Respond) -> Respond:
    """No text with a NUL reaches a view: PostgreSQL cannot keep one, and nobody types one.

    An address is read without it, a path is not found, a form is a bad request.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404
        asked = request.META.get("QUERY_STRING", "")
        request.META["QUERY_STRING"] = asked.replace("%00", "")
        if request.content_type == FORM and b"%00" in request.body:
            raise SuspiciousOperation
        return respond(request)

    return middleware


def _whole_page_when_signed_out(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A fragment of an ended session sends the browser to sign in."""
    redirected = response.status_code == HTTPStatus.FOUND
    if redirected and is_fragment(request) and request.method == "GET":
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": "/"})
    return response


def viewer(respond: Respond) -> Respond:
    """Set `organisation`, `now`, `today` and `viewer`; a sign-in of nobody is signed out."""

    def middleware(request: HttpRequest) -> HttpResponse:
        try:
            own = organisation()
        except NoOrganisation:
            return render(
                request, "shell/not_set_up.html", status=HTTPStatus.SERVICE_UNAVAILABLE
            )
        now = clock.now()
        _stand(request, own, now)
        if request.user.is_authenticated:
            try:
                request.viewer = viewer_of(  # type: ignore[attr-defined]  # see requests.py
                    request.user, today=now.astimezone(ZoneInfo(own.time_zone)).date()
                )
            except NotVisible:
                logout(request)
        return respond(request)

    return middleware


def _stand(request: HttpRequest, own: OrganisationView, now: datetime) -> None:
    zone = ZoneInfo(own.time_zone)
    moment = now.astimezone(zone)
    vars(request).update(organisation=own, now=moment, today=moment.date(), viewer=None)


def language(respond: Respond) -> Respond:
    """The person's language, else the chosen one, else the browser's, for words and figures."""

    def middleware(request: HttpRequest) -> HttpResponse:
        tag = _locale(request)
        vars(request)["locale"] = tag
        with translation.override(tag.split("-", maxsplit=1)[0]):
            response = respond(request)
            if hasattr(response, "render") and callable(response.render):
                response.render()
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", tag)
        return response

    return middleware


def _locale(request: HttpRequest) -> str:
    reader = vars(request).get("viewer")
    if reader is not None and reader.person is not None:
        return str(reader.person.language)
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    known = {code for code, _ in settings.LANGUAGES}
    if chosen.split("-", maxsplit=1)[0] in known:
        return chosen
    return translation.get_language_from_request(request)


class Refusals:
    """What one may not know of is not found; what one may not do says so."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotVisible | UnknownPeriod):
            return render(request, "404.html", status=HTTPStatus.NOT_FOUND)
        if isinstance(error, NotAllowed):
            return render(request, "403.html", status=HTTPStatus.FORBIDDEN)
        if isinstance(error, Unanswered):
            context = {"problem_met": error.problem}
            status = HTTPStatus.SERVICE_UNAVAILABLE
            return render(request, "shell/unanswered.html", context, status=status)
        return None


def real_now() -> datetime:
    """Real time, for tokens and sessions; business time is `request.now`."""
    return datetime.now(UTC)
