"""Statements, runs and totals, for one reader; whoever may not see gets NotVisible."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from rumbo.incentives import catalogue
from rumbo.incentives.drafts import Drawn, drawn, drawn_from, live_summaries
from rumbo.incentives.models import PlanVersion, Run
from rumbo.incentives.payouts import paying_in, settling_on
from rumbo.incentives.reading.names import paying
from rumbo.incentives.rules.line import Line, LineKind
from rumbo.incentives.running import Summary, closed_with, run_named
from rumbo.incentives.showing import NamedPeriod, amount_of, component_totals, line_view
from rumbo.incentives.values import (
    ComponentView,
    LinePage,
    LineView,
    PlanTotal,
    PlanView,
    RunView,
    Statement,
    StatementRow,
)
from rumbo.incentives.viewing import names, period_name, person, run_view
from rumbo.kernel.calendar import Period
from rumbo.kernel.money import from_minor
from rumbo.kernel.problems import Refused
from rumbo.metrics.rules.metric import Metric
from rumbo.people import queries as people
from rumbo.people.access import NotVisible
from rumbo.people.values import PersonRef, Viewer

EXECUTIVE = "executive"


def plans(
    *,
    viewer: Viewer,  # noqa: ARG001 - every read names its reader
    position: int | None = None,
) -> tuple[PlanView, ...]:
    """Every plan as declared last; how pay is reckoned is no secret, only whose it is."""
    return tuple(_plan_view(each) for each in catalogue.all_latest(position=position))


def unpayable(metric: Metric, *, viewer: Viewer) -> tuple[str, ...]:
    """The keys of the plans that pay by this metric and could not, if it were defined so."""
    using = [
        each.key
        for each in plans(viewer=viewer)
        if any(component.metric == metric.key for component in each.components)
    ]
    return () if paying(metric).pays else tuple(using)


def payout_period(plan: str, *, day: date, viewer: Viewer) -> Period:  # noqa: ARG001
    """The payout period of a plan around a day; raises UnknownPeriod outside the calendar."""
    found = _version(plan)
    grain = catalogue.document_of(found).plan.pays_every
    return people.named_period(day, grain).period


def statement(
    plan: str, *, payee: str, period: Period, viewer: Viewer, position: int | None = None
) -> Statement:
    """What one person earns in a period: as closed, or else as it stands right now.

    With a position, as it stood then.
    """
    found = _drawn(plan, payee=payee, period=period, viewer=viewer, position=position)
    return _statement(found, payee, period)


def statement_of_run(run: str, *, payee: str, viewer: Viewer) -> Statement:
    """A statement as one run sealed it, preview or closed."""
    _must_see(payee, viewer)
    found = run_named(run)
    period = Period(found.start, found.before)
    return _statement(drawn_from(found, payee=payee), payee, period)


def statements_on(
    day: date, *, payee: str, viewer: Viewer, position: int | None = None
) -> tuple[Statement, ...]:
    """Every plan under which a person has lines in the payout period around a day."""
    _must_see(payee, viewer)
    found = [
        (drawn(version, payee=payee, period=period, position=position), period)
        for version, period in settling_on(day, position=position)
    ]
    return tuple(_statement(lines, payee, period) for lines, period in found if lines.lines)


def statement_lines(  # noqa: PLR0913 - a page is asked for by all of these
    plan: str,
    *,
    payee: str,
    period: Period,
    viewer: Viewer,
    page: int = 1,
    size: int = 50,
    find: str = "",
    position: int | None = None,
) -> LinePage:
    """Lines of a statement, in order; `find` keeps those whose record, date or kind has it."""
    found = _drawn(plan, payee=payee, period=period, viewer=viewer, position=position)
    kept = [line for line in found.lines if _matches(line, find.strip().casefold())]
    pages = max(1, -(-len(kept) // size))
    page = min(max(1, page), pages)
    shown = kept[(page - 1) * size : page * size]
    named = NamedPeriod(period, period_name(period))
    views = tuple(line_view(found, line, period=named) for line in shown)
    return LinePage(views, page, pages, len(kept))


def line(
    plan: str,
    *,
    payee: str,
    period: Period,
    number: int,
    viewer: Viewer,
    position: int | None = None,
) -> LineView:
    """One line of a statement by its number; raises NotVisible when it has none such."""
    found = _drawn(plan, payee=payee, period=period, viewer=viewer, position=position)
    for each in found.lines:
        if each.number == number:
            named = NamedPeriod(period, period_name(period))
            return line_view(found, each, period=named)
    raise NotVisible(f"line {number} of {plan}")


def statements(
    *, viewer: Viewer, period: Period, plan: str | None = None, position: int | None = None
) -> tuple[StatementRow, ...]:
    """The statements of a period that the viewer may see, by plan, most first."""
    rows = [
        row
        for version in paying_in(period, position=position)
        if plan in {None, version.key}
        for row in _statement_rows(version, period, viewer, position=position)
    ]
    return tuple(sorted(rows, key=lambda row: (row.plan, -row.total, row.payee.key)))


def totals(
    *, viewer: Viewer, period: Period, position: int | None = None
) -> tuple[PlanTotal, ...]:
    """What each plan comes to in a period, without saying for whom."""
    if viewer.pay_of is not None and EXECUTIVE not in viewer.roles:
        raise NotVisible("totals of pay")
    paying = paying_in(period, position=position)
    return tuple(_plan_total(each, period, position=position) for each in paying)


def run(key: str, *, viewer: Viewer) -> RunView:
    """A run with all its payouts, for those who see everyone's pay."""
    _must_see_all(viewer)
    return run_view(run_named(key))


