"""Home: what a rep, a manager or anyone else of the organisation needs to see first."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from rumbo.people import queries as people
from rumbo.people.rules.roles import Right, Role
from rumbo.web.as_of.middleware import asks_the_past
from rumbo.web.home.organisation import home_of_organisation
from rumbo.web.home.rep import home_of_rep
from rumbo.web.home.team import home_of_team
from rumbo.web.requests import ViewerRequest
from rumbo.web.screens import screen

SELLING = frozenset({Role.REP, Role.PARTNER})


@asks_the_past
@require_GET
def home(request: ViewerRequest) -> HttpResponse:
    """The home that fits what the reader does."""
    viewer, today, position = request.viewer, request.today, request.position
    if people.led_by(viewer.key, day=today, viewer=viewer, position=position):
        found = home_of_team(viewer, today=today, position=position)
        return screen(request, "home/team", {"home": found})
    if viewer.roles & SELLING:
        mine = home_of_rep(viewer, today=today, position=position)
        return screen(request, "home/rep", {"home": mine})
    whole = home_of_organisation(viewer, today=today, position=position)
    may_set_up = viewer.may(Right.DECLARE_DATASETS)
    return screen(request, "home/organisation", {"home": whole, "may_set_up": may_set_up})
