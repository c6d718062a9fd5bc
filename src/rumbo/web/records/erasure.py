"""Erase what is personal in a record: what it destroys and what stays, confirmed by typing."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from rumbo.flows import erase_record
from rumbo.flows.erase_record import OfAPerson
from rumbo.kernel.problems import Problem, Refused
from rumbo.people import queries as people
from rumbo.people.access import require
from rumbo.people.rules.roles import Right
from rumbo.records.by_hand import refuse_reason
from rumbo.web.records.cells import cell
from rumbo.web.requests import ViewerRequest

NONE_YET: tuple[Problem, ...] = ()


class Erasure(View):
    """GET shows it; POST does it when the key was typed as it is, with a reason."""

    def get(self, request: ViewerRequest, dataset: str, key: str) -> HttpResponse:
        require(request.viewer, Right.ERASE_PEOPLE)
        return _page(request, dataset, key)

    def post(self, request: ViewerRequest, dataset: str, key: str) -> HttpResponse:
        require(request.viewer, Right.ERASE_PEOPLE)
        reason = request.POST.get("reason", "")
        if request.POST.get("typed", "").strip() != key.strip():
            wrong = Problem("people.erase-typed", facts={"key": key})
            return _page(request, dataset, key, problems=(wrong,))
        try:
            refuse_reason(reason)
            is_finished = erase_record.erase_record(
                dataset, key, viewer=request.viewer, at=request.now, reason=reason
            )
        except Refused as refused:
            return _page(request, dataset, key, problems=refused.problems)
        _tell(request, is_finished=is_finished)
        return redirect("record", dataset=dataset, key=key)


class Rewriting(View):
    """POST writes the files anew after an erasure, when something held them up then."""

    def post(self, request: ViewerRequest, dataset: str, key: str) -> HttpResponse:
        found = erase_record.planned(dataset, key, viewer=request.viewer)
        if found.is_erased:
            is_finished = erase_record.erase_record(
                dataset, key, viewer=request.viewer, at=request.now
            )
            _tell(request, is_finished=is_finished)
        return redirect("record_erasure", dataset=dataset, key=key)


def _tell(request: ViewerRequest, *, is_finished: bool) -> None:
    if is_finished:
        messages.success(request, _("Erased. Nobody can read it any more."))
    else:
        messages.warning(
            request,
            _(
                "Erased. The database was in use, so its files still hold old bytes: open "
                "the erasure again and write them anew."
            ),
        )


def _page(
    request: ViewerRequest, dataset: str, key: str, *, problems: tuple[Problem, ...] = NONE_YET
) -> HttpResponse:
    """The page as it is asked for; a POST that comes back here did nothing."""
    context: dict[str, object] = {"dataset": dataset, "key": key, "problems": problems}
    context["reason"] = request.POST.get("reason", "")
    try:
        found = erase_record.planned(dataset, key, viewer=request.viewer)
    except OfAPerson as of_a_person:
        names = people.names(viewer=request.viewer)
        whose = [(each, names.get(each, each)) for each in of_a_person.people]
        context |= {"refused": of_a_person.problems, "whose": whose}
    except Refused as refused:
        context["refused"] = refused.problems
    else:
        told = erase_record.told(dataset, key, viewer=request.viewer)
        names = people.names(viewer=request.viewer)
        context |= {
            "planned": found,
            "cells": [cell(e, found.values.get(e.id), {}) for e in found.dataset.personal],
            "told": told,
            "by_name": names.get(told.by.key, "") if told else "",
        }
    is_wrong = bool(problems) or (request.method == "POST" and "refused" in context)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return render(request, "records/erasure.html", context, status=status)
