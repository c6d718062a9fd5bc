"""Describe a source on a page: try it while writing, and keep it when it is right."""

from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views import View
from django.views.decorators.http import require_POST

from rumbo.connectors import checking, operations, queries
from rumbo.connectors.documents import read_source
from rumbo.connectors.rules.source import Deletes
from rumbo.connectors.values import SourceView
from rumbo.kernel.problems import Problem, Refused
from rumbo.people.access import require
from rumbo.people.rules.roles import Right
from rumbo.records.datasets import datasets
from rumbo.records.rules.dataset import Dataset
from rumbo.web.middleware import real_now
from rumbo.web.requests import ViewerRequest
from rumbo.web.sources.writing import Written, blank, document_of, written_of


@dataclass(frozen=True, slots=True)
class Editing:
    """What the form shows: what is written, for which dataset, and whether it is new."""

    written: Written
    dataset: Dataset | None
    datasets: tuple[Dataset, ...]
    view: SourceView | None
    problems: tuple[Problem, ...] = ()

    @property
    def deletes(self) -> tuple[str, ...]:
        return tuple(each.value for each in Deletes)


class New(View):
    """GET gives an empty form; POST declares the source and keeps its address."""

    def get(self, request: ViewerRequest) -> HttpResponse:
        require(request.viewer, Right.MANAGE_SOURCES)
        return _form(request, blank(request.GET.get("dataset", "")), view=None)

    def post(self, request: ViewerRequest) -> HttpResponse:
        require(request.viewer, Right.MANAGE_SOURCES)
        return _save(request, view=None)


class Edit(View):
    """GET gives the form of a source; POST declares what it is from now on."""

    def get(self, request: ViewerRequest, key: str) -> HttpResponse:
        view = queries.source(key, viewer=request.viewer, real=real_now())
        return _form(request, written_of(view.source), view=view)

    def post(self, request: ViewerRequest, key: str) -> HttpResponse:
        view = queries.source(key, viewer=request.viewer, real=real_now())
        return _save(request, view=view)


@require_POST
def trial(request: ViewerRequest) -> HttpResponse:
    """Try what is written in the form: its first rows, and what is wrong; nothing is kept."""
    require(request.viewer, Right.MANAGE_SOURCES)
    key, where = request.POST.get("key", ""), request.POST.get("address", "").strip()
    context: dict[str, object] = {}
    try:
        source = read_source(document_of(request.POST), file="")
        context["found"] = (
            checking.check(source, where) if where else checking.check_at(source, stored=key)
        )
    except Refused as refused:
        context["problems"] = refused.problems
    return render(request, "sources/_tried.html", context)


def _save(request: ViewerRequest, *, view: SourceView | None) -> HttpResponse:
    text, where = document_of(request.POST), request.POST.get("address", "").strip()
    try:
        declare = operations.declare_new if view is None else operations.declare_with
        source = declare(text, where, by=request.viewer.actor, at=request.now)
    except Refused as refused:
        written = Written(request.POST.dict())
        return _form(request, written, view=view, problems=refused.problems)
    return redirect("source", key=source.key)


def _form(
    request: ViewerRequest,
    written: Written,
    *,
    view: SourceView | None,
    problems: tuple[Problem, ...] = (),
) -> HttpResponse:
    every = datasets()
    chosen = {each.key: each for each in every}
    dataset = chosen.get(written.values.get("dataset", "")) or next(iter(every), None)
    editing = Editing(written, dataset, every, view, problems)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return render(request, "sources/edit.html", {"editing": editing}, status=status)
