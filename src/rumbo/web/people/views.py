"""People by team, and one person's public figures."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from rumbo.kernel.calendar import Grain
from rumbo.people import queries
from rumbo.people.access import NotVisible
from rumbo.people.rules.roles import Right
from rumbo.web.as_of.middleware import asks_the_past
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
        "may_erase": request.viewer.may(Right.ERASE_PEOPLE),
        "choice": Choice(period, choices(queries.periods(Grain.QUARTER), request.today)),
    }
    return screen(request, "people/person", context)
