"""The boards, and one board: who stands where, who moved, and what the next place takes."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from rumbo.people.access import NotVisible
from rumbo.people.rules.roles import Right
from rumbo.recognition import queries
from rumbo.web.as_of.middleware import asks_the_past
from rumbo.web.periods import choice as choice_of
from rumbo.web.periods import reached
from rumbo.web.requests import ViewerRequest
from rumbo.web.screens import screen


@asks_the_past
@require_GET
def boards(request: ViewerRequest) -> HttpResponse:
    """The first board, or the word that there is none."""
    found = queries.boards(request.viewer, position=request.position)
    if not found:
        may_define = request.viewer.may(Right.DEFINE_BOARDS)
        return render(request, "boards/none.html", {"may_define": may_define})
    return redirect("board", key=found[0].key)


@asks_the_past
@require_GET
def board(request: ViewerRequest, key: str) -> HttpResponse:
    """One board over a period; the one of today unless another is asked for."""
    found = queries.boards(request.viewer, position=request.position)
    own = next((each for each in found if each.key == key), None)
    if own is None:
        raise NotVisible(key)
    choice = choice_of(request, own.grain, reached=reached(request, own.metric))
    period = choice.shown
    view = queries.board(
        key,
        viewer=request.viewer,
        period=period.period,
        today=request.today,
        position=request.position,
    )
    context = {
        "board": view,
        "boards": found,
        "choice": choice,
        "running": request.today in period.period,
        "may_define": request.viewer.may(Right.DEFINE_BOARDS),
    }
    return screen(request, "boards/board", context)
