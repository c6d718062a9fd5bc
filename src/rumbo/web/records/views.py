"""What sources said: datasets, their records, and every version of one record."""

from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_GET

from rumbo.flows.what_moved import what_moved
from rumbo.people import queries as people
from rumbo.people.access import NotVisible, require
from rumbo.people.rules.roles import Right
from rumbo.pushes import queries as pushes
from rumbo.records import deletions, histories, queries
from rumbo.records.datasets import UnknownDataset
from rumbo.records.health import health
from rumbo.web.as_of.middleware import asks_the_past
from rumbo.web.records.listing import Listing, listing
from rumbo.web.records.story import story
from rumbo.web.requests import ViewerRequest, page_of
from rumbo.web.screens import screen

PAGE_SIZE = 50
DELETED = "deleted"
LONGEST_SEARCH = 80
LAST_PAGE = 1_000_000


@asks_the_past
@require_GET
def datasets(request: ViewerRequest) -> HttpResponse:
    """Every dataset: what it means, how much it holds, how recent it is."""
    found = queries.freshness(visible=request.viewer.visible, position=request.position)
    return screen(request, "records/datasets", {"found": found})


@require_GET
def data_health(request: ViewerRequest) -> HttpResponse:
    """Every source of every dataset: what is late, refused or unmatched. It is about now."""
    require(request.viewer, Right.IMPORT_RECORDS)
    found = health(visible=request.viewer.visible)
    late = [each for each in found if each.is_stale(request.today)]
    silent = [each for each in found if each.problem]
    return screen(request, "records/health", {"found": found, "late": late, "silent": silent})


@asks_the_past
@require_GET
def records(request: ViewerRequest, dataset: str) -> HttpResponse:
    """The records of a dataset, latest first; `?q=` keeps those that contain a text.

    `?show=deleted` lists those that were deleted, as they were last.
    """
    wanted = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    gone = request.GET.get("show") == DELETED
    read = deletions.deleted if gone else queries.records
    try:
        page = read(
            dataset,
            visible=request.viewer.visible,
            page=min(page_of(request), LAST_PAGE),
            size=PAGE_SIZE,
            containing=wanted,
            position=request.position,
        )
    except UnknownDataset as error:
        raise NotVisible(dataset) from error
    names = people.names(viewer=request.viewer)
    found = listing(page, names=names, position=request.position)
    context = {
        "page": found,
        "q": wanted,
        "gone": gone,
        "links": _links(request, found),
        "may_edit": _may_edit(request),
    }
    return screen(request, "records/records", context)


@asks_the_past
@require_GET
def record(request: ViewerRequest, dataset: str, key: str) -> HttpResponse:
    """One record as it is, and as it was: who or what brought each version, and the changes."""
    try:
        history = histories.record(
            dataset, key, visible=request.viewer.visible, position=request.position
        )
    except UnknownDataset as error:
        raise NotVisible(dataset) from error
    if history is None:
        raise NotVisible(key)
    names = people.names(viewer=request.viewer)
    may_import = request.viewer.may(Right.IMPORT_RECORDS)
    events = pushes.events_of(dataset, key, viewer=request.viewer) if may_import else {}
    found = story(history, names=names, events=events, position=request.position)
    context = {
        "story": found,
        "may_edit": _may_edit(request),
        "may_erase": _may_erase(request),
        "may_import": may_import,
    }
    return screen(request, "records/record", context)


def _may_edit(request: ViewerRequest) -> bool:
    """The past is only to be looked at."""
    return request.viewer.may(Right.EDIT_RECORDS) and request.position is None


def _may_erase(request: ViewerRequest) -> bool:
    """What is erased is erased at every moment: it is done where one stands in the present."""
    return request.viewer.may(Right.ERASE_PEOPLE) and request.position is None


@require_GET
def moved(request: ViewerRequest, dataset: str, *, position: int, key: str) -> HttpResponse:
    """What one version of a record moved: every figure before and after."""
    effects = what_moved(
        dataset, key, position=position, viewer=request.viewer, today=request.today
    )
    context = {
        "effects": effects,
        "dataset": dataset,
        "key": key,
        "names": people.names(viewer=request.viewer),
    }
    return screen(request, "records/moved", context)


def _links(request: ViewerRequest, found: Listing) -> dict[str, str]:
    """The addresses of the page before and after, where there is one."""
    wanted = {"earlier": found.page - 1, "later": found.page + 1}
    return {
        name: _with(request.GET, page=number)
        for name, number in wanted.items()
        if 1 <= number <= found.pages
    }


def _with(asked: QueryDict, *, page: int) -> str:
    changed = asked.copy()
    changed["page"] = str(page)
    return f"?{changed.urlencode()}"
