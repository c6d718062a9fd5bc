"""Read the cases of a plan: inputs by name, and the exact pay of each component."""

from datetime import date
from difflib import get_close_matches

from rumbo.incentives.reading.cursor import Cursor
from rumbo.incentives.reading.numbers import Reader, day, money_reader
from rumbo.incentives.reading.scales import text_of
from rumbo.incentives.rules.plan import Case, Component
from rumbo.kernel.money import from_minor

QUOTA = "quota"
ON = "on"


def cases(
    node: Cursor, components: tuple[Component, ...], *, currency: str, on: date
) -> tuple[Case, ...]:
    """The cases; names that no component knows, and cases that pay nothing, are problems.

    A case happens on the day it names with `on`, or else on the first day of the plan.
    """
    found = []
    for each in node.items():
        _check_case(each, components)
        found.append(_case(each, components, currency=currency, on=on))
    return tuple(found)


def _check_case(node: Cursor, components: tuple[Component, ...]) -> None:
    given, pays = node.get("given"), node.get("pays")
    _check_keys(given, {*_metrics(components), *_targets(components), ON}, "given")
    _check_keys(pays, {each.key for each in components}, "pays")
    if pays.tree == {}:
        pays.wrong("plan.case.pays-nothing")


def _metrics(components: tuple[Component, ...]) -> set[str]:
    return {each.measure.metric for each in components}


def _targets(components: tuple[Component, ...]) -> set[str]:
    return {QUOTA} if any(each.measure.against_target for each in components) else set()


def _case(node: Cursor, components: tuple[Component, ...], *, currency: str, on: date) -> Case:
    given, pays, read = node.get("given"), node.get("pays"), money_reader(currency)
    quota = given.get(QUOTA)
    amounts = {each.key: read(pays.get(each.key)) for each in components}
    return Case(
        says=text_of(node.get("says")),
        on=day(given.get(ON)) or on,
        given={key: _values(given.get(key), read) for key in _metrics(components)},
        target=read(quota) if _targets(components) and quota.text else None,
        pays={key: from_minor(it, currency) for key, it in amounts.items() if it is not None},
    )


def _values(node: Cursor, read: Reader) -> tuple[int, ...]:
    """One amount, or several that come one after the other."""
    nodes = node.items() if isinstance(node.tree, list) else (node,)
    return tuple(value for each in nodes if (value := read(each)) is not None)


def _check_keys(node: Cursor, names: set[str], part: str) -> None:
    for key, each in node.pairs():
        if key not in names:
            near = get_close_matches(key, sorted(names), n=1)
            each.wrong(f"plan.case.unknown-{part}", name=key, near=near[0] if near else "")
