"""Erase what is personal in a record, such as a contact: its other values and its key stay.

It can be stopped at any instant and asked again: waiting files go first, then everything in
the database in one transaction, and then what its files still hold of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rumbo.flows import uploads
from rumbo.flows.erasure_ledger import remember
from rumbo.history.actors import Actor
from rumbo.history.operations import record
from rumbo.history.queries import entries
from rumbo.kernel.problems import Problem, Refused
from rumbo.outbox.operations import signal
from rumbo.people.access import NotVisible, require
from rumbo.people.roster import people_of
from rumbo.people.rules.roles import Right
from rumbo.people.rules.spellings import repeats, spellings
from rumbo.people.values import Viewer
from rumbo.pushes import deliveries
from rumbo.records import erasing as records
from rumbo.records import histories
from rumbo.records.by_hand import thing_of
from rumbo.records.datasets import UnknownDataset
from rumbo.records.personal import erase_subjects
from rumbo.records.rules.dataset import Dataset
from rumbo.records.rules.payload import Shown
from rumbo.vault.disk import leaving_no_bytes, scrub

VERB = "record.erased"


@dataclass(frozen=True, slots=True)
class Planned:
    """What erasing a record would destroy.

    `versions` are those in which somebody can read it, `values` what the latest says, by
    field; records that have the same subject, because they link to the same record, lose theirs
    with it.
    """

    dataset: Dataset
    key: str
    values: Mapping[str, Shown]
    subjects: frozenset[str]
    versions: int
    spellings: tuple[str, ...]
    rejected_rows: int
    uploads: tuple[str, ...]

    @property
    def is_erased(self) -> bool:
        """Whether nobody can read anything of it any more."""
        return self.versions == 0


@dataclass(frozen=True, slots=True)
class Told:
    """What the history tells of an erasure: who, when and why."""

    by: Actor
    at: datetime
    reason: str


class OfAPerson(Refused):
    """What is personal in the record is erased with its people: those who are known by now."""

    def __init__(self, key: str, people: tuple[str, ...]) -> None:
        super().__init__(Problem("record.of-a-person", facts={"key": key}))
        self.people = people


def planned(dataset: str, key: str, *, viewer: Viewer) -> Planned:
    """What there is to destroy; raises NotAllowed, NotVisible, and Refused."""
    require(viewer, Right.ERASE_PEOPLE)
    try:
        history = histories.record(dataset, key, visible=viewer.visible)
    except UnknownDataset as error:
        raise NotVisible(dataset) from error
    if history is None:
        raise NotVisible(key)
    found = records.personal_in(history.dataset, key)
    if not found.subjects:
        raise Refused(Problem("record.nothing-personal", facts={"key": key}))
    if found.is_of_people:
        raise OfAPerson(key, _people_in(found))
    spelled = spellings(found.texts)
    held = next((e.values for e in history.versions if not e.is_deletion), {})
    return Planned(
        dataset=history.dataset,
        key=key,
        values={e.id: held[e.id] for e in history.dataset.personal if e.id in held},
        subjects=found.subjects,
        versions=found.readable,
        spellings=spelled,
        rejected_rows=records.repeating(spelled),
        uploads=tuple(each.name for each in uploads.repeating(spelled)),
    )


def _people_in(found: records.Personal) -> tuple[str, ...]:
    """Whose it is, of those whom a source means by somebody that is known."""
    identities = (e for e in found.subjects if e.startswith(records.OF_IDENTITIES))
    matched = people_of(each.removeprefix(records.OF_IDENTITIES) for each in identities)
    return tuple(sorted(set(matched.values())))


def told(dataset: str, key: str, *, viewer: Viewer) -> Told | None:
    """The last erasure of a record; None when there was none here. Raises NotAllowed."""
    require(viewer, Right.ERASE_PEOPLE)
    found = [e for e in entries(about=thing_of(dataset, key)) if e.verb == VERB]
    return Told(Actor.parse(found[-1].by), found[-1].at, found[-1].reason) if found else None


def erase_record(
    dataset: str, key: str, *, viewer: Viewer, at: datetime, reason: str = ""
) -> bool:
    """Erase for good; whether nothing is left in the files. Again, nothing else is done.

    Raises NotAllowed, NotVisible and Refused, also for a reason that would keep what is erased.
    """
    found = planned(dataset, key, viewer=viewer)
    if repeats(reason, found.spellings):
        raise Refused(Problem("record.reason-repeats"))
    for each in uploads.repeating(found.spellings):
        uploads.forget(each)
    with leaving_no_bytes(), transaction.atomic():
        erase_subjects(found.subjects)
        records.forget(found.spellings)
        deliveries.forget(found.spellings)
        if found.versions:
            after = {"versions": found.versions}
            thing = thing_of(dataset, key)
            by = viewer.actor
            record(by=by, at=at, verb=VERB, thing=thing, after=after, reason=reason.strip())
            signal("records", dataset)
    remember(f"{dataset}/{key}")
    return scrub()


def repeat(names: Iterable[tuple[str, str]], *, viewer: Viewer, at: datetime) -> int:
    """Erase again what a restored backup brought back; how many records."""
    back = [each for each in names if _came_back(*each, viewer=viewer)]
    for dataset, key in back:
        erase_record(dataset, key, viewer=viewer, at=at)
    return len(back)


def _came_back(dataset: str, key: str, *, viewer: Viewer) -> bool:
    try:
        return planned(dataset, key, viewer=viewer).versions > 0
    except (NotVisible, Refused):  # the backup is from before the record, or what it held
        return False
