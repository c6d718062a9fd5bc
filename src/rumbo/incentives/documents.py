"""From a plan's file to a plan, with every fault at once; no database is needed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from rumbo.incentives.reading import cases as case_reading
from rumbo.incentives.reading import numbers
from rumbo.incentives.reading.cursor import Cursor
from rumbo.incentives.reading.scales import check_window, component_of, text_of, word
from rumbo.incentives.reading.shapes import PlanShape
from rumbo.incentives.rules.cases import FailedCase, failed_cases
from rumbo.incentives.rules.plan import Case, Component, Credit, Plan, RoundingRule, Route
from rumbo.incentives.settlement.source import money_field
from rumbo.kernel.calendar import Grain, Period
from rumbo.kernel.document import Document, read_document, validated
from rumbo.kernel.money import Rounding
from rumbo.kernel.problems import Problem, Refused
from rumbo.metrics.rules.metric import Metric, Simple

_Credited = list[tuple[Cursor, Credit]]


@dataclass(frozen=True, slots=True)
class PayingMetric:
    """What a plan must know of a metric: where it counts, whether it is a sum of money."""

    dataset: str
    pays: bool
    currency: str = ""


def paying(metric: Metric) -> PayingMetric:
    """What a plan must know of a metric: only the sum of one money field pays."""
    if not isinstance(metric.body, Simple):
        return PayingMetric("", pays=False)
    body, column = metric.body, money_field(metric.body)
    currency = body.dataset.field(column).currency if column else ""
    return PayingMetric(body.dataset.key, pays=bool(column), currency=currency)


@dataclass(frozen=True, slots=True)
class Known:
    """The names a plan may use: metrics, and the person fields of each dataset."""

    metrics: Mapping[str, PayingMetric]
    people: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """A plan as read; what `drafts` lists must be mended before it may settle anything."""

    plan: Plan
    drafts: tuple[Problem, ...]


def read_plan(text: str, *, file: str, known: Known | None = None) -> PlanDocument:
    """Read one plan; raises Refused with every problem, in the order of the file.

    Names are checked when `known` is given. A plan without cases, or with a failing one, is
    read as a draft.
    """
    document = read_document(text, file=file)
    problems = _faults_of_shape(document)
    plan = _plan(Cursor.top(document, problems), known)
    if problems or plan is None:
        raise Refused(*sorted(set_of(problems), key=lambda each: each.place))
    return PlanDocument(plan, _drafts(document, plan))


def check_plan(text: str, *, file: str, known: Known | None = None) -> tuple[Problem, ...]:
    """Every problem of a plan's file, its cases included; empty when it may settle."""
    try:
        return read_plan(text, file=file, known=known).drafts
    except Refused as refused:
        return refused.problems


def set_of(problems: list[Problem]) -> list[Problem]:
    """The problems, each place and code once."""
    return list({(each.place, each.code): each for each in problems}.values())


def _faults_of_shape(document: Document) -> list[Problem]:
    try:
        validated(document, PlanShape)
    except Refused as refused:
        return list(refused.problems)
    return []


def _plan(node: Cursor, known: Known | None) -> Plan | None:
    valid = _valid(node.get("valid"))
    pays_every = word(node.get("pays-every"), Grain)
    currency = node.get("currency").text
    rounding = _rounding(node.get("rounding"), currency)
    credited = _credits(node.get("credits"), known)
    components = _components(node, currency, valid)
    if pays_every is not None:
        for place, each in components:
            check_window(place, each, pays_every)
    _check_names(components, credited, known, currency=currency)
    found = tuple(each for _, each in components)
    cases = _cases(node, found, currency=currency, valid=valid)
    if valid is None or pays_every is None or rounding is None:
        return None
    return Plan(
        key=node.get("plan").text,
        name=text_of(node.get("name")),
        means=text_of(node.get("means")),
        valid=valid,
        pays_every=pays_every,
        currency=currency,
        rounding=rounding,
        credits=tuple(each for _, each in credited),
        components=found,
        cases=cases,
    )


def _cases(
    node: Cursor, components: tuple[Component, ...], *, currency: str, valid: Period | None
) -> tuple[Case, ...]:
    # With a component missing, every name of a case would look unknown: say that first.
    if len(components) < len(node.get("components").items()):
        return ()
    on = valid.start if valid else date.min
    return case_reading.cases(node.get("cases"), components, currency=currency, on=on)


def _valid(node: Cursor) -> Period | None:
    start, before = numbers.day(node.get("from")), numbers.day(node.get("before"))
    if start is None or before is None:
        return None
    if before <= start:
        node.get("before").wrong("plan.valid.ends-first", start=str(start), before=str(before))
        return None
    return Period(start, before)


