"""Add fields and datasets on a page: look at what changes, then declare it, with a reason.

Whoever may not declare is answered as if there were nothing to declare.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.metrics.catalogue import lost_with
from rumbo.people.access import NotVisible
from rumbo.people.queries import organisation
from rumbo.people.rules.roles import Right
from rumbo.people.values import Viewer
from rumbo.records import declared, operations
from rumbo.records.by_hand import LONGEST_REASON, Overtaken
from rumbo.records.datasets import datasets
from rumbo.records.declared import Preview
from rumbo.records.documents import read_dataset
from rumbo.records.library import library
from rumbo.records.rules.dataset import Dataset


@dataclass(frozen=True, slots=True)
class Considered:
    """What a document would change, and the metrics that could no longer be read."""

    preview: Preview
    lost: tuple[str, ...]


def require_declarer(viewer: Viewer) -> None:
    """Raise NotVisible for whoever may not declare datasets."""
    if not viewer.may(Right.DECLARE_DATASETS):
        raise NotVisible("declarations")


def shipped() -> tuple[Dataset, ...]:
    """The datasets that come with Rumbo and are not declared here, in order of key."""
    taken = {each.key for each in datasets()}
    found = (read_dataset(text, file=f"{key}.yaml") for key, text in _library().items())
    return tuple(each for each in found if each.key not in taken)


def consider(text: str, *, viewer: Viewer) -> Considered:
    """What declaring a document would do; nothing is written. Raises Refused, NotVisible."""
    require_declarer(viewer)
    found = declared.preview(text, file="")
    return Considered(found, lost_with(found.dataset))


@transaction.atomic
def declare(text: str, *, seen: int, reason: str, viewer: Viewer, at: datetime) -> Dataset:
    """Declare a document over the version that its author looked at.

    Raises NotVisible, Refused, and Overtaken when somebody declared another version meanwhile.
    """
    require_declarer(viewer)
    found = declared.preview(text, file="")
    if found.seen and not reason.strip():
        raise Refused(Problem("dataset.reason"))
    if len(reason) > LONGEST_REASON:
        raise Refused(Problem("record.reason-long", facts={"limit": str(LONGEST_REASON)}))
    if found.seen != seen:
        raise Overtaken(found.dataset.key)
    return operations.declare(text, file="", by=viewer.actor, at=at, reason=reason.strip())


@transaction.atomic
def adopt(key: str, *, viewer: Viewer, at: datetime) -> Dataset:
    """Declare a shipped dataset as it comes; raises NotVisible, and Refused for an unknown one.

    One that is declared already stays as it is.
    """
    require_declarer(viewer)
    text = _library().get(key)
    if text is None:
        raise Refused(Problem("dataset.not-shipped", Place(key), {"name": key[:80]}))
    if declared.version_of(key):
        raise Overtaken(key)
    return operations.declare(text, file=f"{key}.yaml", by=viewer.actor, at=at)


def _library() -> dict[str, str]:
    return dict(library(organisation().currency))
