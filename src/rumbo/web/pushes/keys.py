"""Push keys: listed, made, rotated, revoked; a secret is shown once, in the answer itself."""

from datetime import UTC, date, datetime, time, timedelta
from http import HTTPStatus
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from rumbo.kernel.problems import Problem, Refused
from rumbo.people import queries as people
from rumbo.people.access import require
from rumbo.people.rules.roles import Right
from rumbo.pushes import keys, queries
from rumbo.pushes.rules.asking import USUAL_PER_MINUTE, Asked, short_name
from rumbo.pushes.values import NewSecret
from rumbo.records.datasets import datasets
from rumbo.web.middleware import real_now
from rumbo.web.requests import ViewerRequest
from rumbo.web.screens import screen

# Hours for which the old secret goes on, as offered.
OVERLAPS = (0, 1, 24, 168)
LONGEST_REASON = 500


class Keys(View):
    """GET lists every key; POST makes one and shows its secret."""

    def get(self, request: ViewerRequest) -> HttpResponse:
        return screen(request, "pushes/keys", _context(request))

    def post(self, request: ViewerRequest) -> HttpResponse:
        require(request.viewer, Right.IMPORT_RECORDS)
        try:
            made = keys.create(
                _asked(request), by=request.viewer.actor, at=request.now, real_at=real_now()
            )
        except Refused as refused:
            context = _context(request) | {"problems": refused.problems, "given": request.POST}
            context["chosen"] = request.POST.getlist("datasets")
            status = HTTPStatus.UNPROCESSABLE_ENTITY
            return render(request, "pushes/keys.html", context, status=status)
        return _shown_once(request, made)


class Rotation(View):
    """POST gives a key another secret, and shows it."""

    def post(self, request: ViewerRequest, key: str) -> HttpResponse:
        require(request.viewer, Right.IMPORT_RECORDS)
        hours = request.POST.get("overlap", "")
        overlap = timedelta(hours=int(hours) if hours in map(str, OVERLAPS) else 0)
        try:
            made = keys.rotate(
                key,
                overlap=overlap,
                by=request.viewer.actor,
                at=request.now,
                real_at=real_now(),
            )
        except Refused as refused:
            context = _context(request) | {"problems": refused.problems}
            status = HTTPStatus.UNPROCESSABLE_ENTITY
            return render(request, "pushes/keys.html", context, status=status)
        return _shown_once(request, made)


class Revocation(View):
    """POST ends a key at once."""

    def post(self, request: ViewerRequest, key: str) -> HttpResponse:
        require(request.viewer, Right.IMPORT_RECORDS)
        keys.revoke(
            key,
            by=request.viewer.actor,
            at=request.now,
            real_at=real_now(),
            reason=request.POST.get("reason", "").strip()[:LONGEST_REASON],
        )
        messages.success(request, _("The key is revoked: nothing more comes in with it."))
        return redirect("push_keys")


def _context(request: ViewerRequest) -> dict[str, object]:
    return {
        "keys": queries.keys(viewer=request.viewer),
        "names": people.names(viewer=request.viewer),
        "datasets": datasets(),
        "overlaps": OVERLAPS,
        "usual": USUAL_PER_MINUTE,
        "real_now": real_now(),
        "given": {},
        "chosen": (),
    }


def _shown_once(request: ViewerRequest, made: NewSecret) -> HttpResponse:
    row = next(e for e in queries.keys(viewer=request.viewer) if e.key == made.key)
    context = {"made": made, "row": row}
    return render(request, "pushes/secret.html", context, status=HTTPStatus.CREATED)


def _asked(request: ViewerRequest) -> Asked:
    """The key that the form describes; raises Refused for a day or a rate that is none."""
    name = request.POST.get("name", "").strip()
    rate = request.POST.get("per_minute", "").strip()
    return Asked(
        key=short_name(name),
        name=name,
        source=request.POST.get("source", "").strip(),
        datasets=frozenset(request.POST.getlist("datasets")),
        per_minute=int(rate) if rate.isdecimal() and len(rate) < 10 else 0,
        expires_at=_end(request, request.POST.get("expires_on", "").strip()),
    )


def _end(request: ViewerRequest, written: str) -> datetime | None:
    """The end of a business day, if one is given; it has to lie ahead in real time."""
    if not written:
        return None
    try:
        after = date.fromisoformat(written) + timedelta(days=1)
    except (ValueError, OverflowError) as error:
        raise Refused(Problem("push.key-day", facts={"value": written})) from error
    ends = datetime.combine(after, time(), ZoneInfo(request.organisation.time_zone))
    if ends <= real_now():
        raise Refused(Problem("push.key-past", facts={"value": written}))
    return ends.astimezone(UTC)
