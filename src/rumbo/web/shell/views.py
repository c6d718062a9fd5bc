"""What surrounds every screen: preferences, the stream's token, reports of the policy."""

import json
import logging
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from rumbo.people import operations
from rumbo.people.values import Viewer
from rumbo.web.live_token import page_token
from rumbo.web.requests import ViewerRequest

LOG = logging.getLogger("rumbo.web.policy")
YEAR_SECONDS = 365 * 24 * 60 * 60
LONGEST_REPORT = 4_000


@login_not_required
@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Choose language or theme: kept for the person, and for this browser."""
    language = _one_of(request.POST.get("language"), {code for code, _ in settings.LANGUAGES})
    theme = _one_of(request.POST.get("theme"), {"auto", "light", "dark"})
    reader: Viewer | None = vars(request).get("viewer")
    if reader is not None and reader.person is not None:
        operations.set_preferences(reader.person.key, language=language, theme=theme)
    response = redirect(_back(request))
    _remember(response, settings.LANGUAGE_COOKIE_NAME, language)
    _remember(response, "rumbo_theme", theme)
    return response


def _one_of(value: str | None, allowed: set[str]) -> str:
    return value if value in allowed else ""


def _remember(response: HttpResponse, name: str, value: str) -> None:
    if value:
        secure = bool(settings.SESSION_COOKIE_SECURE)
        response.set_cookie(name, value, max_age=YEAR_SECONDS, samesite="Lax", secure=secure)


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "/")
    hosts = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(wanted, hosts, require_https=request.is_secure())
    return wanted if safe else "/"


@require_GET
def live_token(request: ViewerRequest) -> JsonResponse:
    """A new permission to listen; the session is checked here, again at every return."""
    return JsonResponse({"token": page_token(request.viewer)})


@login_not_required
@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    """The page that a browser keeps for when there is no connection; the same for everyone."""
    return render(request, "shell/offline.html")


@login_not_required
@require_GET
def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view's form
    """The script that shows it: served from the root, because it may only act below itself."""
    found = finders.find("js/worker.js")
    script = Path(str(found)).read_text() if found else ""
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


@require_GET
def replay(request: ViewerRequest) -> HttpResponse:
    """The strip that says where the replayed clock stands."""
    return render(request, "shell/_replay.html")


@csrf_exempt
@login_not_required
@require_POST
def policy_report(request: HttpRequest) -> HttpResponse:
    """Log what a browser refused to load or run."""
    body = request.body[:LONGEST_REPORT]
    try:
        report = json.loads(body).get("csp-report", {})
        seen = {key: str(report.get(key, ""))[:300] for key in _REPORTED}
    except (ValueError, AttributeError):
        seen = {"unreadable": str(len(body))}
    LOG.warning("content security policy: %s", seen)
    return HttpResponse(status=204)


_REPORTED = ("document-uri", "violated-directive", "blocked-uri", "source-file", "line-number")
