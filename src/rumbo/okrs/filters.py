"""Whether a metric here can be asked with a filter: refused when declared, not when read."""

from collections.abc import Iterator
from datetime import date

from rumbo.kernel.calendar import Period
from rumbo.kernel.document import Document
from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.metrics import queries as metrics
from rumbo.okrs.shapes import CycleDocument
from rumbo.people.access import system_viewer

_ANY_DAY = Period(date(2000, 1, 1), date(2000, 1, 2))


def of_document(document: Document, shape: CycleDocument) -> Iterator[Problem]:
    """What is wrong with the filters of a document, each with its place."""
    for index, objective in enumerate(shape.objectives):
        for number, each in enumerate(objective.key_results):
            if each.metric is not None and each.where:
                path = ("objectives", index, "key-results", number, "where")
                yield from of_filter(each.metric, each.where, place=document.place(*path))


def of_filter(metric: str, where: str, *, place: Place) -> tuple[Problem, ...]:
    """What is wrong with one filter of a metric, at the place where it stands."""
    question = metrics.Question(metric, _ANY_DAY, where=where)
    try:
        metrics.check(question, visible=system_viewer("okrs").visible)
    except Refused as refused:
        return tuple(Problem(each.code, place, each.facts) for each in refused.problems)
    return ()
