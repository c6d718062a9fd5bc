"""Erase a person: what it destroys and what stays, confirmed by typing whom it is about."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from rumbo.flows import erase_person
from rumbo.kernel.problems import Problem, Refused
from rumbo.people.access import require
from rumbo.people.rules.roles import Right
from rumbo.web.middleware import real_now
from rumbo.web.requests import ViewerRequest


class Erasure(View):
    """GET shows it; POST does it when the key was typed as it is."""

    def get(self, request: ViewerRequest, key: str) -> HttpResponse:
        require(request.viewer, Right.ERASE_PEOPLE)
        return self._page(request, key)

    def post(self, request: ViewerRequest, key: str) -> HttpResponse:
        require(request.viewer, Right.ERASE_PEOPLE)
        if request.POST.get("typed", "").strip() != key:
            facts = {"key": key}
            return self._page(
                request, key, problems=(Problem("people.erase-typed", facts=facts),)
            )
        try:
            done = erase_person.erase_person(
                key, viewer=request.viewer, at=request.now, clock=real_now
            )
        except Refused:
            return self._page(request, key)
        if done.is_finished:
            messages.success(request, _("Erased. Nothing here tells any more who it was."))
        else:
            messages.success(
                request, _("Erased. Copies that are in use are deleted within a minute.")
            )
        return redirect("person", key=key)

    def _page(
        self, request: ViewerRequest, key: str, problems: tuple[Problem, ...] = ()
    ) -> HttpResponse:
        context: dict[str, object] = {"key": key, "problems": problems}
        try:
            context["planned"] = erase_person.planned(key, viewer=request.viewer)
        except Refused as refused:
            context["refused"] = refused.problems
        status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
        return render(request, "people/erasure.html", context, status=status)
