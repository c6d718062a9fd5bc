"""Change what is declared, by a form or as YAML; what would change is looked at first."""

from collections.abc import Mapping
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from rumbo.flows import declare_dataset, uploads
from rumbo.kernel.problems import Problem, Refused
from rumbo.people.access import NotVisible
from rumbo.records import importing
from rumbo.records.by_hand import Overtaken
from rumbo.records.datasets import UnknownDataset, datasets
from rumbo.records.declared import declarations
from rumbo.records.rules.dataset import FieldKind
from rumbo.records.writing import document_of, with_field
from rumbo.web.datasets.forms import (
    Row,
    dataset_given,
    field_given,
    lines_of,
    name_of_file,
    rows_of,
)
from rumbo.web.requests import ViewerRequest, seen_in

KINDS = tuple(str(each) for each in FieldKind)


class Fields(View):
    """GET asks for a field; POST shows what adding it would change."""

    def get(self, request: ViewerRequest, key: str) -> HttpResponse:
        _document(request, key)
        return self._form(request, key, Row())

    def post(self, request: ViewerRequest, key: str) -> HttpResponse:
        document = _document(request, key)
        row = Row.of(request.POST)
        try:
            given = field_given(row)
            considered = declare_dataset.consider(
                with_field(document, given), viewer=request.viewer
            )
        except Refused as refused:
            return self._form(request, key, row, problems=refused.problems)
        return _preview(request, considered)

    def _form(
        self,
        request: ViewerRequest,
        key: str,
        row: Row,
        *,
        problems: tuple[Problem, ...] = (),
    ) -> HttpResponse:
        context = {"key": key, "row": row, "kinds": KINDS, "problems": problems}
        context["known"] = [each for each in datasets() if each.key != key]
        status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
        return render(request, "datasets/field.html", context, status=status)


class NewDataset(View):
    """GET asks for a dataset; POST adds rows to the form, or shows what it would declare."""

    def get(self, request: ViewerRequest) -> HttpResponse:
        declare_dataset.require_declarer(request.viewer)
        if token := request.GET.get("file", ""):
            return self._of_file(request, uploads.find(token, viewer=request.viewer))
        return self._form(request, rows_of(request.GET))

    def _of_file(self, request: ViewerRequest, upload: uploads.Upload) -> HttpResponse:
        """The form filled in with what the file seems to hold; all of it may be changed."""
        try:
            rows = tuple(Row.proposed(each) for each in importing.propose(upload.path))
        except Refused as refused:
            return self._form(request, rows_of(request.GET), problems=refused.problems)
        name = name_of_file(upload.name)
        given = {"name-en": name, "name-es": name, "file": upload.token}
        return self._form(request, rows, given=given)

    def post(self, request: ViewerRequest) -> HttpResponse:
        declare_dataset.require_declarer(request.viewer)
        rows = rows_of(request.POST)
        if request.POST.get("step") == "rows":
            return self._form(request, (*rows, *[Row() for _more in range(4)]))
        try:
            document = document_of(dataset_given(request.POST, rows))
            considered = declare_dataset.consider(document, viewer=request.viewer)
        except Refused as refused:
            return self._form(request, rows, problems=refused.problems)
        if considered.preview.seen:
            facts = {"name": considered.preview.dataset.key}
            taken = (Problem("dataset.exists", facts=facts),)
            return self._form(request, rows, problems=taken)
        return _preview(request, considered)

    def _form(
        self,
        request: ViewerRequest,
        rows: tuple[Row, ...],
        *,
        problems: tuple[Problem, ...] = (),
        given: Mapping[str, str] | None = None,
    ) -> HttpResponse:
        context = {
            "rows": list(enumerate(rows)),
            "given": request.POST if given is None else given,
            "kinds": KINDS,
            "problems": problems,
        }
        status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
        return render(request, "datasets/new.html", context, status=status)


class Definition(View):
    """GET shows YAML to edit; POST shows what it would change, and then declares it."""

    def get(self, request: ViewerRequest) -> HttpResponse:
        declare_dataset.require_declarer(request.viewer)
        key = request.GET.get("dataset", "")
        return _editor(request, _document(request, key) if key else "")

    def post(self, request: ViewerRequest) -> HttpResponse:
        declare_dataset.require_declarer(request.viewer)
        text = request.POST.get("text", "").replace("\r\n", "\n")
        step = request.POST.get("step", "")
        if step == "edit":
            return _editor(request, text)
        try:
            if step == "declare":
                return self._declared(request, text)
            considered = declare_dataset.consider(text, viewer=request.viewer)
        except Refused as refused:
            return _editor(request, text, problems=refused.problems)
        return _preview(request, considered)

    def _declared(self, request: ViewerRequest, text: str) -> HttpResponse:
        considered = declare_dataset.consider(text, viewer=request.viewer)
        reason = request.POST.get("reason", "")
        try:
            found = declare_dataset.declare(
                text,
                seen=seen_in(request),
                reason=reason,
                viewer=request.viewer,
                at=request.now,
            )
        except Refused as refused:
            return _preview(request, considered, problems=refused.problems)
        except Overtaken:
            return _preview(request, considered, overtaken=True)
        if token := request.POST.get("file", ""):
            return _on_with(request, token, into=found.key)
        messages.success(request, _("Declared. What the log holds of it shows at once."))
        return redirect("dataset", key=found.key)


def _on_with(request: ViewerRequest, token: str, *, into: str) -> HttpResponse:
    """On to the columns of the file that a dataset was made for."""
    upload = uploads.find(token, viewer=request.viewer)
    columns = reverse("import_columns", args=[upload.token])
    return redirect(f"{columns}?dataset={into}")


def _document(request: ViewerRequest, key: str) -> str:
    """The document of a dataset that the viewer may change; raises NotVisible."""
    declare_dataset.require_declarer(request.viewer)
    try:
        return declarations(key)[0].document
    except UnknownDataset as error:
        raise NotVisible(key) from error


def _editor(
    request: ViewerRequest, text: str, *, problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    context = {"text": text, "problems": problems, "lines": lines_of(text, problems)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return render(request, "datasets/definition.html", context, status=status)


def _preview(
    request: ViewerRequest,
    considered: declare_dataset.Considered,
    *,
    problems: tuple[Problem, ...] = (),
    overtaken: bool = False,
) -> HttpResponse:
    found = considered.preview
    context = {
        "preview": found,
        "held": [(found.dataset.field(name), count) for name, count in found.held.items()],
        "lost": considered.lost,
        "problems": problems,
        "overtaken": overtaken,
        "reason": request.POST.get("reason", ""),
        "file": request.POST.get("file", ""),
    }
    wrong = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    status = HTTPStatus.CONFLICT if overtaken else wrong
    return render(request, "datasets/preview.html", context, status=status)
