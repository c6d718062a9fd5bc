"""Resolves the moment of a request once, to one position for everything on the page."""

from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import get_script_prefix, set_script_prefix

from rumbo.kernel.problems import Refused
from rumbo.people.moments import AsOf, as_of, first_day, known_by
from rumbo.web.as_of.addresses import address, addressed, chosen, start_of

Respond = Callable[[HttpRequest], HttpResponse]
Answer = TypeVar("Answer", bound=Callable[..., HttpResponseBase])
READS = frozenset({"GET", "HEAD", "OPTIONS"})
# About the reader and their screen, not about anything that was known.
OF_THE_READER = frozenset({"account_logout", "preferences", "live_token", "replay"})


def asks_the_past(view: Answer) -> Answer:
    """Mark a view that takes everything it shows from `request.position`.

    A view without the mark says that it knows only the present: a page that forgot the moment
    would show today's figures under a date of the past.
    """
    vars(view)["asks_the_past"] = True
    return view


class Moments:
    """Answers `/as-of/<moment>/…`, and leads `?as-of=` there; without one it is now."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = vars(request)
        given.update(as_of=None, position=None, really_today=given.get("today"))
        asked = addressed(request.path_info)
        request.path_info = asked.path
        if given.get("viewer") is None:
            return self.respond(request)
        wanted = chosen(request.GET) if request.method in READS else None
        if wanted is not None:
            return redirect(address(asked.path, request.GET, moment=wanted))
        if not asked.moment:
            return self.respond(request)
        return self._at(asked.moment, request)

    def _at(self, text: str, request: HttpRequest) -> HttpResponse:
        given = vars(request)
        zone = ZoneInfo(given["organisation"].time_zone)
        try:
            found = as_of(text, now=given["now"], zone=zone)
            if found is None:
                return redirect(address(request.path_info, request.GET))
            known_by(found, zone)
        except Refused as refused:
            context = {"problem": refused.problems[0], "first_day": first_day(zone)}
            return render(request, "as_of/unknown.html", context, status=HTTPStatus.NOT_FOUND)
        return self._asked(found, request)

    def _asked(self, found: AsOf, request: HttpRequest) -> HttpResponse:
        vars(request).update(
            as_of=found, position=found.position, now=found.instant, today=found.day
        )
        before = get_script_prefix()
        set_script_prefix(f"{before}{start_of(found.text)}")
        try:
            return self.respond(request)
        finally:
            set_script_prefix(before)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_given: object
    ) -> HttpResponse | None:
        """Refuse to write into the past, and to show the present as if it were the past."""
        match = request.resolver_match
        if vars(request).get("as_of") is None or (match and match.url_name in OF_THE_READER):
            return None
        if request.method not in READS:
            status = HTTPStatus.CONFLICT
            return render(request, "as_of/kept.html", status=status)
        if not getattr(view, "asks_the_past", False):
            return render(request, "as_of/only_now.html", status=HTTPStatus.NOT_FOUND)
        return None