def runs(plan: str, *, viewer: Viewer) -> tuple[RunView, ...]:
    """Every run of a plan, the latest first, for those who see everyone's pay."""
    _must_see_all(viewer)
    rows = Run.objects.filter(plan=plan).select_related("plan_version").order_by("-id")
    return tuple(run_view(each) for each in rows)


def _version(plan: str) -> PlanVersion:
    try:
        return catalogue.latest(plan)
    except Refused as refused:
        raise NotVisible(plan) from refused


def _must_see(payee: str, viewer: Viewer) -> None:
    if not viewer.may_see_pay_of(payee):
        raise NotVisible(payee)
    person(payee)


def _must_see_all(viewer: Viewer) -> None:
    if viewer.pay_of is not None:
        raise NotVisible("runs")


def _drawn(
    plan: str, *, payee: str, period: Period, viewer: Viewer, position: int | None
) -> Drawn:
    _must_see(payee, viewer)
    for version in paying_in(period, position=position):
        if version.key == plan:
            return drawn(version, payee=payee, period=period, position=position)
    raise NotVisible(f"{plan} in {period}")


def _statement(found: Drawn, payee: str, period: Period) -> Statement:
    plan, lines = found.plan, found.lines
    adjusted = [each for each in lines if each.kind is LineKind.ADJUSTMENT]
    earned = [each for each in lines if each.kind is LineKind.EARNING]
    return Statement(
        plan=plan.key,
        plan_name=plan.name,
        plan_means=plan.means,
        payee=person(payee),
        period=period,
        period_name=period_name(period),
        state=found.state,
        run=found.run,
        position=found.position,
        currency=plan.currency,
        total=amount_of(lines, plan.currency),
        earned=amount_of(earned, plan.currency),
        adjustments=amount_of(adjusted, plan.currency),
        forgone=sum(each.kind is LineKind.FORGONE for each in lines),
        lines=len(lines),
        components=component_totals(found),
        rounding_step=from_minor(plan.rounding.step, plan.currency),
        rounding_mode=plan.rounding.mode,
    )


def _matches(line: Line, wanted: str) -> bool:
    if not wanted:
        return True
    return any(wanted in each.casefold() for each in (line.record, str(line.day), line.kind))


def _statement_rows(
    version: PlanVersion, period: Period, viewer: Viewer, *, position: int | None
) -> Iterable[StatementRow]:
    state, found = _summaries(version, period, position)
    plan = catalogue.document_of(version).plan
    amounts: dict[str, list[Summary]] = defaultdict(list)
    for each in found:
        if viewer.may_see_pay_of(each.payee):
            amounts[each.payee].append(each)
    named, of_period = names(), period_name(period)
    for payee, parts in amounts.items():
        yield StatementRow(
            plan=plan.key,
            plan_name=plan.name,
            payee=PersonRef(payee, named.get(payee, payee)),
            period=period,
            period_name=of_period,
            state=state,
            total=from_minor(sum(each.amount for each in parts), plan.currency),
            currency=plan.currency,
            lines=sum(each.lines for each in parts),
        )


def _summaries(
    version: PlanVersion, period: Period, position: int | None
) -> tuple[str, tuple[Summary, ...]]:
    closed = closed_with(version.key, period, position=position)
    if closed is None:
        return "draft", live_summaries(version, period, position=position)
    rows = closed.summaries.values_list("payee_id", "component", "kind", "lines", "amount")
    return "closed", tuple(Summary(*row) for row in rows)


def _plan_total(version: PlanVersion, period: Period, *, position: int | None) -> PlanTotal:
    state, found = _summaries(version, period, position)
    plan = catalogue.document_of(version).plan
    return PlanTotal(
        plan=plan.key,
        plan_name=plan.name,
        state=state,
        total=from_minor(sum(each.amount for each in found), plan.currency),
        currency=plan.currency,
        payees=len({each.payee for each in found}),
    )


def _plan_view(version: PlanVersion) -> PlanView:
    document = catalogue.document_of(version)
    plan = document.plan
    return PlanView(
        key=plan.key,
        name=plan.name,
        means=plan.means,
        pays_every=plan.pays_every,
        currency=plan.currency,
        version=version.version,
        components=tuple(
            ComponentView(each.key, each.kind, each.name, each.measure.metric)
            for each in plan.components
        ),
        draft=document.drafts,
    )
