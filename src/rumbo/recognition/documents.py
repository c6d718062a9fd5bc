"""A board as YAML."""

import difflib
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from rumbo.kernel.calendar import Grain
from rumbo.kernel.document import Document, read_document, validated
from rumbo.kernel.problems import Problem, Refused
from rumbo.metrics.rules.metric import Metric
from rumbo.people.rules.roles import Role
from rumbo.recognition.fields import fields_of

Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$")]
# A field of the records, or of a record one link away: country, account.sector.
FieldName = Annotated[
    str, Field(pattern=r"^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)?$", max_length=120)
]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Shape):
    """A text in both languages."""

    en: str = Field(min_length=1, max_length=2000)
    es: str = Field(min_length=1, max_length=2000)


class BoardDocument(_Shape):
    """One board: who stands where by a metric over the current period of a grain."""

    board: Key
    name: Words
    means: Words | None = None
    metric: Key
    every: Grain = Grain.QUARTER
    of: Literal["people", "teams", "field"] = "people"
    level: Key | None = None
    field: FieldName | None = None
    role: Role = Role.REP
    visibility: Literal["named"] = "named"

    def as_fields(self) -> dict[str, str]:
        """The columns of the stored board."""
        return {
            "name_en": self.name.en,
            "name_es": self.name.es,
            "means_en": self.means.en if self.means else "",
            "means_es": self.means.es if self.means else "",
            "metric": self.metric,
            "grain": self.every.value,
            "of": self.of,
            "level": self.level or "",
            "field": self.field or "",
            "role": self.role.value if self.of == "people" else "",
            "visibility": self.visibility,
        }


def read_board(
    text: str, *, file: str, metrics: Iterable[Metric] | None = None
) -> BoardDocument:
    """Read a board; raises Refused with place and remedy. `metrics` None: names unchecked."""
    document = read_document(text, file=file)
    shape = validated(document, BoardDocument)
    said = (shape.level is not None, shape.field is not None)
    if said != (shape.of == "teams", shape.of == "field"):
        raise Refused(Problem("boards.level", document.place("of"), {"key": shape.board}))
    if metrics is not None:
        _check_names(shape, document, {each.key: each for each in metrics})
    return shape


def _check_names(
    shape: BoardDocument, document: Document, metrics: Mapping[str, Metric]
) -> None:
    if shape.metric not in metrics:
        facts = {"key": shape.metric, "near": _near(shape.metric, metrics)}
        raise Refused(Problem("boards.unknown-metric", document.place("metric"), facts))
    known = fields_of(metrics[shape.metric])
    if shape.field is not None and shape.field not in known:
        facts = {
            "metric": shape.metric,
            "field": shape.field,
            "near": _near(shape.field, known),
            "known": ", ".join(known),
        }
        raise Refused(Problem("boards.unknown-field", document.place("field"), facts))


def _near(name: str, known: Iterable[str]) -> str:
    return next(iter(difflib.get_close_matches(name, list(known), n=1)), "")
