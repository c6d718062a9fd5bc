"""Check the names that a plan uses against the metrics and datasets there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from rumbo.incentives.reading.cursor import Cursor
from rumbo.incentives.rules.plan import Credit
from rumbo.incentives.settlement.source import money_field
from rumbo.metrics.rules.metric import Metric, Simple

Credits = list[tuple[Cursor, Credit]]


@dataclass(frozen=True, slots=True)
class PayingMetric:
    """What a plan must know of a metric: where it counts, whether it is a sum of money."""

    dataset: str
    pays: bool
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """The names a plan may use: metrics, and the person fields of each dataset."""

    metrics: Mapping[str, PayingMetric]
    people: Mapping[str, frozenset[str]]


def paying(metric: Metric) -> PayingMetric:
    """What a plan must know of a metric: only the sum of one money field pays."""
    if not isinstance(metric.body, Simple):
        return PayingMetric("", pays=False)
    body, column = metric.body, money_field(metric.body)
    currency = body.dataset.field(column).currency if column else ""
    return PayingMetric(body.dataset.key, pays=bool(column), currency=currency)


def check_names(node: Cursor, credited: Credits, known: Known | None) -> None:
    """Every name of a plan, whatever else is wrong with it; `known` None checks roles only."""
    roles = {credit.role for _, credit in credited}
    for component in node.get("components").items():
        measure = component.get("measure")
        role = measure.get("credit").text
        if role and role not in roles:
            facts = {"role": role, "near": _near(role, roles)}
            measure.get("credit").wrong("plan.credit.role-unknown", **facts)
        if known is not None and measure.get("metric").text:
            _check_metric(measure, credited, known, currency=node.get("currency").text)
    if known is not None:
        _check_fields(credited, known)


def _check_fields(credited: Credits, known: Known) -> None:
    for node, credit in credited:
        fields = known.people.get(credit.dataset)
        if fields is not None and credit.field not in fields:
            facts = {"field": credit.field, "dataset": credit.dataset}
            near = _near(credit.field, fields)
            node.get("to").wrong("plan.credit.field-unknown", **facts, near=near)


def _check_metric(measure: Cursor, credited: Credits, known: Known, *, currency: str) -> None:
    node = measure.get("metric")
    metric = known.metrics.get(node.text)
    if metric is None:
        node.wrong(
            "plan.metric.unknown", metric=node.text, near=_near(node.text, known.metrics)
        )
        return
    if not metric.pays:
        node.wrong("plan.metric.not-payable", metric=node.text)
        return
    # A currency held in a field of the record is as uncertain as another currency is.
    if metric.currency not in {"", currency}:
        facts = {"currency": currency, "metric": node.text, "counts": metric.currency}
        node.wrong("plan.currency.other", **facts)
    for place, credit in credited:
        counts = measure.get("credit").text in {"", credit.role}
        if counts and credit.dataset != metric.dataset:
            facts = {"metric": node.text, "counts": metric.dataset, "dataset": credit.dataset}
            place.get("from").wrong("plan.credit.other-dataset", **facts)


def _near(name: str, names: Iterable[str]) -> str:
    found = get_close_matches(name, sorted(names), n=1)
    return found[0] if found else ""
