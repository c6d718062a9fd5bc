"""A board as YAML."""

import difflib
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from rumbo.kernel.calendar import Grain
from rumbo.kernel.document import read_document, validated
from rumbo.kernel.problems import Problem, Refused
from rumbo.people.rules.roles import Role

Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$")]


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
    of: Literal["people", "teams"] = "people"
    level: Key | None = None
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
            "role": self.role.value if self.of == "people" else "",
            "visibility": self.visibility,
        }


def read_board(text: str, *, file: str, metrics: frozenset[str] | None = None) -> BoardDocument:
    """Read a board; raises Refused with place and remedy. `metrics` None: names unchecked."""
    document = read_document(text, file=file)
    shape = validated(document, BoardDocument)
    if (shape.of == "teams") != (shape.level is not None):
        raise Refused(Problem("boards.level", document.place("level"), {"key": shape.board}))
    if metrics is not None and shape.metric not in metrics:
        near = next(iter(difflib.get_close_matches(shape.metric, list(metrics), n=1)), "")
        facts = {"key": shape.metric, "near": near}
        raise Refused(Problem("boards.unknown-metric", document.place("metric"), facts))
    return shape