def _rounding(node: Cursor, currency: str) -> RoundingRule | None:
    step = numbers.money_reader(currency)(node.get("step"))
    mode = word(node.get("mode"), Rounding) if node.get("mode").text else Rounding.HALF_UP
    if step is not None and step <= 0:
        node.get("step").wrong("plan.rounding.step")
        return None
    return None if step is None or mode is None else RoundingRule(step, mode)


def _credits(node: Cursor, known: Known | None) -> _Credited:
    found = []
    for each in node.items():
        words = each.get("to").text.split()
        if not words:
            continue
        if len(words) == 2 and words[0] == Route.MANAGER:
            route = Route.MANAGER
        elif len(words) == 1:
            route = Route.PERSON
        else:
            each.get("to").wrong("plan.credit.to", value=each.get("to").text[:60])
            continue
        credit = Credit(each.get("from").text, words[-1], route, each.get("as").text)
        _check_field(each.get("to"), credit, known)
        found.append((each, credit))
    return found


def _check_field(node: Cursor, credit: Credit, known: Known | None) -> None:
    if known is None or credit.dataset not in known.people:
        return
    fields = known.people[credit.dataset]
    if credit.field not in fields:
        facts = {"field": credit.field, "dataset": credit.dataset}
        node.wrong("plan.credit.field-unknown", **facts, near=_near(credit.field, fields))


def _components(
    node: Cursor, currency: str, valid: Period | None
) -> list[tuple[Cursor, Component]]:
    seen: set[str] = set()
    found = []
    for each in node.get("components").items():
        key = each.get("id").text
        if key in seen:
            each.get("id").wrong("plan.component.twice", component=key)
        seen.add(key)
        start: date | None = valid.start if valid else None
        component = component_of(each, currency=currency, from_day=start)
        if component is not None:
            found.append((each, component))
    return found


def _check_names(
    components: list[tuple[Cursor, Component]],
    credited: _Credited,
    known: Known | None,
    *,
    currency: str,
) -> None:
    for node, component in components:
        measure, place = component.measure, node.get("measure")
        roles = {credit.role for _, credit in credited}
        if measure.credit and measure.credit not in roles:
            facts = {"role": measure.credit, "near": _near(measure.credit, roles)}
            place.get("credit").wrong("plan.credit.role-unknown", **facts)
        if known is not None:
            _check_metric(place.get("metric"), component, credited=credited, known=known)
            _check_currency(place.get("metric"), component, known=known, currency=currency)


def _check_metric(
    node: Cursor, component: Component, *, credited: _Credited, known: Known
) -> None:
    key = component.measure.metric
    metric = known.metrics.get(key)
    if metric is None:
        node.wrong("plan.metric.unknown", metric=key, near=_near(key, known.metrics))
        return
    if not metric.pays:
        node.wrong("plan.metric.not-payable", metric=key)
    for place, credit in credited:
        if component.measure.credit in ("", credit.role) and credit.dataset != metric.dataset:
            facts = {"dataset": credit.dataset, "metric": key, "counts": metric.dataset}
            place.get("from").wrong("plan.credit.other-dataset", **facts)


def _check_currency(node: Cursor, component: Component, *, known: Known, currency: str) -> None:
    """A currency held in a field of the record is as uncertain as another currency is."""
    metric = known.metrics.get(component.measure.metric)
    if metric is None or not metric.pays or metric.currency in {"", currency}:
        return
    facts = {"currency": currency, "metric": component.measure.metric}
    node.wrong("plan.currency.other", **facts, counts=metric.currency)


def _near(name: str, names: object) -> str:
    found = get_close_matches(name, [str(each) for each in _sorted(names)], n=1)
    return found[0] if found else ""


def _sorted(names: object) -> list[str]:
    return sorted(names) if isinstance(names, (set, frozenset, Mapping)) else []


def _drafts(document: Document, plan: Plan) -> tuple[Problem, ...]:
    if not plan.cases:
        return (Problem("plan.cases.missing", document.place("plan"), {"plan": plan.key}),)
    return tuple(_failed(document, plan, each) for each in failed_cases(plan))


def _failed(document: Document, plan: Plan, failed: FailedCase) -> Problem:
    place = document.place("cases", failed.index, "pays", failed.component)
    says = plan.cases[failed.index].says.en
    facts = {"component": failed.component, "case": str(failed.index + 1), "says": says}
    expected, actual = str(failed.expected), str(failed.actual)
    return Problem("plan.case.fails", place, {**facts, "expected": expected, "actual": actual})
