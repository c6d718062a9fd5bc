"""Which fields of which datasets a metric looks at: what a case of it has to say."""

from collections.abc import Iterable, Iterator

from rumbo.kernel.expressions import names
from rumbo.metrics.rules.level import Level
from rumbo.metrics.rules.metric import Metric, Simple
from rumbo.metrics.rules.reach import STEP, Links
from rumbo.metrics.rules.related import Related
from rumbo.records.rules.dataset import Dataset, Field

Named = Iterator[tuple[Dataset, str]]


def needed(metric: Metric) -> dict[str, tuple[Field, ...]]:
    """The fields by dataset, in the order of their declaration."""
    found: dict[Dataset, set[str]] = {}
    for simple in metric.simples():
        for dataset, column in _looked_at(simple.body):
            found.setdefault(dataset, set()).add(column)
    return {
        dataset.key: tuple(each for each in dataset.fields if each.column in columns)
        for dataset, columns in found.items()
    }


def _looked_at(body: Simple) -> Named:
    written = [name for each in (body.of, body.where) if each for name in names(each)]
    level = _of_level(body.level) if body.level else ()
    revised = (*body.revised.series, body.revised.by) if body.revised else ()
    own = (body.dated_by, body.credited_to, *level, *revised, *written)
    yield from _named(body.dataset, body.links, own)
    if body.related is not None:
        yield from ((body.dataset, here) for _, here in body.related.match)
        yield from _of_related(body.related)


def _of_level(level: Level) -> tuple[str, ...]:
    return (level.start, level.before, *(level.series or ()))


def _of_related(related: Related) -> Named:
    written = names(related.where) if related.where else ()
    theirs = [there for there, _ in related.match]
    own = (related.start, related.before, *theirs, *written)
    yield from _named(related.dataset, related.links, own)


def _named(dataset: Dataset, links: Links, columns: Iterable[str]) -> Named:
    """The columns of a dataset, and those of the records that its links lead to."""
    linked = dict(links)
    for each in columns:
        link, _, beyond = each.partition(STEP)
        yield dataset, link
        if beyond:
            yield linked[link], linked[link].field(linked[link].key_field).column
            yield linked[link], beyond
