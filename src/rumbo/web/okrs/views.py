"""Objectives on one page, one objective with its key results, and a person's check-in."""

from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_GET

from rumbo.kernel.numerals import NotANumber, plain_number
from rumbo.kernel.problems import Refused
from rumbo.okrs import operations, queries
from rumbo.okrs.values import CheckInGiven, CycleBoard, TickGiven
from rumbo.people.rules.roles import Right
from rumbo.web.as_of.middleware import asks_the_past
from rumbo.web.charts import course_chart
from rumbo.web.requests import ViewerRequest
from rumbo.web.screens import screen
from rumbo.wording.problems import sentence


@asks_the_past
@require_GET
def objectives(request: ViewerRequest) -> HttpResponse:
    """A whole cycle: the chosen one or today's."""
    cycles = queries.cycles(request.viewer, position=request.position)
    context = {
        "cycles": cycles,
        "board": _board(request),
        "may_read_library": request.viewer.may(Right.SEE_COLLEAGUES),
    }
    return screen(request, "okrs/objectives", context)


def _board(request: ViewerRequest) -> CycleBoard | None:
    viewer, today, position = request.viewer, request.today, request.position
    current = queries.current_cycle(viewer, today=today, position=position)
    key = request.GET.get("cycle") or (current.key if current else "")
    if not key:
        return None
    return queries.objectives(key, viewer=viewer, today=today, position=position)


@asks_the_past
@require_GET
def objective(request: ViewerRequest, key: str) -> HttpResponse:
    """One objective: why it has its colour, and what is behind each key result."""
    view = queries.objective(
        key, viewer=request.viewer, today=request.today, position=request.position
    )
    return screen(request, "okrs/objective", {"objective": view})


@asks_the_past
@require_GET
def key_result(request: ViewerRequest, key: str) -> HttpResponse:
    """One key result: its line, its check-ins, the versions of its aim."""
    view = queries.key_result(
        key, viewer=request.viewer, today=request.today, position=request.position
    )
    points = [(each.day, each.value, each.expected) for each in view.points]
    chart = course_chart(points, period=view.period, target=view.target)
    return screen(request, "okrs/key_result", {"result": view, "chart": chart})


class CheckIns(View):
    """POST writes a check-in: a value where it is measured by hand, confidence, a note."""

    def post(self, request: ViewerRequest, key: str) -> HttpResponse:
        try:
            given = _given(request)
            operations.check_in(key, given, viewer=request.viewer, at=request.now)
            messages.success(request, _("Your check-in is there for everyone."))
        except Refused as refused:
            for problem in refused.problems:
                messages.error(request, str(sentence(problem, request.locale)))
        except operations.AlreadyCheckedIn:
            messages.error(
                request, _("Someone checked in before you. Read it, then add yours.")
            )
        except operations.WrongState:
            messages.error(request, _("This cycle is not open: nobody can check in."))
        except NotANumber:
            messages.error(request, _("Write the value as a plain number, such as 12.5."))
        return redirect("key_result", key=key)


class Ticks(View):
    """POST ticks a milestone off for a day, or opens it again."""

    def post(self, request: ViewerRequest, key: str, milestone: str) -> HttpResponse:
        try:
            given = _ticked(request)
            operations.tick(key, milestone, given, viewer=request.viewer, at=request.now)
            messages.success(request, _("Everyone can see it now."))
        except Refused as refused:
            for problem in refused.problems:
                messages.error(request, str(sentence(problem, request.locale)))
        except operations.AlreadyTicked:
            messages.error(request, _("Someone was faster than you: look at what they said."))
        except operations.WrongState:
            messages.error(request, _("This cycle is closed: nothing changes any more."))
        except ValueError:
            messages.error(request, _("Choose the day on which it was done."))
        return redirect("key_result", key=key)


def _ticked(request: ViewerRequest) -> TickGiven:
    asked = request.POST
    done = asked.get("done") == "yes"
    after = asked.get("after", "")
    return TickGiven(
        done_on=date.fromisoformat(asked.get("on", "")) if done else None,
        after=int(after) if after.isdigit() else None,
    )


def _given(request: ViewerRequest) -> CheckInGiven:
    asked = request.POST
    after = asked.get("after", "")
    return CheckInGiven(
        on=request.today,
        value=_decimal(asked.get("value", "")),
        confidence=_decimal(asked.get("confidence", "")),
        note=asked.get("note", "").strip()[:2000],
        after=int(after) if after.isascii() and after.isdigit() and len(after) < 19 else None,
    )


def _decimal(text: str) -> Decimal | None:
    return plain_number(text.strip()) if text.strip() else None
