"""What was imported: the list, one import with the rows it refused, and those as a file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from rumbo.flows.reject_list import reject_list
from rumbo.flows.uploads import LARGEST
from rumbo.history.actors import Actor
from rumbo.people import queries as people
from rumbo.people.access import NotVisible, require
from rumbo.people.rules.roles import Right
from rumbo.records import datasets as datasets_of
from rumbo.records import queries
from rumbo.records.rules.dataset import Dataset
from rumbo.records.rules.mapping import Mapping
from rumbo.records.values import ImportRow
from rumbo.web.requests import ViewerRequest
from rumbo.web.screens import screen

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
    declared = {each.key: each for each in datasets_of.datasets()}
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
    mapping = _mapping_of(row)
    content = reject_list(rows, columns=row.columns, language=request.locale, mapping=mapping)
    encoding = mapping.encoding if mapping else "utf-8"
    response = HttpResponse(content, content_type=f"text/csv; charset={encoding}")
    stem = "".join(c for c in row.file_name.rpartition(".")[0] if c.isalnum() or c in "-_")
    name = f"rejected-{stem or number}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _mapping_of(row: ImportRow) -> Mapping | None:
    """The mapping that the mended file will come back through."""
    try:
        return datasets_of.mapping(row.mapping)
    except datasets_of.UnknownMapping:
        return None


def _found(request: ViewerRequest, number: int) -> ImportRow:
    require(request.viewer, Right.IMPORT_RECORDS)
    row = queries.one_import(number, visible=request.viewer.visible)
    if row is None:
        raise NotVisible(str(number))
    return row
