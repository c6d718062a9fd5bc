"""What each metric means here, its figure this quarter, and the door to its records."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from rumbo.kernel.calendar import Grain
from rumbo.metrics import queries
from rumbo.people.access import NotVisible
from rumbo.people.rules.roles import Right
from rumbo.web.as_of.middleware import asks_the_past
from rumbo.web.metrics.sheet import sheet, value_of
from rumbo.web.periods import choice as choice_of
from rumbo.web.periods import reached
from rumbo.web.requests import ViewerRequest
from rumbo.web.screens import screen
from rumbo.wording.metrics import explained


@asks_the_past
@require_GET
def metrics(request: ViewerRequest) -> HttpResponse:
    """Every metric with its value of a quarter."""
    position, visible = request.position, request.viewer.visible
    known = queries.metrics(position=position)
    days = filter(None, (reached(request, each.key) for each in known))
    choice = choice_of(request, Grain.QUARTER, reached=max(days, default=None))
    period = choice.shown.period
    found = [
        queries.answer(queries.Question(each.key, period, position=position), visible=visible)
        for each in known
    ]
    figures = [(each.metric, value_of(each)) for each in found]
    context = {"found": figures, "choice": choice, "may_define": _may_define(request)}
    return screen(request, "metrics/metrics", context)


def _may_define(request: ViewerRequest) -> bool:
    return request.viewer.may(Right.DEFINE_METRICS)


@asks_the_past
@require_GET
def metric(request: ViewerRequest, key: str) -> HttpResponse:
    """One metric: what it means, how it stands, how it is computed, who relies on it."""
    try:
        choice = choice_of(request, Grain.QUARTER, reached=reached(request, key))
        found = sheet(
            queries.Question(key, choice.shown.period, position=request.position),
            viewer=request.viewer,
            today=request.today,
        )
    except queries.UnknownMetric as error:
        raise NotVisible(key) from error
    context = {
        "sheet": found,
        "sentence": explained(found.explanation.phrases, request.locale),
        "choice": choice,
        "may_define": _may_define(request),
    }
    return screen(request, "metrics/metric", context)
