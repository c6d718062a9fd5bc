"""Search: people, objectives, metrics, boards and records, by what they are called."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from rumbo.web.as_of.middleware import asks_the_past
from rumbo.web.requests import ViewerRequest
from rumbo.web.screens import screen
from rumbo.web.search.finding import LONGEST, Group, found


@asks_the_past
@require_GET
def search(request: ViewerRequest) -> HttpResponse:
    """Everything that has the words asked for in its name."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    groups: tuple[Group, ...] = ()
    if words:
        groups = found(
            words, viewer=request.viewer, today=request.today, position=request.position
        )
    return screen(request, "search/search", {"words": words, "groups": groups})
