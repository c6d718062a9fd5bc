"""A measure as written: `count`, `sum(amount)`, `share(stage = 'Won')`."""

import difflib
import re
from dataclasses import dataclass, replace
from decimal import Decimal

from rumbo.kernel.expressions import Expression, Type, parse, typed
from rumbo.kernel.expressions.nodes import Name, Percent
from rumbo.kernel.expressions.scanning import shifted
from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.metrics.rules.fields import types_of
from rumbo.metrics.rules.metric import Aggregate
from rumbo.records.rules.dataset import Dataset

_FORM = re.compile(r"\s*([a-z][a-z-]*)\s*(?:\((.*)\))?\s*", re.DOTALL)
_AMOUNTS = frozenset({Type.MONEY, Type.NUMBER, Type.PERCENT})


@dataclass(frozen=True, slots=True)
class Measure:
    """How records become a figure, of what, and the type of that figure's parts."""

    aggregate: Aggregate
    of: Expression | None
    type: Type
    text: str = ""
    rank: Decimal | None = None


def read_measure(text: str, *, place: Place, dataset: Dataset) -> Measure:
    """Read and check a measure against the fields of its dataset; raises Refused."""
    found = _FORM.fullmatch(text)
    if found is None or found[1] not in list(Aggregate):
        raise Refused(_unknown(text, place))
    aggregate, inside = Aggregate(found[1]), found[2]
    if (inside is None) is not (aggregate is Aggregate.COUNT):
        raise Refused(Problem("metric.measure.argument", place, {"measure": aggregate.value}))
    if inside is None:
        return Measure(aggregate, None, Type.NUMBER)
    rank = None
    if aggregate is Aggregate.PERCENTILE:
        inside, rank = _ranked(inside, place=shifted(place, text, found.start(2)))
    of = parse(inside, place=shifted(place, text, found.start(2)))
    return replace(_checked(aggregate, of, dataset=dataset), text=inside, rank=rank)


def _ranked(inside: str, *, place: Place) -> tuple[str, Decimal]:
    """`amount, 90%` as its two parts; the percentage is written, never computed."""
    of, comma, last = inside.rpartition(",")
    if comma and last.strip():
        written = parse(last, place=shifted(place, inside, len(of) + 1))
        if isinstance(written, Percent) and 0 < written.value <= 1:
            return of, written.value
    raise Refused(Problem("metric.measure.rank", place, {"measure": inside[:80]}))


def _unknown(text: str, place: Place) -> Problem:
    word = re.split(r"[\s(]", text.strip(), maxsplit=1)[0]
    known = [each.value for each in Aggregate]
    near = difflib.get_close_matches(word, known, n=1)
    facts = {
        "measure": text[:80],
        "near": near[0] if near else "",
        "known": ", ".join(known),
    }
    return Problem("metric.measure.unknown", place, facts)


def _checked(aggregate: Aggregate, of: Expression, *, dataset: Dataset) -> Measure:
    if aggregate in {Aggregate.COUNT_DISTINCT, Aggregate.COUNT_NEW}:
        return _told_apart(aggregate, of, dataset=dataset)
    found = typed(of, types_of(dataset))
    wanted = frozenset({Type.YES_NO}) if aggregate is Aggregate.SHARE else _AMOUNTS
    if found not in wanted:
        facts = {"found": found.value, "expected": ", ".join(sorted(wanted))}
        raise Refused(Problem("expression.wrong-type", of.place, facts))
    type_of_figure = Type.PERCENT if aggregate is Aggregate.SHARE else found
    return Measure(aggregate, of, type_of_figure)


def _told_apart(aggregate: Aggregate, of: Expression, *, dataset: Dataset) -> Measure:
    if not isinstance(of, Name):
        raise Refused(Problem("metric.measure.not-a-field", of.place))
    if not dataset.has(of.name):
        typed(of, types_of(dataset))
    return Measure(aggregate, of, Type.NUMBER)
