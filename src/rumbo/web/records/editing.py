"""A record by hand: added, corrected, deleted, restored; each with its reason."""

from dataclasses import replace
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from rumbo.flows import edit_record
from rumbo.flows.edit_record import Editor, WrongFields
from rumbo.kernel.problems import Problem, Refused
from rumbo.people import queries as people
from rumbo.records.by_hand import Overtaken
from rumbo.records.rules.dataset import Dataset
from rumbo.web.records.form import Form, Maker, manner_of, texts_of
from rumbo.web.requests import ViewerRequest, seen_in


class Addition(View):
    """GET shows an empty form; POST adds a record."""

    def get(self, request: ViewerRequest, dataset: str) -> HttpResponse:
        declared = edit_record.editable(dataset, viewer=request.viewer)
        return _form(request, _maker(request, declared).empty())

    def post(self, request: ViewerRequest, dataset: str) -> HttpResponse:
        declared = edit_record.editable(dataset, viewer=request.viewer)
        texts, maker = texts_of(request.POST), _maker(request, declared)
        try:
            key = edit_record.add(dataset, texts, editor=_editor(request))
        except WrongFields as wrong:
            form = maker.again(texts, None, problems=wrong.by_field)
            return _form(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        except Refused as refused:
            return _refused(request, maker.again(texts, None), refused)
        except Overtaken as overtaken:
            twice = Problem("record.exists", facts={"value": str(overtaken)[:80]})
            problems = {declared.key_field: twice}
            form = maker.again(texts, None, problems=problems)
            return _form(request, form, status=HTTPStatus.CONFLICT)
        messages.success(request, _("Added. Every figure that reads it follows at once."))
        return redirect("record", dataset=dataset, key=key)


class Correction(View):
    """GET shows the record as it stands; POST writes over the version that was shown."""

    def get(self, request: ViewerRequest, dataset: str, key: str) -> HttpResponse:
        held = edit_record.standing(dataset, key, viewer=request.viewer)
        return _form(request, _maker(request, held.dataset).of(held))

    def post(self, request: ViewerRequest, dataset: str, key: str) -> HttpResponse:
        texts, seen = texts_of(request.POST), seen_in(request)
        base = edit_record.standing(dataset, key, viewer=request.viewer, position=seen)
        maker = _maker(request, base.dataset)
        try:
            position = edit_record.correct(
                dataset, key, texts, seen=seen, editor=_editor(request)
            )
        except WrongFields as wrong:
            form = maker.again(texts, base, problems=wrong.by_field)
            return _form(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        except Refused as refused:
            return _refused(request, maker.again(texts, base), refused)
        except Overtaken:
            now = edit_record.standing(dataset, key, viewer=request.viewer)
            form = maker.overtaken(texts, base, now)
            return _form(request, form, status=HTTPStatus.CONFLICT)
        if position is None:
            messages.info(request, _("Nothing was different, so nothing was written."))
        else:
            messages.success(
                request, _("Corrected. Every figure that reads it follows at once.")
            )
        return redirect("record", dataset=dataset, key=key)


class Deletion(View):
    """GET asks for the reason; POST deletes, and what the record said stays in the log."""

    template = "records/delete.html"

    def get(self, request: ViewerRequest, dataset: str, key: str) -> HttpResponse:
        held = edit_record.standing(dataset, key, viewer=request.viewer)
        return render(request, self.template, {"held": held})

    def post(self, request: ViewerRequest, dataset: str, key: str) -> HttpResponse:
        editor = _editor(request)
        held = edit_record.standing(dataset, key, viewer=request.viewer)
        context: dict[str, object] = {"held": held, "reason": editor.reason}
        try:
            self.write(dataset, key, seen=seen_in(request), editor=editor)
        except Refused as refused:
            context["problems"] = refused.problems
            status = HTTPStatus.UNPROCESSABLE_ENTITY
            return render(request, self.template, context, status=status)
        except Overtaken:
            context["overtaken"] = True
            return render(request, self.template, context, status=HTTPStatus.CONFLICT)
        messages.success(request, self.done())
        return redirect("record", dataset=dataset, key=key)

    def write(self, dataset: str, key: str, *, seen: int, editor: Editor) -> None:
        edit_record.delete(dataset, key, seen=seen, editor=editor)

    def done(self) -> str:
        return _("Deleted. What it said is kept, and it can be restored.")


class Restoration(Deletion):
    """GET asks for the reason; POST brings a deleted record back as it was."""

    template = "records/restore.html"

    def write(self, dataset: str, key: str, *, seen: int, editor: Editor) -> None:
        edit_record.restore(dataset, key, seen=seen, editor=editor)

    def done(self) -> str:
        return _("Restored, with what it said last.")


def _maker(request: ViewerRequest, declared: Dataset) -> Maker:
    return Maker(declared, manner_of(request), people.names(viewer=request.viewer))


def _editor(request: ViewerRequest) -> Editor:
    reason = request.POST.get("reason", "")
    return Editor(request.viewer, request.now, reason, manner_of(request))


def _refused(request: ViewerRequest, form: Form, refused: Refused) -> HttpResponse:
    context: dict[str, object] = {"refused": refused.problems}
    return _form(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY, context=context)


def _form(
    request: ViewerRequest,
    form: Form,
    *,
    status: HTTPStatus = HTTPStatus.OK,
    context: dict[str, object] | None = None,
) -> HttpResponse:
    shown = replace(form, reason=request.POST.get("reason", ""))
    overtaken = status is HTTPStatus.CONFLICT and bool(form.key)
    whole = {"form": shown, "overtaken": overtaken, **(context or {})}
    return render(request, "records/edit.html", whole, status=status)
