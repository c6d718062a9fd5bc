"""From a plan's file to a plan, with every fault at once; no database is needed."""

from dataclasses import dataclass
from datetime import date

from rumbo.incentives.reading import cases as case_reading
from rumbo.incentives.reading import numbers
from rumbo.incentives.reading.cursor import Cursor
from rumbo.incentives.reading.names import (
    Credits,
    Known,
    PayingMetric,
    check_names,
    paying,
)
from rumbo.incentives.reading.scales import check_window, component_of, text_of, word
from rumbo.incentives.reading.shapes import PlanShape
from rumbo.incentives.rules.cases import FailedCase, failed_cases
from rumbo.incentives.rules.plan import Case, Component, Credit, Plan, RoundingRule, Route
from rumbo.kernel.calendar import Grain, Period
from rumbo.kernel.document import Document, read_document, validated
from rumbo.kernel.money import Rounding
from rumbo.kernel.problems import Problem, Refused

__all__ = ["Known", "PayingMetric", "PlanDocument", "check_plan", "paying", "read_plan"]


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
    credited = _credits(node.get("credits"))
    components = _components(node, currency, valid)
    if pays_every is not None:
        for place, each in components:
            check_window(place, each, pays_every)
    check_names(node, credited, known)
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


def _credits(node: Cursor) -> Credits:
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
        found.append((each, credit))
    return found


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
