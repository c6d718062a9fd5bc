"""A filter over the fields of a dataset, read and checked."""

from rumbo.kernel.expressions import Expression, Type, parse, typed
from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.metrics.rules.fields import types_of
from rumbo.records.rules.dataset import Dataset


def condition(text: str, dataset: Dataset, *, place: Place) -> Expression:
    """Read a filter; raises Refused when it is not yes or no, or names what is not there."""
    read = parse(text, place=place)
    found = typed(read, types_of(dataset))
    if found is not Type.YES_NO:
        raise Refused(Problem("metric.where.not-yes-no", place, {"found": found.value}))
    return read
