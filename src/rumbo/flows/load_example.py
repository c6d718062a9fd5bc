"""Load an example: its organisation, people and definitions, then its records."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import transaction

from rumbo.connectors import operations as connectors
from rumbo.flows.import_file import import_file
from rumbo.flows.scripts import read_imports, text_of
from rumbo.flows.shipped_definitions import called_for, measurable
from rumbo.history.actors import Actor
from rumbo.incentives import operations as incentives
from rumbo.metrics import operations as metrics
from rumbo.okrs import operations as okrs
from rumbo.people import operations as people
from rumbo.people import queries
from rumbo.people.access import system_viewer
from rumbo.people.documents import OrganisationDocument, read_organisation, read_people
from rumbo.people.memberships import read_memberships
from rumbo.recognition import operations as recognition
from rumbo.records import operations as records
from rumbo.records import queries as records_queries
from rumbo.records.documents import read_dataset, read_mapping
from rumbo.targets import operations as targets
from rumbo.targets.growth import grow_due

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Definition:
    """A YAML file of an example, as its text and the name by which problems point to it."""

    text: str
    file: str


def no_progress(_step: str, _done: int, _of: int) -> None:
    """Told to nobody."""


def definitions(folder: Path, kind: str) -> Iterator[Definition]:
    """The YAML files of one kind, in order of name."""
    for path in sorted((folder / kind).glob("*.yaml")):
        yield Definition(text_of(path), str(path))


def load_definitions(folder: Path, *, by: Actor, at: datetime) -> None:
    """Declare everything but records; declared twice, nothing changes. Raises Refused."""
    with transaction.atomic():
        _found(folder, by=by, at=at)
        declare_all(folder, by=by, at=at)


def declare_all(folder: Path, *, by: Actor, at: datetime) -> None:
    """Datasets first, then what is measured, aimed at, shown and paid, in that order."""
    after = {
        "targets": targets.declare,
        "okrs": okrs.declare,
        "boards": recognition.declare,
        "plans": incentives.declare,
    }
    _declare(folder, {"datasets": records.declare}, by=by, at=at)
    shipped = _declare_shipped(folder, by=by, at=at)
    bringing = {"mappings": records.remember_mapping, "sources": connectors.declare}
    _declare(folder, bringing, by=by, at=at)
    measured = [(each.text, each.file) for each in definitions(folder, "metrics")]
    measured += measurable(shipped, own=measured)
    metrics.declare_all(measured, by=by, at=at)
    _declare(folder, after, by=by, at=at)


def _declare_shipped(folder: Path, *, by: Actor, at: datetime) -> frozenset[str]:
    """The shipped datasets that the mappings name and the folder does not declare itself."""
    mapped = [
        read_mapping(e.text, file=e.file).dataset for e in definitions(folder, "mappings")
    ]
    own = [read_dataset(e.text, file=e.file).key for e in definitions(folder, "datasets")]
    wanted = called_for(mapped, declared=own, currency=_organisation(folder).currency)
    for key, text in wanted.items():
        records.declare(text, file=f"{key}.yaml", by=by, at=at)
    return frozenset(wanted)


def _declare(
    folder: Path, kinds: Mapping[str, Callable[..., object]], *, by: Actor, at: datetime
) -> None:
    for kind, declare in kinds.items():
        for each in definitions(folder, kind):
            declare(each.text, file=each.file, by=by, at=at)


def organisation_zone(folder: Path) -> ZoneInfo:
    """The business time zone that an example declares. Raises Refused."""
    return ZoneInfo(_organisation(folder).time_zone)


def _organisation(folder: Path) -> OrganisationDocument:
    file = folder / "organisation.yaml"
    return read_organisation(text_of(file), file=str(file))


def _found(folder: Path, *, by: Actor, at: datetime) -> None:
    listed = folder / "people.yaml"
    people.found_organisation(_organisation(folder), by=by, at=at)
    people.declare_people(read_people(text_of(listed), file=str(listed)), by=by, at=at)
    _place(folder, by=by, at=at)


def _place(folder: Path, *, by: Actor, at: datetime) -> None:
    """Put people into their teams by date, where the example says so in a file of its own."""
    file = read_imports(folder).memberships
    if file is None:
        return
    viewer = system_viewer("examples")
    stays = read_memberships(
        text_of(folder / file),
        file=str(folder / file),
        people=queries.names(viewer=viewer).items(),
        teams=[each.key for each in queries.teams(viewer=viewer)],
    )
    people.declare_memberships(stays, by=by, at=at)


def is_loaded(folder: Path) -> bool:
    """Whether every file of the example was read to its end. Raises Refused."""
    there = records_queries.files_imported(visible=system_viewer("load example").visible)
    wanted = {(each.mapping, Path(each.file).name) for each in read_imports(folder).records}
    return wanted <= there


def load_records(
    folder: Path, *, by: Actor, at: datetime, progress: Progress = no_progress
) -> dict[str, int]:
    """Import the example's files as observed now, then give the targets that grow from them.

    The new records of each file. Raises Refused.
    """
    found: dict[str, int] = {}
    for each in read_imports(folder).records:

        def told(done: int, of: int, file: str = each.file) -> None:
            progress(file, done, of)

        imported = import_file(
            folder / each.file, mapping=each.mapping, by=by, at=at, progress=told
        )
        found[each.file] = imported.new
    grow_due(today=at.astimezone(organisation_zone(folder)).date(), by=by, at=at)
    return found
