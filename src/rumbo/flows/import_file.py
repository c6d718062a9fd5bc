"""Import a file of records through a mapping: look at it, see what it would do, bring it in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from rumbo.history.actors import Actor
from rumbo.kernel.problems import Problem, Refused
from rumbo.people.values import Viewer
from rumbo.records import importing
from rumbo.records.datasets import dataset as declared
from rumbo.records.datasets import mapping as remembered
from rumbo.records.datasets import mappings
from rumbo.records.documents import mapping_text, read_mapping
from rumbo.records.importing import Detected, Imported, Preview
from rumbo.records.importing.values import Clock
from rumbo.records.operations import remember_mapping
from rumbo.records.rules.fitting import Fit, fits
from rumbo.records.rules.mapping import Mapping


def no_progress(_done: int, _of: int) -> None:
    """Told to nobody."""


def import_file(  # noqa: PLR0913 - as `importing.run` has it
    path: Path,
    *,
    mapping: Mapping | str,
    by: Actor,
    at: datetime,
    clock: Clock | None = None,
    delete_at_most: int = 0,
    progress: Callable[[int, int], None] = no_progress,
) -> Imported:
    """Take in the good rows of a file and list the others; again, nothing changes.

    Records of the same source that the file does not have are deleted, at most so many.
    Raises Refused, with nothing done, when the file as a whole cannot be read.
    """
    _refuse_absent(path)
    return importing.run(
        path,
        mapping,
        by=by,
        at=at,
        clock=clock,
        delete_at_most=delete_at_most,
        progress=progress,
    )


def preview_file(path: Path, *, mapping: Mapping | str, viewer: Viewer) -> Preview:
    """What `import_file` would do now; raises Refused as it does."""
    _refuse_absent(path)
    return importing.preview(path, mapping, visible=viewer.visible)


def look_at_file(path: Path, *, dataset: str, source: str) -> tuple[Detected, tuple[Fit, ...]]:
    """How a file seems to be written, and the remembered mappings beside its columns.

    Raises Refused for what is no table.
    """
    _refuse_absent(path)
    detected = importing.detect(path, declared(dataset), source=source)
    reading = replace(importing.reading_of(detected.mapping), columns=())
    header = importing.inspect(path, reading, sample=0).columns
    known = (each for each in mappings() if each.dataset == dataset)
    return detected, fits(known, header)


def mapping_named(name: str, *, by: Actor, at: datetime) -> Mapping:
    """A remembered mapping, or that of a YAML file, which is remembered from now on.

    Raises Refused for a document that cannot be, and UnknownMapping.
    """
    file = Path(name)
    if file.suffix in {".yaml", ".yml"} and file.is_file():
        return remember_mapping(file.read_text(), file=name, by=by, at=at)
    return remembered(name)


def mapping_in(name: str) -> Mapping:
    """The same without remembering anything."""
    file = Path(name)
    if file.suffix in {".yaml", ".yml"} and file.is_file():
        return read_mapping(file.read_text(), file=name)
    return remembered(name)


def document_of(mapping: Mapping) -> str:
    """A mapping as the YAML that can be kept and given back."""
    return mapping_text(mapping)


def _refuse_absent(path: Path) -> None:
    if not path.is_file():
        raise Refused(Problem("flow.no-such-file", facts={"value": str(path)}))
