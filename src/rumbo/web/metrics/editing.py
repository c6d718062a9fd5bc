"""The editor of a metric: try a definition on real records while typing, then keep it."""

from dataclasses import replace
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_GET, require_POST

from rumbo.flows.case_from_records import with_real_case
from rumbo.flows.revise_metric import revise_metric
from rumbo.kernel.calendar import Grain
from rumbo.kernel.problems import Refused
from rumbo.metrics import queries
from rumbo.metrics.operations import AlreadyRevised
from rumbo.people import queries as people
from rumbo.people.access import NotVisible, require
from rumbo.people.rules.roles import Right
from rumbo.web.as_of.middleware import asks_the_past
from rumbo.web.metrics.editor import LONGEST, Superseded, Written, editor, fresh, held
from rumbo.web.metrics.form import in_step
from rumbo.web.metrics.past import told_versions
from rumbo.web.requests import ViewerRequest, is_fragment
from rumbo.web.screens import screen
from rumbo.wording.problems import sentence

# What decides which fields, and which choices, the form offers.
SHAPING = ("kind", "from", "with.from")
FORM, YAML, CASE = "form", "yaml", "case"


@require_GET
def edit(request: ViewerRequest, key: str) -> HttpResponse:
    """A metric with both sides of its definition."""
    require(request.viewer, Right.DEFINE_METRICS)
    return _page(request, _held(key))


@require_GET
def new(request: ViewerRequest) -> HttpResponse:
    """A metric that is not there yet, of `?from=` a dataset."""
    require(request.viewer, Right.DEFINE_METRICS)
    return _page(request, fresh(request.GET.get("from", "")))


@require_POST
def draft(request: ViewerRequest, key: str = "") -> HttpResponse:
    """What is being written: the other side of it, its problems and what it gives."""
    require(request.viewer, Right.DEFINE_METRICS)
    written, side = _written(request, key), request.POST.get("side", "")
    try:
        if side == CASE:
            written = _with_case(request, written)
        return _page(request, written, side=side)
    except Superseded:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)


class Versions(View):
    """GET tells every version with what it changed; POST declares the next one."""

    def get(self, request: ViewerRequest, key: str) -> HttpResponse:
        try:
            metric = queries.metric(key, position=request.position)
        except queries.UnknownMetric as error:
            raise NotVisible(key) from error
        found = queries.versions(key, position=request.position)
        told = told_versions(found, names=people.names(viewer=request.viewer))
        return screen(request, "metrics/versions", {"metric": metric, "told": told})

    def post(self, request: ViewerRequest, key: str = "") -> HttpResponse:
        return _declared(request, key)


@require_POST
def create(request: ViewerRequest) -> HttpResponse:
    """Declare a metric that is not there yet."""
    return _declared(request, "")


versions = asks_the_past(Versions.as_view())


def _declared(request: ViewerRequest, key: str) -> HttpResponse:
    require(request.viewer, Right.DEFINE_METRICS)
    written = _written(request, key)
    try:
        now = revise_metric(
            written.text,
            key=key,
            after=written.version,
            viewer=request.viewer,
            at=request.now,
            reason=request.POST.get("reason", "")[:500],
        )
    except Refused as refused:
        for problem in refused.problems[:3]:
            messages.error(request, str(sentence(problem, request.locale)))
        return _page(request, written)
    except AlreadyRevised:
        text = _("Someone declared another version before you. Compare it with yours.")
        messages.error(request, text)
        return _page(request, written)
    messages.success(request, _("Kept as version %(number)s.") % {"number": now.version})
    return redirect("metric", key=now.key)


def _held(key: str) -> Written:
    try:
        return held(key)
    except queries.UnknownMetric as error:
        raise NotVisible(key) from error


def _written(request: ViewerRequest, key: str) -> Written:
    """What was sent: the document, with what the form says when that is what was changed."""
    if key:
        _held(key)
    given = request.POST
    text = given.get("yaml", "").replace("\r\n", "\n")[:LONGEST]
    if given.get("side") == FORM:
        text = in_step(text, {name: str(given[name]) for name in given})
    after = given.get("after", "0")
    return Written(key, int(after) if after.isdigit() else 0, text)


def _with_case(request: ViewerRequest, written: Written) -> Written:
    """The document with a case of real records; as it was, and why, where there can be none."""
    viewer, today = request.viewer, request.today
    try:
        text = with_real_case(written.text, key=written.key, viewer=viewer, today=today)
    except Refused as refused:
        return replace(written, caseless=refused.problems[0])
    return replace(written, text=text)


def _sides(request: ViewerRequest, side: str) -> frozenset[str]:
    """Which sides to write anew: the other one, and a form whose fields are others now."""
    given = request.POST
    others = any(given.get(each) != given.get(f"{each}-before") for each in SHAPING)
    if side == FORM:
        return frozenset({YAML, FORM} if others else {YAML})
    if side == CASE:
        return frozenset({YAML})
    return frozenset({FORM} if side == YAML else ())


def _page(request: ViewerRequest, written: Written, *, side: str = "") -> HttpResponse:
    wanted = request.POST.get("grain", "")
    grain = Grain.MONTH if wanted == Grain.MONTH else Grain.QUARTER
    context = {
        "editor": editor(written, request, grain=grain),
        "sides": _sides(request, side),
        "reason": request.POST.get("reason", ""),
    }
    if is_fragment(request):
        return render(request, "metrics/_told.html", context)
    return screen(request, "metrics/editor", context)
