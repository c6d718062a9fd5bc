"""Datasets: what is declared here, what comes with Rumbo, and one definition with its story."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_GET

from rumbo.flows import declare_dataset
from rumbo.history.actors import Actor
from rumbo.kernel.problems import Refused
from rumbo.people import queries as people
from rumbo.people.access import NotVisible
from rumbo.people.rules.roles import Right
from rumbo.records import queries as records
from rumbo.records.by_hand import Overtaken
from rumbo.records.datasets import UnknownDataset
from rumbo.records.declared import declarations
from rumbo.web.requests import ViewerRequest
from rumbo.web.screens import screen


@require_GET
def datasets(request: ViewerRequest) -> HttpResponse:
    """Every dataset that is declared, and every shipped one that can be."""
    context = {
        "found": records.freshness(visible=request.viewer.visible),
        "shipped": declare_dataset.shipped(),
        "may_declare": request.viewer.may(Right.DECLARE_DATASETS),
    }
    return screen(request, "datasets/datasets", context)


@require_GET
def dataset(request: ViewerRequest, key: str) -> HttpResponse:
    """One dataset: its fields, and every version of its definition."""
    try:
        found = declarations(key)
    except UnknownDataset as error:
        raise NotVisible(key) from error
    names = people.names(viewer=request.viewer)
    context = {
        "dataset": found[0].dataset,
        "document": found[0].document,
        "story": [(each, _by(each.by, names)) for each in found],
        "may_declare": request.viewer.may(Right.DECLARE_DATASETS),
    }
    return screen(request, "datasets/dataset", context)


def _by(text: str, names: dict[str, str]) -> str:
    actor = Actor.parse(text)
    return names.get(actor.key, "") if actor.kind == "person" else ""


class Adoption(View):
    """POST declares a shipped dataset as it comes."""

    def post(self, request: ViewerRequest, key: str) -> HttpResponse:
        try:
            declare_dataset.adopt(key, viewer=request.viewer, at=request.now)
        except Refused as error:
            raise NotVisible(key) from error
        except Overtaken:
            messages.info(request, _("It is declared already, and stays as it is."))
        else:
            messages.success(request, _("Adopted. Files and programs can bring its records."))
        return redirect("dataset", key=key)
