"""Declarations of datasets as whoever changes one meets them: versions and differences."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from rumbo.history.queries import entries, known_each
from rumbo.records.datasets import UnknownDataset, stored
from rumbo.records.documents import read_dataset
from rumbo.records.models import DatasetVersion
from rumbo.records.operations import refuse_retyped
from rumbo.records.projection.feed import versions_with
from rumbo.records.rules.dataset import Dataset
from rumbo.records.rules.declaring import Change, ChangeKind, changes


@dataclass(frozen=True, slots=True)
class Declaration:
    """One version of a dataset: its document, what it changed, and who said so when and why."""

    dataset: Dataset
    version: int
    document: str
    changes: tuple[Change, ...]
    at: datetime | None
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a document would change; `seen` is the version it was compared with, 0 for none.

    `held` counts, for each field that is added, the versions in the log that hold a value of
    it already: they show it at once, without being brought again.
    """

    dataset: Dataset
    text: str
    seen: int
    changes: tuple[Change, ...]
    held: Mapping[str, int]


def declarations(key: str) -> tuple[Declaration, ...]:
    """Every version of a dataset, the latest first; raises UnknownDataset."""
    rows = list(DatasetVersion.objects.filter(key=key).order_by("version"))
    if not rows:
        raise UnknownDataset(key)
    moments = known_each(row.known_from for row in rows)
    reasons = {each.position: each.reason for each in entries(about=f"dataset:{key}")}
    found: list[Declaration] = []
    before: Dataset | None = None
    for row in rows:
        dataset = read_dataset(row.document, file="")
        moment = moments.get(row.known_from)
        found.append(
            Declaration(
                dataset=dataset,
                version=row.version,
                document=row.document,
                changes=changes(before, dataset),
                at=moment.at if moment else None,
                by=moment.by if moment else "",
                reason=reasons.get(row.known_from, ""),
            )
        )
        before = dataset
    return tuple(reversed(found))


def preview(text: str, *, file: str) -> Preview:
    """What declaring a document would change; raises Refused with everything that is wrong."""
    dataset = read_dataset(text, file=file)
    row = DatasetVersion.objects.filter(key=dataset.key).order_by("-version").first()
    before = read_dataset(row.document, file="") if row else None
    if before:
        held_types = next(each for each in stored() if each.key == dataset.key)
        refuse_retyped(held_types, dataset, file)
    found = changes(before, dataset)
    added = [each.field for each in found if each.kind is ChangeKind.ADDED and each.field]
    held = {each.id: versions_with(dataset.key, each.id).count() for each in added}
    return Preview(dataset, text, row.version if row else 0, found, held)


def version_of(key: str) -> int:
    """The version of a dataset as declared last; 0 when it is not declared."""
    rows = DatasetVersion.objects.filter(key=key).order_by("-version")
    return rows.values_list("version", flat=True).first() or 0
