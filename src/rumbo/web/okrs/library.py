"""The library of objectives, and the form with which one of them is adapted."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_GET

from rumbo.kernel.problems import Refused
from rumbo.okrs import operations, queries
from rumbo.people.access import require
from rumbo.people.rules.roles import Right
from rumbo.web.okrs.adapting import adapted, form
from rumbo.web.requests import ViewerRequest
from rumbo.web.screens import screen


@require_GET
def library(request: ViewerRequest) -> HttpResponse:
    """Every objective that Rumbo ships, with what became of it here."""
    context = {
        "patterns": queries.library(viewer=request.viewer),
        "may_adapt": request.viewer.may(Right.SET_OBJECTIVES),
    }
    return screen(request, "okrs/library", context)


class Adaptation(View):
    """GET shows a pattern as a form; POST makes an objective of it."""

    def get(self, request: ViewerRequest, key: str) -> HttpResponse:
        shown = queries.library_pattern(key, viewer=request.viewer)
        require(request.viewer, Right.SET_OBJECTIVES)
        return screen(request, "okrs/adaptation", {"form": form(shown, request, sent={})})

    def post(self, request: ViewerRequest, key: str) -> HttpResponse:
        shown = queries.library_pattern(key, viewer=request.viewer)
        require(request.viewer, Right.SET_OBJECTIVES)
        try:
            given = adapted(shown, request.POST, request)
            made = operations.adapt(given, viewer=request.viewer, at=request.now)
        except operations.AlreadyAdapted:
            messages.info(request, _("This objective is there already."))
            return redirect("objective", key=request.POST.get("key", ""))
        except operations.WrongState:
            messages.error(request, _("This cycle takes no more objectives: choose another."))
            refused = Refused()
        except Refused as problems:
            refused = problems
        else:
            messages.success(request, _("Your objective is there for everyone."))
            return redirect("objective", key=made)
        sent = request.POST.dict()
        again = form(shown, request, sent=sent, problems=refused.problems)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "okrs/adaptation.html", {"form": again}, status=status)
