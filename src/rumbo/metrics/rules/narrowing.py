"""What a question's filter narrows: the records that are counted, or those they must have."""

from collections.abc import Iterator
from dataclasses import replace

from rumbo.kernel.expressions import Expression, names
from rumbo.kernel.expressions.nodes import Both
from rumbo.metrics.rules.metric import Simple
from rumbo.records.rules.dataset import Dataset

Narrowed = tuple[Expression | None, Expression | None]


def filterable(body: Simple) -> Dataset:
    """The fields that a question's filter may name.

    Of people who must have a record, it speaks of that record first: `course = 'sales'`.
    """
    if body.related is None or not body.is_of_people:
        return body.reach
    related = body.related.reach
    others = (each for each in body.reach.fields if not related.has(each.column))
    return replace(body.reach, fields=(*related.fields, *others))


def narrowed(body: Simple, where: Expression | None) -> Narrowed:
    """A filter as what it asks of the counted records, and of the related ones."""
    if where is None or body.related is None or not body.is_of_people:
        return where, None
    own: Expression | None = None
    of_related: Expression | None = None
    for each in _conjuncts(where):
        if _speaks_of(each, body.related.reach):
            of_related = both(of_related, each)
        else:
            own = both(own, each)
    return own, of_related


def is_mixed(body: Simple, where: Expression) -> bool:
    """Whether one condition speaks of people and of their records at once."""
    own, _ = narrowed(body, where)
    return own is not None and not _speaks_of(own, body.reach)


def _speaks_of(where: Expression, dataset: Dataset) -> bool:
    return all(dataset.has(name) for name in names(where))


def _conjuncts(where: Expression) -> Iterator[Expression]:
    if isinstance(where, Both):
        yield from _conjuncts(where.left)
        yield from _conjuncts(where.right)
    else:
        yield where


def both(first: Expression | None, second: Expression | None) -> Expression | None:
    """Two conditions that must hold together, where there are two."""
    if first is None or second is None:
        return first or second
    return Both(first, second, place=first.place)
