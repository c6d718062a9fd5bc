"""The fields a metric can be ranked by: all its records have them, and they name a value."""

from rumbo.kernel.texts import Text
from rumbo.metrics.rules.metric import Metric
from rumbo.records.rules.dataset import Dataset, FieldKind

_NAMING = frozenset({FieldKind.TEXT, FieldKind.CHOICE, FieldKind.WHOLE, FieldKind.YES_NO})


def fields_of(metric: Metric) -> dict[str, Text]:
    """Names of the fields by id, in the order in which the records have them.

    The key of a record is none of them: each value of it would stand on the board once.
    """
    datasets = [each.body.reach for each in metric.simples()]
    shared = set.intersection(*(_naming(each) for each in datasets)) if datasets else set()
    return {each.id: each.name for each in datasets[0].fields if each.id in shared}


def _naming(dataset: Dataset) -> set[str]:
    fields = (each for each in dataset.fields if each.kind in _NAMING)
    return {each.id for each in fields} - {dataset.key_field}
