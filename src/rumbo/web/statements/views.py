"""Statements one may see, one statement with its lines, and one line with its reasons."""

from collections.abc import Iterator
from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rumbo.incentives import queries
from rumbo.incentives.values import LineView, PlanTotal
from rumbo.kernel.calendar import Grain, Period
from rumbo.metrics import queries as metrics
from rumbo.metrics.values import Coverage
from rumbo.people import queries as people
from rumbo.people.access import NotVisible
from rumbo.web.as_of.middleware import asks_the_past
from rumbo.web.csv_cells import lines as csv_lines
from rumbo.web.periods import Choice, choices, chosen
from rumbo.web.requests import ViewerRequest, language_of, page_of
from rumbo.web.screens import screen
from rumbo.wording.lines import sentence

PAGE_SIZE = 50


@asks_the_past
@require_GET
def statements(request: ViewerRequest) -> HttpResponse:
    """The statements of a period that the reader may see; their own come first."""
    period = chosen(request, Grain.QUARTER)
    found = queries.statements(
        viewer=request.viewer, period=period.period, position=request.position
    )
    context = {
        "mine": [each for each in found if each.payee.key == request.viewer.key],
        "others": [each for each in found if each.payee.key != request.viewer.key],
        "totals": _totals(request, period.period),
        "choice": Choice(period, choices(people.periods(Grain.QUARTER), request.today)),
    }
    return screen(request, "statements/statements", context)


def _totals(request: ViewerRequest, period: Period) -> tuple[PlanTotal, ...]:
    """What each plan costs, for those who may know; for the others there is no such figure."""
    try:
        return queries.totals(viewer=request.viewer, period=period, position=request.position)
    except NotVisible:
        return ()


@asks_the_past
@require_GET
def statement(request: ViewerRequest, *, plan: str, payee: str, period: str) -> HttpResponse:
    """One statement: the total, how it is put together, and a page of its lines."""
    dates = people.period(period)
    find = request.GET.get("find", "").strip()[:80]
    context = {
        "statement": queries.statement(
            plan, payee=payee, period=dates, viewer=request.viewer, position=request.position
        ),
        "page": queries.statement_lines(
            plan,
            payee=payee,
            period=dates,
            viewer=request.viewer,
            page=page_of(request),
            size=PAGE_SIZE,
            find=find,
            position=request.position,
        ),
        "coverage": _coverage(request, plan),
        "find": find,
        "named": period,
        "choice": _choice(request, dates),
    }
    return screen(request, "statements/statement", context)


def _coverage(request: ViewerRequest, plan: str) -> Coverage | None:
    """How fresh the records are that a plan pays on: those of its least fresh metric."""
    viewer, position = request.viewer, request.position
    plans = queries.plans(viewer=viewer, position=position)
    paid = {c.metric for each in plans if each.key == plan for c in each.components}
    found = [
        metrics.coverage(each, visible=viewer.visible, position=position)
        for each in sorted(paid)
    ]
    return min(found, key=lambda each: each.fresh_through or date.max, default=None)


def _choice(request: ViewerRequest, dates: Period) -> Choice:
    shown = people.named_period(dates.start, Grain.QUARTER)
    return Choice(shown, choices(people.periods(Grain.QUARTER), request.today))


@asks_the_past
@require_GET
def line(
    request: ViewerRequest, *, plan: str, payee: str, period: str, number: int
) -> HttpResponse:
    """One line: its sentence, its arithmetic, and the record it pays on."""
    found = queries.line(
        plan,
        payee=payee,
        period=people.period(period),
        number=number,
        viewer=request.viewer,
        position=request.position,
    )
    context = {"line": found, "sentence": _sentence(request, found)}
    return screen(request, "statements/line", context)


def _sentence(request: ViewerRequest, found: LineView) -> str:
    return sentence(found, language=language_of(request.locale), locale=request.locale)


@asks_the_past
@require_GET
def download(request: ViewerRequest, *, plan: str, payee: str, period: str) -> HttpResponse:
    """Every line as CSV, in the order of the statement, with the sentence of each."""
    rows = list(_rows(request, plan=plan, payee=payee, period=people.period(period)))
    response = HttpResponse(
        "".join(csv_lines(_header(), rows)), content_type="text/csv; charset=utf-8"
    )
    name = f"{plan}-{payee}-{period}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _header() -> tuple[str, ...]:
    return (
        _("Line"),
        _("Date"),
        _("Record"),
        _("Component"),
        _("Base"),
        _("Rate"),
        _("Total before"),
        _("Total after"),
        _("Currency"),
        _("Amount"),
        _("Sentence"),
    )


def _rows(
    request: ViewerRequest, *, plan: str, payee: str, period: Period
) -> Iterator[tuple[object, ...]]:
    page = pages = 1
    while page <= pages:
        found = queries.statement_lines(
            plan,
            payee=payee,
            period=period,
            viewer=request.viewer,
            page=page,
            size=1000,
            position=request.position,
        )
        for each in found.lines:
            yield _row(request, each)
        page, pages = page + 1, found.pages


def _row(request: ViewerRequest, each: LineView) -> tuple[object, ...]:
    return (
        each.number,
        each.day.isoformat(),
        each.record,
        each.component_name.in_language(request.locale),
        each.base,
        each.rate,
        each.start,
        each.end,
        each.currency,
        each.amount,
        _sentence(request, each),
    )
