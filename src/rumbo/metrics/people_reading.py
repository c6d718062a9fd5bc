"""Metrics of people: how many, how much of their time, and which part of them has a record."""

from collections.abc import Mapping

from rumbo.kernel.expressions import Type
from rumbo.kernel.expressions.nodes import Name
from rumbo.kernel.problems import Problem, Refused
from rumbo.metrics.checks import check_unit
from rumbo.metrics.related_reading import read_related
from rumbo.metrics.rules.conditions import condition
from rumbo.metrics.rules.level import At
from rumbo.metrics.rules.members import HOURS, MEMBERS, PERSON, STARTS, membership
from rumbo.metrics.rules.metric import Aggregate, Form, Simple
from rumbo.metrics.rules.related import HAS_RELATED
from rumbo.metrics.sheets import Sheet
from rumbo.records.rules.dataset import Dataset

HEAD_COUNT, FULL_TIME, SHARE = "head-count", "full-time", "share"
_MEASURES = {
    HEAD_COUNT: (Aggregate.COUNT_DISTINCT, Name(PERSON), Type.NUMBER),
    FULL_TIME: (Aggregate.SUM, Name(HOURS), Type.NUMBER),
    SHARE: (Aggregate.SHARE, Name(HAS_RELATED), Type.PERCENT),
}


def read_people(sheet: Sheet, *, datasets: Mapping[str, Dataset]) -> Simple:
    """The body of a metric of people; raises Refused with what is wrong."""
    shape = sheet.shape
    if shape.measure not in _MEASURES:
        facts = {"measure": (shape.measure or "")[:80], "known": ", ".join(_MEASURES)}
        raise Refused(Problem("metric.people.measure", sheet.place("measure"), facts))
    if (shape.measure == SHARE) and shape.related is None:
        raise Refused(Problem("metric.people.with", sheet.place("measure")))
    aggregate, of, type_of_figure = _MEASURES[shape.measure]
    check_unit(sheet, type_of_figure)
    where = None
    if shape.where is not None:
        where = condition(shape.where, MEMBERS, place=sheet.place("where"))
    related = None
    if shape.related is not None:
        related = read_related(sheet, shape.related, MEMBERS, datasets=datasets)
    return Simple(
        dataset=MEMBERS,
        aggregate=aggregate,
        of=of,
        where=where,
        where_text=shape.where or "",
        dated_by=STARTS,
        credited_to=PERSON,
        form=Form.PEOPLE,
        level=membership(shape.at or At.END),
        related=related,
    )
