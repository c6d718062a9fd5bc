"""What this demo is: what is real in it, what is invented, and where its clock stands."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.views import View
from django.views.decorators.http import require_GET

from rumbo.flows.replay import has_ended
from rumbo.flows.start_again import start_again
from rumbo.kernel.calendar import Grain
from rumbo.kernel.money import EXACT
from rumbo.people import queries
from rumbo.people.access import NotVisible
from rumbo.people.rules.roles import Right
from rumbo.people.values import OrganisationView
from rumbo.records import queries as records
from rumbo.web.requests import ViewerRequest
from rumbo.web.screens import screen


@dataclass(frozen=True, slots=True)
class Clock:
    """Where the replay stands in its last year: `passed` is a share of it, 0 to 1."""

    at: datetime
    last: date
    days_left: int
    passed: Decimal
    ended: bool


@require_GET
def about(request: ViewerRequest) -> HttpResponse:
    """The page exists on a demo only."""
    if not request.organisation.is_demo:
        raise NotVisible("about this demo")
    rows = queries.people(viewer=request.viewer, today=request.today)
    context = {
        "clock": _clock(request.organisation, today=request.today),
        "invented": tuple(row for row in rows if row.invented),
        "freshness": records.freshness(visible=request.viewer.visible),
        "may_restart": request.viewer.may(Right.RUN_DEMO),
    }
    return screen(request, "about/about", context)


def _clock(own: OrganisationView, *, today: date) -> Clock | None:
    if own.replay_at is None or own.replay_before is None:
        return None
    last = own.replay_before - timedelta(days=1)
    year = queries.named_period(last, Grain.YEAR).period
    return Clock(
        at=own.replay_at.astimezone(ZoneInfo(own.time_zone)),
        last=last,
        days_left=max(0, (last - today).days),
        passed=EXACT.divide(Decimal(year.elapsed(today)), Decimal(year.days)),
        ended=has_ended(own),
    )


class Start(View):
    """POST asks the server to start the demo again from its first day."""

    def post(self, request: ViewerRequest) -> HttpResponse:
        if not request.organisation.is_demo:
            raise NotVisible("about this demo")
        start_again(viewer=request.viewer, at=request.now)
        return render(request, "about/starting.html")
