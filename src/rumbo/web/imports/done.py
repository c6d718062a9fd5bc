"""What was imported: the list, one import with the rows it refused, and those as a file."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rumbo.flows.uploads import LARGEST
from rumbo.history.actors import Actor
from rumbo.people import queries as people
from rumbo.people.access import NotVisible, require
from rumbo.people.rules.roles import Right
from rumbo.records import queries
from rumbo.records.datasets import datasets
from rumbo.records.rules.dataset import Dataset
from rumbo.records.rules.rows import RejectedRow
from rumbo.records.values import ImportRow
from rumbo.web.imports.cells import neutral
from rumbo.web.requests import ViewerRequest
from rumbo.web.screens import screen
from rumbo.wording.problems import sentence

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """An import with the name of who asked for it; empty for a part of the system."""

    row: ImportRow
    by: Actor
    name: str
    dataset: Dataset | None


@require_GET
def imports(request: ViewerRequest) -> HttpResponse:
    """Bring a file, and the files that were brought before."""
    require(request.viewer, Right.IMPORT_RECORDS)
    return screen(request, "imports/imports", listed(request))


def listed(request: ViewerRequest) -> dict[str, object]:
    """The context of the list of imports."""
    rows = queries.imports(visible=request.viewer.visible)
    found = tuple(_listed(rows, request))
    return {"imports": found, "limit": LARGEST // 1_000_000}


def _listed(rows: Iterable[ImportRow], request: ViewerRequest) -> Iterator[Listed]:
    names = people.names(viewer=request.viewer)
    declared = {each.key: each for each in datasets()}
    for row in rows:
        by = Actor.parse(row.by)
        name = names.get(by.key, "") if by.kind == "person" else ""
        yield Listed(row, by, name, declared.get(row.dataset))


@require_GET
def result(request: ViewerRequest, number: int) -> HttpResponse:
    """What came of one import."""
    row = _found(request, number)
    rejected = queries.rejections(number, visible=request.viewer.visible)
    context = {
        "listed": next(_listed([row], request)),
        "rejected": rejected[:SHOWN],
        "left_out": row.rejected - len(rejected[:SHOWN]),
        "waiting": queries.unmatched(visible=request.viewer.visible),
        "may_match": request.viewer.may(Right.MATCH_PEOPLE),
    }
    return screen(request, "imports/result", context)


@require_GET
def rejected(request: ViewerRequest, number: int) -> HttpResponse:
    """The rows that did not go in, as CSV; no cell of it runs as a formula."""
    row = _found(request, number)
    rows = queries.rejections(number, visible=request.viewer.visible)
    response = HttpResponse(_csv(rows, request.locale), content_type="text/csv; charset=utf-8")
    stem = "".join(c for c in row.file_name.rpartition(".")[0] if c.isalnum() or c in "-_")
    name = f"rejected-{stem or number}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _csv(rows: Iterable[RejectedRow], locale: str) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        [_("Line"), _("Column"), _("Value"), _("What is wrong"), _("What mends it")]
    )
    for each in rows:
        words = sentence(each.problem, locale)
        cells = (each.column, each.value, words.what, words.remedy)
        writer.writerow([each.line, *map(neutral, cells)])
    # With the mark, a spreadsheet reads the accents right.
    return "\ufeff" + text.getvalue()


def _found(request: ViewerRequest, number: int) -> ImportRow:
    require(request.viewer, Right.IMPORT_RECORDS)
    row = queries.one_import(number, visible=request.viewer.visible)
    if row is None:
        raise NotVisible(str(number))
    return row
