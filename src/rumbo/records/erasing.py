"""Personal traces in what records keep beside the log: refused rows, stages, projections."""

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import F

from rumbo.people.rules.spellings import repeats
from rumbo.records import projection
from rumbo.records.models import LogEntry, LogIdentity, Rejection
from rumbo.records.personal import erase_subjects, opened, subjects_of
from rumbo.records.rules.dataset import Dataset, FieldKind
from rumbo.records.rules.payload import UPSERT
from rumbo.records.rules.rows import HIDDEN

OF_IDENTITIES = "identity:"


def repeating(known: Iterable[str]) -> int:
    """How many refused rows repeat one of these spellings."""
    return sum(1 for _ in _repeating(tuple(known)))


def forget(known: Iterable[str]) -> int:
    """Take the values out of the refused rows that repeat these spellings; how many."""
    spelled = tuple(known)
    found = list(_repeating(spelled))
    for each in found:
        facts = {name: _without(str(text), spelled) for name, text in each.facts.items()}
        row = [_without(cell, spelled) for cell in each.row]
        Rejection.objects.filter(pk=each.pk).update(value=HIDDEN, facts=facts, row=row)
    return len(found)


def _without(text: str, known: tuple[str, ...]) -> str:
    return HIDDEN if repeats(text, known) else text


@dataclass(frozen=True, slots=True)
class Personal:
    """What is personal in the versions of one record.

    `subjects` is whose it is, `readable` in how many versions somebody can still read it, and
    `texts` what is written there.
    """

    subjects: frozenset[str]
    readable: int
    texts: tuple[str, ...]

    @property
    def is_of_people(self) -> bool:
        """Whether it belongs to somebody who is erased as a person."""
        return any(each.startswith(OF_IDENTITIES) for each in self.subjects)


def personal_in(dataset: Dataset, key: str) -> Personal:
    """What is personal in a record, over all its versions."""
    rows = LogEntry.objects.filter(dataset=dataset.key, key=key, kind=UPSERT)
    payloads = list(rows.order_by("position").values_list("payload", flat=True))
    values = [each.values for each in opened(dataset, key, payloads)]
    texts = {each.id for each in dataset.personal if each.kind is FieldKind.TEXT}
    return Personal(
        subjects=subjects_of(dataset, key, payloads),
        readable=sum(1 for each in values if each),
        texts=tuple(str(each[name]) for each in values for name in texts & each.keys()),
    )


def destroy_keys(identities: Iterable[str]) -> int:
    """Destroy what opens the personal fields that belong to these identities."""
    return erase_subjects(f"{OF_IDENTITIES}{each}" for each in identities)


def outdate_projections() -> None:
    """Inside the transaction of an erasure: every projection is of an earlier state."""
    LogIdentity.objects.filter(pk=1).update(erasures=F("erasures") + 1)


def forget_copies() -> bool:
    """Delete every projection that no process has open, and stages that were left behind.

    True when nothing is left: a process that has one open deletes it when it is asked next.
    """
    _sweep_stages()
    return projection.forget_copies()


def _repeating(known: tuple[str, ...]) -> Iterable[Rejection]:
    for each in Rejection.objects.order_by("pk").iterator():
        written = (each.value, *each.facts.values(), *each.row)
        if known and repeats(" ".join(map(str, written)), known):
            yield each


def _sweep_stages() -> None:
    """A stage is named by its process; that of one that has died is nobody's."""
    room = Path(settings.RUMBO_HOME) / "staging"
    for folder in room.iterdir() if room.exists() else ():
        owner = folder.name.partition("-")[0]
        if not (owner.isdecimal() and _is_alive(int(owner))):
            shutil.rmtree(folder, ignore_errors=True)


def _is_alive(process: int) -> bool:
    with suppress(ProcessLookupError):
        try:
            os.kill(process, 0)
        except PermissionError:
            return True
        return True
    return False
