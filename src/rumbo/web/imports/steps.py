"""An import step by step: file, columns, preview, run; nothing is written before the last."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET

from rumbo.flows import import_upload
from rumbo.flows import uploads as room
from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.people.access import require
from rumbo.people.rules.roles import Right
from rumbo.records import importing
from rumbo.records.datasets import dataset as declared
from rumbo.records.documents import mapping_text
from rumbo.records.rules.mapping import Mapping, problems_of, problems_with_header
from rumbo.web.imports.choosing import chosen, mapping_of
from rumbo.web.imports.done import listed
from rumbo.web.imports.examples import changes, lines
from rumbo.web.imports.offer import DELIMITERS, ENCODINGS, THOUSANDS, Offer, offer
from rumbo.web.middleware import real_now
from rumbo.web.requests import ViewerRequest, is_fragment
from rumbo.web.screens import screen

# What a form puts around the file.
AROUND = 100_000
SHOWN = 50


@csrf_exempt
def uploads(request: ViewerRequest) -> HttpResponse:
    """POST keeps a file; one that says it is too large is refused before it is read."""
    if request.method != "POST":
        return redirect("imports")
    require(request.viewer, Right.IMPORT_RECORDS)
    if int(request.META.get("CONTENT_LENGTH") or 0) > room.LARGEST + AROUND:
        return _too_large(request)
    return _kept(request)


@csrf_protect
def _kept(request: ViewerRequest) -> HttpResponse:
    given = request.FILES.get("file")
    if given is None or not given.name:
        messages.error(request, _("Choose a file first."))
        return redirect("imports")
    try:
        upload = room.keep(
            given.chunks(), name=given.name, viewer=request.viewer, at=real_now()
        )
    except room.TooLarge:
        return _too_large(request)
    try:
        offer(upload, request.GET, visible=request.viewer.visible)
    except Refused as refused:
        room.forget(upload)
        return _refused(request, given.name, refused)
    return redirect("import_columns", token=upload.token)


def _too_large(request: HttpRequest) -> HttpResponse:
    context = {"limit": room.LARGEST // 1_000_000}
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return render(request, "imports/too_large.html", context, status=status)


def _refused(request: ViewerRequest, name: str, refused: Refused) -> HttpResponse:
    context = listed(request) | {"problems": refused.problems, "refused": name}
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "imports/imports.html", context, status=status)


class Columns(View):
    """GET offers a mapping; POST keeps what was chosen, for the preview."""

    def get(self, request: ViewerRequest, token: str) -> HttpResponse:
        upload = room.find(token, viewer=request.viewer)
        if upload.is_asked:
            return redirect("import_run", token=token)
        try:
            found = offer(upload, request.GET, visible=request.viewer.visible)
        except Refused as refused:
            return _refused(request, upload.name, refused)
        return screen(request, "imports/columns", _columns(request, upload, found))

    def post(self, request: ViewerRequest, token: str) -> HttpResponse:
        upload = room.find(token, viewer=request.viewer)
        found = offer(upload, request.POST, visible=request.viewer.visible)
        if found.proposal is None:
            return redirect("import_columns", token=token)
        try:
            mapping = chosen(
                request.POST.dict(), dataset=found.proposal.dataset, base=found.remembered
            )
            problems = _problems(found, mapping)
        except Refused as refused:
            problems, mapping = list(refused.problems), found.proposal.mapping
        if problems:
            visible = request.viewer.visible
            again = offer(upload, request.POST, visible=visible, base=mapping)
            context = _columns(request, upload, again) | {"problems": problems}
            status = HTTPStatus.UNPROCESSABLE_ENTITY
            return render(request, "imports/columns.html", context, status=status)
        room.write(upload, "mapping.yaml", mapping_text(mapping))
        return redirect("import_preview", token=token)


def _columns(request: ViewerRequest, upload: room.Upload, found: Offer) -> dict[str, object]:
    marks = {"delimiters": DELIMITERS, "encodings": ENCODINGS, "marks": THOUSANDS}
    may_declare = request.viewer.may(Right.DECLARE_DATASETS)
    return {"upload": upload, "offer": found, "may_declare": may_declare, **marks}


def _problems(found: Offer, mapping: Mapping) -> list[Problem]:
    if found.proposal is None:
        return []
    of_dataset = problems_of(mapping, found.proposal.dataset, Place())
    return of_dataset + problems_with_header(
        mapping, found.proposal.inspection.columns, Place()
    )


@require_GET
def preview(request: ViewerRequest, token: str) -> HttpResponse:
    """What the import would do, row by row where something is wrong."""
    upload = room.find(token, viewer=request.viewer)
    if upload.is_asked:
        return redirect("import_run", token=token)
    mapping = mapping_of(upload)
    if mapping is None:
        return redirect("import_columns", token=token)
    context: dict[str, object] = {"upload": upload, "mapping": mapping}
    status = HTTPStatus.OK
    try:
        found = importing.preview(upload.path, mapping, visible=request.viewer.visible)
        dataset = declared(mapping.dataset)
        context |= {
            "found": found,
            "rejected": found.rejected[:SHOWN],
            "changes": changes(found.changed_examples),
            "added": lines(found.new_examples, dataset),
            "kept": lines(found.same_examples, dataset),
            "lacking": lines(found.missing.examples, dataset),
        }
        context["left_out"] = found.rejected_count - len(found.rejected[:SHOWN])
    except Refused as refused:
        context["problems"] = refused.problems
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    response = screen(request, "imports/preview", context)
    response.status_code = status
    return response


class Run(View):
    """POST asks for the import; GET says how far it has come, and then leads to its result."""

    def get(self, request: ViewerRequest, token: str) -> HttpResponse:
        upload = room.find(token, viewer=request.viewer)
        if not upload.is_asked:
            return redirect("import_preview", token=token)
        progress = room.progress(upload)
        if progress.import_id is not None:
            return _sent(request, reverse("import_result", args=[progress.import_id]))
        return screen(request, "imports/run", {"upload": upload, "progress": progress})

    def post(self, request: ViewerRequest, token: str) -> HttpResponse:
        try:
            import_upload.ask(
                token,
                viewer=request.viewer,
                at=request.now,
                delete_at_most=_allowed(request.POST.get("delete", "")),
            )
        except Refused as refused:
            upload = room.find(token, viewer=request.viewer)
            return _refused(request, upload.name, refused)
        return redirect("import_run", token=token)


def _allowed(number: str) -> int:
    """How many missing records the page showed, and a person said may be deleted."""
    return int(number) if number.isascii() and number.isdigit() and len(number) < 12 else 0


def _sent(request: ViewerRequest, url: str) -> HttpResponse:
    """Send a person, or the page around a fragment, to another address."""
    if is_fragment(request):
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"HX-Redirect": url})
    return redirect(url)


class Removal(View):
    """POST throws an uploaded file away; nothing of it was imported."""

    def post(self, request: ViewerRequest, token: str) -> HttpResponse:
        upload = room.find(token, viewer=request.viewer)
        if not upload.is_asked:
            room.forget(upload)
            messages.success(request, _("The file was thrown away. Nothing was imported."))
        return redirect("imports")
