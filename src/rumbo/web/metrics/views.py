"""What each metric means here, its figure this quarter, and the door to its records."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from rumbo.kernel.calendar import Grain
from rumbo.metrics import queries
from rumbo.people import queries as people
from rumbo.web.periods import Choice, choices, chosen
from rumbo.web.requests import ViewerRequest
from rumbo.web.screens import screen


@require_GET
def metrics(request: ViewerRequest) -> HttpResponse:
    """Every metric with its value of a quarter."""
    period = chosen(request, Grain.QUARTER)
    found = [
        (
            each,
            queries.answer(
                queries.Question(each.key, period.period), visible=request.viewer.visible
            ),
        )
        for each in queries.metrics()
    ]
    choice = Choice(period, choices(people.periods(Grain.QUARTER), request.today))
    return screen(request, "metrics/metrics", {"found": found, "choice": choice})
