"""People by team, one person's public figures, and the sellers whom nobody has matched."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_GET

from rumbo.flows.match_seller import match_seller
from rumbo.kernel.calendar import Grain
from rumbo.people import queries
from rumbo.people.access import NotVisible, require
from rumbo.people.rules.roles import Right
from rumbo.records import queries as records
from rumbo.web.as_of.middleware import asks_the_past
from rumbo.web.people import inbox
from rumbo.web.people.profile import profile
from rumbo.web.people.rooms import rooms
from rumbo.web.periods import Choice, choices, chosen
from rumbo.web.requests import ViewerRequest
from rumbo.web.screens import screen


@asks_the_past
@require_GET
def people(request: ViewerRequest) -> HttpResponse:
    """Everyone the reader may see, where they are today."""
    rows = queries.people(viewer=request.viewer, today=request.today, position=request.position)
    teams = queries.teams(viewer=request.viewer, position=request.position)
    context = {
        "found": rooms(rows, teams),
        "total": len(rows),
        "may_match": request.viewer.may(Right.MATCH_PEOPLE),
    }
    return screen(request, "people/people", context)


@asks_the_past
@require_GET
def person(request: ViewerRequest, key: str) -> HttpResponse:
    """One person: where they are, what they sold, what they aim at. No pay."""
    rows = queries.people(viewer=request.viewer, today=request.today, position=request.position)
    row = next((each for each in rows if each.person.key == key), None)
    if row is None:
        raise NotVisible(key)
    period = chosen(request, Grain.QUARTER)
    context = {
        "row": row,
        "profile": profile(
            key,
            period.period,
            viewer=request.viewer,
            today=request.today,
            position=request.position,
        ),
        "choice": Choice(period, choices(queries.periods(Grain.QUARTER), request.today)),
    }
    return screen(request, "people/person", context)


@asks_the_past
@require_GET
def unmatched(request: ViewerRequest) -> HttpResponse:
    """The names that nobody has been matched with, with the money that waits behind them."""
    require(request.viewer, Right.MATCH_PEOPLE)
    found = records.unmatched(visible=request.viewer.visible, position=request.position)
    candidates = queries.people(viewer=request.viewer, today=request.today)
    context = {"inbox": inbox.sorted_out(found), "people": candidates}
    return screen(request, "people/unmatched", context)


class Match(View):
    """POST says whom an identity means."""

    def post(self, request: ViewerRequest, identity: str) -> HttpResponse:
        chosen_key = request.POST.get("person", "")
        if not chosen_key:
            require(request.viewer, Right.MATCH_PEOPLE)
            messages.error(request, _("Choose a person first. Nothing was changed."))
            return redirect("unmatched")
        found = match_seller(
            identity,
            person=chosen_key,
            viewer=request.viewer,
            at=request.now,
            reason=request.POST.get("reason", "").strip()[:500],
        )
        text = _("Done: these records now count for %(name)s, past and future ones.")
        messages.success(request, text % {"name": found.name})
        return redirect("unmatched")
