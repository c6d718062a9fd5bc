"""The library: the objectives that Rumbo ships, each with its key results, ready to adapt."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from rumbo.kernel.document import Document, read_document, validated
from rumbo.kernel.problems import Problem, Refused
from rumbo.kernel.texts import Text
from rumbo.metrics.library import library as shipped_metrics
from rumbo.metrics.shapes import MetricDocument
from rumbo.metrics.sheets import read_sheet
from rumbo.okrs.rules.course import Aim
from rumbo.okrs.rules.filling import names_in
from rumbo.okrs.scalars import Baseline, Change, Hold, Key, Number, Words
from rumbo.okrs.shapes import Kind, MilestoneShape

TARGET = "target"
Numbered = Annotated[str, Field(pattern=r"^[1-9]\d?\.[1-9]\d?$")]
Place = Annotated[int, Field(ge=1, le=99)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Asked(_Shape):
    """What the one who adapts it must fill in, such as the name of a product."""

    en: str
    es: str
    for_instance: str = Field(alias="for-instance")

    @property
    def name(self) -> Text:
        return Text(self.en, self.es)


class KeyResultPattern(_Shape):
    """A key result to adapt. `{target}` in its name stands for the target that is chosen, and
    another name in braces for what is asked; in `where` that becomes a value of the filter."""

    number: Numbered = Field(alias="key-result")
    name: Words
    metric: Key | None = None
    where: str = ""
    asks: Mapping[str, Asked] = Field(default_factory=dict)
    reach: Number | None = None
    change: Change | None = None
    hold: Hold | None = None
    milestones: tuple[MilestoneShape, ...] = ()
    against: Baseline | None = None

    @property
    def aim(self) -> Aim:
        """What it wants of its value."""
        if self.milestones:
            return Aim.DONE
        if self.hold is not None:
            return Aim.HOLD
        return Aim.CHANGE if self.change is not None else Aim.REACH


class Pattern(_Shape):
    """An objective to adapt, with its key results."""

    pattern: Key
    number: Place
    name: Words
    why: Words
    type: Kind
    key_results: tuple[KeyResultPattern, ...] = Field(alias="key-results", min_length=1)


@cache
def patterns() -> tuple[Pattern, ...]:
    """Every shipped objective, in the order of their numbers."""
    folder = files("rumbo.okrs").joinpath("library")
    read = (read_pattern(each.read_text("utf-8"), file=each.name) for each in folder.iterdir())
    return tuple(sorted(read, key=lambda each: each.number))


def pattern(key: str) -> Pattern | None:
    """One shipped objective; None for an unknown key."""
    return next((each for each in patterns() if each.pattern == key), None)


@cache
def _shipped() -> Mapping[str, MetricDocument]:
    read = (read_sheet(text, file=key).shape for key, text in shipped_metrics())
    return {each.metric: each for each in read}


def unit_of(taken: KeyResultPattern) -> str:
    """The unit of its value; what is ticked off is a share."""
    return _shipped()[taken.metric].unit.value if taken.metric else "share"


def metric_name(taken: KeyResultPattern) -> Text | None:
    """What its metric is called; None for what is ticked off."""
    if taken.metric is None:
        return None
    name = _shipped()[taken.metric].name
    return Text(name.en, name.es)


def numbers() -> frozenset[str]:
    """The numbers of all key results of the library."""
    return frozenset(each.number for shape in patterns() for each in shape.key_results)


def read_pattern(text: str, *, file: str) -> Pattern:
    """Read one objective of the library; raises Refused with place and remedy."""
    document = read_document(text, file=file)
    shape = validated(document, Pattern)
    problems = tuple(_problems(document, shape))
    if problems:
        raise Refused(*problems)
    return shape


def _problems(document: Document, shape: Pattern) -> Iterator[Problem]:
    for index, each in enumerate(shape.key_results):
        place = document.place("key-results", index)
        facts = {"key": each.number}
        aims = (each.reach, each.change, each.hold, each.milestones or None)
        if sum(aim is not None for aim in aims) != 1:
            yield Problem("okrs.one-aim", place, facts)
        if (each.metric is None) is (not each.milestones):
            yield Problem("okrs.one-measure", place, facts)
        known = {TARGET, *each.asks}
        used = names_in(each.where) | names_in(each.name.en) | names_in(each.name.es)
        for name in sorted(used - known):
            yield Problem("okrs.pattern-asks", place, {"name": name})
