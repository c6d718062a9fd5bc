"""Where a figure comes from: its sentence, its records, its SQL and its versions."""

from datetime import date

from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_GET

from rumbo.kernel.calendar import Grain, Period
from rumbo.kernel.problems import Refused
from rumbo.metrics import queries
from rumbo.people import queries as people
from rumbo.people.access import NotVisible
from rumbo.records.datasets import datasets
from rumbo.web.as_of.middleware import asks_the_past
from rumbo.web.requests import ViewerRequest, page_of
from rumbo.web.screens import screen
from rumbo.wording.metrics import explained

PAGE_SIZE = 25


@asks_the_past
@require_GET
def explain(request: ViewerRequest, metric: str) -> HttpResponse:
    """The evidence for `?from=&before=` (or a fiscal `?period=`), narrowed by scope."""
    question = _question(request, metric)
    try:
        found = queries.explain(
            question, visible=request.viewer.visible, page=page_of(request), size=PAGE_SIZE
        )
    except Refused as error:
        raise NotVisible(metric) from error
    context = {
        "found": found,
        "question": question,
        "sentence": explained(found.phrases, request.locale),
        "names": people.names(viewer=request.viewer),
        "datasets": {each.key: each for each in datasets(position=request.position)},
        "links": _links(request.GET, page=found.page, pages=found.pages),
    }
    return screen(request, "explain/explain", context)


def _question(request: ViewerRequest, metric: str) -> queries.Question:
    asked = request.GET
    scope = queries.Scope(
        person=asked.get("person") or None,
        team=asked.get("team") or None,
        manager=asked.get("manager") or None,
        dimensions={asked["field"]: asked.get("value", "")} if "field" in asked else {},
    )
    return queries.Question(
        metric,
        _period(request),
        scope=scope,
        position=request.position,
        where=asked.get("where"),
    )


def _period(request: ViewerRequest) -> Period:
    asked = request.GET
    try:
        return Period(
            date.fromisoformat(asked.get("from", "")),
            date.fromisoformat(asked.get("before", "")),
        )
    except ValueError:
        name = asked.get("period")
        if name:
            return people.period(name)
        return people.named_period(request.today, Grain.QUARTER).period


def _links(asked: QueryDict, *, page: int, pages: int) -> dict[str, str]:
    """The addresses of the page before and after, where there is one."""
    wanted = {"earlier": page - 1, "later": page + 1}
    return {
        name: _with(asked, page=number)
        for name, number in wanted.items()
        if 1 <= number <= pages
    }


def _with(asked: QueryDict, *, page: int) -> str:
    changed = asked.copy()
    changed["page"] = str(page)
    return f"?{changed.urlencode()}"
