"""What one declaration of a dataset changes in the one before it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rumbo.records.rules.dataset import Dataset, Field


class ChangeKind(StrEnum):
    """What may change; `added` and `dropped` are of fields."""

    DECLARED = "declared"
    ADDED = "added"
    DROPPED = "dropped"
    NAMED = "named"
    NEEDED = "needed"
    CHOICES = "choices"
    LINKED = "linked"
    MEANS = "means"
    CREDITED = "credited"
    DATED = "dated"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: the field it is about (empty for the dataset's own), before and after."""

    kind: ChangeKind
    field: Field | None = None
    was: str = ""
    now: str = ""


def changes(before: Dataset | None, after: Dataset) -> tuple[Change, ...]:
    """Every difference, in the order of the fields; types and the key never change."""
    if before is None:
        return (Change(ChangeKind.DECLARED, now=after.key),)
    return (*_of_fields(before, after), *_of_dataset(before, after))


def _of_fields(before: Dataset, after: Dataset) -> Iterator[Change]:
    for each in after.fields:
        if before.has(each.id):
            yield from _of_field(before.field(each.id), each)
        else:
            yield Change(ChangeKind.ADDED, each, now=str(each.kind))
    for each in before.fields:
        if not after.has(each.id):
            yield Change(ChangeKind.DROPPED, each, was=str(each.kind))


def _of_field(was: Field, now: Field) -> Iterator[Change]:
    said = {
        ChangeKind.NAMED: (_both(was), _both(now)),
        ChangeKind.NEEDED: (_yes_no(was), _yes_no(now)),
        ChangeKind.CHOICES: (", ".join(was.choices), ", ".join(now.choices)),
        ChangeKind.LINKED: (was.link, now.link),
        ChangeKind.MEANS: (f"{was.means.en}{was.means.es}", f"{now.means.en}{now.means.es}"),
    }
    for kind, (old, new) in said.items():
        if old != new:
            yield Change(kind, now, old, new)


def _both(asked: Field) -> str:
    return f"{asked.name.en} / {asked.name.es}"


def _yes_no(asked: Field) -> str:
    return "yes" if asked.required else "no"


def _of_dataset(before: Dataset, after: Dataset) -> Iterator[Change]:
    said = {
        ChangeKind.NAMED: (
            f"{before.name.en} / {before.name.es}",
            f"{after.name.en} / {after.name.es}",
        ),
        ChangeKind.MEANS: (before.means.en + before.means.es, after.means.en + after.means.es),
        ChangeKind.CREDITED: (before.credited_to, after.credited_to),
        ChangeKind.DATED: (", ".join(before.dated_by), ", ".join(after.dated_by)),
    }
    for kind, (old, new) in said.items():
        if old != new:
            yield Change(kind, None, old, new)
