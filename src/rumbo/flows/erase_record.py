"""Erase what is personal in a record, such as a contact: its other values and its key stay.

It can be stopped at any instant and asked again: waiting files go first, then everything in
the database in one transaction, and then what its files still hold of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rumbo.flows import uploads
from rumbo.flows.erasure_ledger import remember
from rumbo.history.operations import record
from rumbo.kernel.problems import Problem, Refused
from rumbo.people.access import NotVisible, require
from rumbo.people.rules.roles import Right
from rumbo.people.rules.spellings import spellings
from rumbo.people.values import Viewer
from rumbo.pushes import deliveries
from rumbo.records import erasing as records
from rumbo.records import histories
from rumbo.records.by_hand import thing_of
from rumbo.records.datasets import UnknownDataset
from rumbo.records.personal import erase_subjects
from rumbo.vault.disk import leaving_no_bytes, scrub


@dataclass(frozen=True, slots=True)
class Planned:
    """What erasing a record would destroy.

    `versions` are those in which somebody can read it; records that have the same subject,
    because they link to the same record, lose theirs with it.
    """

    dataset: str
    key: str
    subjects: frozenset[str]
    versions: int
    spellings: tuple[str, ...]
    rejected_rows: int
    uploads: tuple[str, ...]


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
        raise Refused(Problem("record.of-a-person", facts={"key": key}))
    spelled = spellings(found.texts)
    return Planned(
        dataset=dataset,
        key=key,
        subjects=found.subjects,
        versions=found.readable,
        spellings=spelled,
        rejected_rows=records.repeating(spelled),
        uploads=tuple(each.name for each in uploads.repeating(spelled)),
    )


def erase_record(dataset: str, key: str, *, viewer: Viewer, at: datetime) -> bool:
    """Erase for good; whether nothing is left in the files. Again, nothing else is done.

    Raises NotAllowed, NotVisible and Refused.
    """
    found = planned(dataset, key, viewer=viewer)
    for each in uploads.repeating(found.spellings):
        uploads.forget(each)
    with leaving_no_bytes(), transaction.atomic():
        erase_subjects(found.subjects)
        records.forget(found.spellings)
        deliveries.forget(found.spellings)
        if found.versions:
            after = {"versions": found.versions}
            thing = thing_of(dataset, key)
            record(by=viewer.actor, at=at, verb="record.erased", thing=thing, after=after)
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
