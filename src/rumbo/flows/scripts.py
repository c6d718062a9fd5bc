"""The files beside an example: what it imports, and how it is replayed."""

from datetime import date, time
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from rumbo.kernel.document import read_document, validated
from rumbo.kernel.problems import Place, Problem, Refused


def _day(value: object) -> date:
    return date.fromisoformat(str(value))


def _hour(value: object) -> time:
    return time.fromisoformat(str(value))


Day = Annotated[date, BeforeValidator(_day)]
Hour = Annotated[time, BeforeValidator(_hour)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class FileShape(_Shape):
    """A file of the example, and the mapping through which it is read."""

    file: str
    mapping: str


class ImportsDocument(_Shape):
    """records.yaml: the files to import, in order, and who was in which team."""

    records: tuple[FileShape, ...]
    memberships: str | None = None


class StageShape(_Shape):
    """The field that holds the stage, and what it says while a record is open."""

    field: str
    while_open: str = Field(alias="while-open")


class Script(_Shape):
    """replay.yaml: how a sample is played back."""

    replay: str
    dataset: str
    files: tuple[FileShape, ...]
    opened_on: str = Field(alias="opened-on")
    closed_on: str = Field(alias="closed-on")
    stage: StageShape
    unknown_while_open: tuple[str, ...] = Field(alias="unknown-while-open")
    reads_at: tuple[Hour, ...] = Field(alias="reads-at", min_length=1)
    begins: Day
    starts: Day
    before: Day
    sign_ins: tuple[str, ...] = Field(alias="sign-ins")


def read_imports(folder: Path) -> ImportsDocument:
    """The files that an example imports; raises Refused."""
    file = folder / "records.yaml"
    return validated(read_document(text_of(file), file=str(file)), ImportsDocument)


def read_script(folder: Path) -> Script:
    """How an example is replayed; raises Refused."""
    file = folder / "replay.yaml"
    return validated(read_document(text_of(file), file=str(file)), Script)


def text_of(file: Path) -> str:
    """The text of a definition; raises Refused for a missing file or one that is not text."""
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise Refused(Problem("flow.no-such-file", facts={"value": str(file)})) from error
    except UnicodeDecodeError as error:
        facts = {"byte": str(error.start)}
        raise Refused(Problem("flow.not-text", Place(str(file)), facts)) from error
