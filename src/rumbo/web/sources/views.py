"""The list of sources, and one source with its readings."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from rumbo.connectors import operations, queries
from rumbo.connectors.values import RunView, SourceView
from rumbo.flows import read_source
from rumbo.kernel.problems import Problem
from rumbo.people.access import require
from rumbo.people.rules.roles import Right
from rumbo.records.datasets import datasets
from rumbo.records.rules.dataset import Dataset
from rumbo.web.middleware import real_now
from rumbo.web.requests import ViewerRequest
from rumbo.web.screens import screen


@dataclass(frozen=True, slots=True)
class Listed:
    """A source with the dataset it fills; None when that is no longer declared."""

    view: SourceView
    dataset: Dataset | None


@require_GET
def sources(request: ViewerRequest) -> HttpResponse:
    """Every source, with what needs attention first."""
    found = queries.sources(viewer=request.viewer, real=real_now())
    declared = {each.key: each for each in datasets()}
    listed = [Listed(each, declared.get(each.source.dataset)) for each in found]
    listed.sort(key=lambda each: each.view.state != "attention")
    return screen(request, "sources/sources", {"sources": listed, "waiting": _waiting(found)})


def _waiting(found: Iterable[SourceView]) -> int:
    return sum(each.state == "attention" for each in found)


@require_GET
def source(request: ViewerRequest, key: str) -> HttpResponse:
    """One source: how it stands, what stands in its way, and its readings."""
    view = queries.source(key, viewer=request.viewer, real=real_now())
    declared = {each.key: each for each in datasets()}
    runs = queries.runs(key, viewer=request.viewer)
    context = {
        "view": view,
        "dataset": declared.get(view.source.dataset),
        "runs": runs,
        "to_delete": _to_delete(runs),
        "is_retyped": _has(runs, "source.retyped"),
    }
    return screen(request, "sources/source", context)


def _to_delete(runs: Iterable[RunView]) -> int:
    """How many deletions the last reading held back."""
    held = [each for each in _problems(runs) if each.code == "source.many-deleted"]
    return int(held[0].facts["count"]) if held else 0


def _has(runs: Iterable[RunView], code: str) -> bool:
    return any(each.code == code for each in _problems(runs))


def _problems(runs: Iterable[RunView]) -> tuple[Problem, ...]:
    last = next(iter(runs), None)
    return last.problems if last else ()


@require_POST
def readings(request: ViewerRequest, key: str) -> HttpResponse:
    """Ask for a reading now: of what is new, of everything, or with its deletions confirmed."""
    wanted = {"full": "yes"} if request.POST.get("full") == "yes" else {}
    if (count := request.POST.get("may-delete", "")).isdecimal():
        wanted["may-delete"] = count
    viewer, real = request.viewer, real_now()
    read_source.ask(key, viewer=viewer, at=request.now, real=real, wanted=wanted)
    messages.success(request, _("Asked for. It is read in a moment, and shown here."))
    return redirect("source", key=key)


@require_POST
def acceptance(request: ViewerRequest, key: str) -> HttpResponse:
    """Take the columns of a source as they are now."""
    require(request.viewer, Right.MANAGE_SOURCES)
    queries.source(key, viewer=request.viewer, real=real_now())
    operations.accept_types(key, by=request.viewer.actor, at=request.now)
    messages.success(request, _("Accepted. The next reading takes the columns as they are."))
    return redirect("source", key=key)
