"""Run the cases of a plan without any database."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rumbo.incentives.rules.plan import Case, Component, Plan
from rumbo.incentives.rules.reference import Credited, Payee, lines_of
from rumbo.kernel.money import from_minor


@dataclass(frozen=True, slots=True)
class FailedCase:
    """A case that pays something else than it says; `index` counts from 0 in the file."""

    index: int
    component: str
    expected: Decimal
    actual: Decimal


def failed_cases(plan: Plan) -> tuple[FailedCase, ...]:
    """Every component of every case that does not pay what the case says."""
    return tuple(_failed(plan))


def _failed(plan: Plan) -> Iterator[FailedCase]:
    for index, case in enumerate(plan.cases):
        for key, expected in case.pays.items():
            actual = paid(plan, plan.component(key), case)
            if actual != expected:
                yield FailedCase(index, key, expected, actual)


def paid(plan: Plan, component: Component, case: Case) -> Decimal:
    """What a component pays for the inputs of a case, in major units."""
    seat = plan.credits_of(component)[0][0]
    values = case.given.get(component.measure.metric, ())
    records = [
        Credited(day=case.on, record=f"{place:06}", seat=seat, version=0, value=value)
        for place, value in enumerate(values, start=1)
    ]
    payee = Payee("someone", case.target)
    lines = lines_of(plan, component, payee=payee, records=records)
    return from_minor(sum(line.amount for line in lines), plan.currency)
