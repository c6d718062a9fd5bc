"""Home: what a rep, a manager or anyone else of the organisation needs to see first."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from rumbo.people.rules.roles import Role
from rumbo.web.home.organisation import home_of_organisation
from rumbo.web.home.rep import home_of_rep
from rumbo.web.home.team import home_of_team
from rumbo.web.requests import ViewerRequest
from rumbo.web.screens import screen

SELLING = frozenset({Role.REP, Role.PARTNER})


@require_GET
def home(request: ViewerRequest) -> HttpResponse:
    """The home that fits what the reader does."""
    viewer = request.viewer
    if viewer.leads:
        found = home_of_team(viewer, today=request.today)
        return screen(request, "home/team", {"home": found})
    if viewer.roles & SELLING:
        mine = home_of_rep(viewer, today=request.today)
        return screen(request, "home/rep", {"home": mine})
    whole = home_of_organisation(viewer, today=request.today)
    return screen(request, "home/organisation", {"home": whole})
