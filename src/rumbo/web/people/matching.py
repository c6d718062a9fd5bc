"""The inbox of sellers whom nobody knows: who they are is said once, and can be taken back."""

from datetime import date
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_GET

from rumbo.flows.match_seller import Newcomer, match_newcomer, match_seller, undo_match
from rumbo.history.actors import Actor
from rumbo.kernel.problems import Problem, Refused
from rumbo.people import matching, queries
from rumbo.people.access import require
from rumbo.people.matching import NoLongerSo, Spoken
from rumbo.people.rules.roles import Right
from rumbo.records import credits as credited
from rumbo.records import queries as records
from rumbo.web.as_of.middleware import asks_the_past
from rumbo.web.people import inbox
from rumbo.web.requests import ViewerRequest, page_of
from rumbo.web.screens import screen

LONGEST_SEARCH = 80
MATCHED = "matched"


@asks_the_past
@require_GET
def unmatched(request: ViewerRequest) -> HttpResponse:
    """The names that nobody has been matched with, by source, most money first.

    `?q=` keeps those that contain a text, `?source=` those of one source; `?show=matched`
    lists the names that mean somebody.
    """
    require(request.viewer, Right.MATCH_PEOPLE)
    if request.GET.get("show") == MATCHED and request.position is None:
        return _matched(request)
    found = inbox.sorted_out(
        records.unmatched(visible=request.viewer.visible, position=request.position)
    )
    shown = inbox.page_of(
        found,
        containing=_wanted(request),
        source=request.GET.get("source", ""),
        page=page_of(request),
    )
    context = {
        "inbox": found,
        "shown": shown,
        "q": _wanted(request),
        "links": _links(request, shown.page, shown.pages),
        "nobody": credited.uncredited(
            visible=request.viewer.visible, position=request.position
        ),
    }
    return screen(request, "people/unmatched", context)


def _matched(request: ViewerRequest) -> HttpResponse:
    wanted = _wanted(request)
    found = matching.matched(viewer=request.viewer, containing=wanted, page=page_of(request))
    pages = max(1, -(-found.total // found.size))
    context = {
        "found": found,
        "q": wanted,
        "links": _links(request, found.page, pages),
        "names": queries.names(viewer=request.viewer),
    }
    return screen(request, "people/matched", context)


@require_GET
def identity(request: ViewerRequest, identity: str) -> HttpResponse:
    """One name of a source: what hangs on it, whom it has meant, and the forms to say who."""
    require(request.viewer, Right.MATCH_PEOPLE)
    return _identity(request, matching.spoken(identity, viewer=request.viewer))


def _identity(
    request: ViewerRequest, spoken: Spoken, problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    names = queries.names(viewer=request.viewer)
    context = {
        "spoken": spoken,
        "story": [(each, _by(each.by, names)) for each in spoken.matches],
        "months": credited.held_by(spoken.identity, visible=request.viewer.visible),
        "people": queries.people(viewer=request.viewer, today=request.today),
        "teams": queries.teams(viewer=request.viewer),
        "given": request.POST,
        "problems": problems,
    }
    response = screen(request, "people/identity", context)
    if problems:
        response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    return response


def _by(text: str, names: dict[str, str]) -> str:
    actor = Actor.parse(text)
    return names.get(actor.key, "") if actor.kind == "person" else ""


class Match(View):
    """POST says whom an identity means: a person of the list, or one who is added now."""

    def post(self, request: ViewerRequest, identity: str) -> HttpResponse:
        require(request.viewer, Right.MATCH_PEOPLE)
        if request.POST.get("who") == "new":
            return self._newcomer(request, identity)
        chosen_key = request.POST.get("person", "")
        if not chosen_key:
            messages.error(request, _("Choose a person first. Nothing was changed."))
            return redirect("identity", identity=identity)
        found = match_seller(
            identity,
            person=chosen_key,
            viewer=request.viewer,
            at=request.now,
            reason=request.POST.get("reason", "").strip(),
        )
        return _done(request, found.name)

    def _newcomer(self, request: ViewerRequest, identity: str) -> HttpResponse:
        asked = request.POST
        try:
            newcomer = Newcomer(
                asked.get("name", "").strip(),
                asked.get("kind", ""),
                asked.get("team", ""),
                _day(asked.get("since", "")),
            )
            found = match_newcomer(
                identity,
                newcomer,
                viewer=request.viewer,
                at=request.now,
                reason=asked.get("reason", "").strip(),
            )
        except Refused as refused:
            spoken = matching.spoken(identity, viewer=request.viewer)
            return _identity(request, spoken, refused.problems)
        return _done(request, found.name)


def _done(request: ViewerRequest, name: str) -> HttpResponse:
    text = _("Done: these records now count for %(name)s, past and future ones.")
    messages.success(request, text % {"name": name})
    return redirect("unmatched")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused(Problem("people.since", facts={"value": text[:40]})) from error


class Unmatch(View):
    """POST takes a match back, if it still is the one that was shown."""

    def post(self, request: ViewerRequest, identity: str) -> HttpResponse:
        try:
            undo_match(
                identity,
                person=request.POST.get("person", ""),
                viewer=request.viewer,
                at=request.now,
                reason=request.POST.get("reason", "").strip(),
            )
            messages.success(request, _("Taken back: these records wait for their person."))
        except NoLongerSo:
            messages.error(
                request, _("Somebody else has changed this match meanwhile. Look at it again.")
            )
        return redirect("identity", identity=identity)


def _wanted(request: ViewerRequest) -> str:
    return request.GET.get("q", "").strip()[:LONGEST_SEARCH]


def _links(request: ViewerRequest, page: int, pages: int) -> dict[str, str]:
    wanted = {"earlier": page - 1, "later": page + 1}
    found = {}
    for name, number in wanted.items():
        if 1 <= number <= pages:
            changed = request.GET.copy()
            changed["page"] = str(number)
            found[name] = f"?{changed.urlencode()}"
    return found
