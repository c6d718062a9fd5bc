"""Add, correct, delete or restore a record on a page: read what was typed, then write it.

Whoever may not edit records is answered as if there were nothing to edit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rumbo.kernel.problems import Problem, Refused
from rumbo.people import queries as people
from rumbo.people.access import NotVisible
from rumbo.people.identities import identity_of
from rumbo.people.rules.roles import Right
from rumbo.people.rules.spellings import repeats, spellings
from rumbo.people.values import Viewer
from rumbo.records import by_hand, histories
from rumbo.records.by_hand import Overtaken
from rumbo.records.datasets import UnknownDataset, dataset
from rumbo.records.rules.dataset import Dataset, FieldKind
from rumbo.records.rules.entering import PICKED, Entered, Manner, entered
from rumbo.records.rules.personal import orphaned
from rumbo.records.rules.values import Value
from rumbo.records.values import Standing

Texts = Mapping[str, str]


class WrongFields(Refused):
    """Some values cannot be kept; `by_field` holds the problem of each."""

    def __init__(self, by_field: Mapping[str, Problem]) -> None:
        super().__init__(*by_field.values())
        self.by_field = by_field


@dataclass(frozen=True, slots=True)
class Editor:
    """Who edits, when, why, and how they write."""

    viewer: Viewer
    at: datetime
    reason: str
    manner: Manner


def editable(dataset_key: str, *, viewer: Viewer) -> Dataset:
    """A dataset whose records the viewer may edit; raises NotVisible."""
    if not viewer.may(Right.EDIT_RECORDS):
        raise NotVisible(dataset_key)
    try:
        return dataset(dataset_key)
    except UnknownDataset as error:
        raise NotVisible(dataset_key) from error


def standing(
    dataset_key: str, key: str, *, viewer: Viewer, position: int | None = None
) -> Standing:
    """The record as it stands, or stood at a position of one of its versions."""
    editable(dataset_key, viewer=viewer)
    visible = viewer.visible
    if position is None:
        found = histories.standing(dataset_key, key, visible=visible)
    else:
        found = histories.stood(dataset_key, key, position=position, visible=visible)
    if found is None:
        raise NotVisible(key)
    return found


@transaction.atomic
def add(dataset_key: str, texts: Texts, *, editor: Editor) -> str:
    """Add a record and return its key. Raises WrongFields, Refused, Overtaken (it exists)."""
    declared = editable(dataset_key, viewer=editor.viewer)
    values = _values(entered(declared, texts, manner=editor.manner), declared, editor)
    key = str(values[declared.key_field])
    _refuse_telling(declared, values, editor=editor)
    _write(declared, key, values, seen=0, editor=editor)
    return key


@transaction.atomic
def correct(
    dataset_key: str, key: str, texts: Texts, *, seen: int, editor: Editor
) -> int | None:
    """Correct the version at a position; the new one's, or None when nothing changes.

    Raises WrongFields, Refused, NotVisible, and Overtaken when somebody was faster.
    """
    base = standing(dataset_key, key, viewer=editor.viewer, position=seen)
    found = entered(base.dataset, texts, manner=editor.manner, kept=base.kept)
    values = orphaned(base.dataset, base.kept, _values(found, base.dataset, editor))
    _refuse_telling(base.dataset, base.kept, values, editor=editor)
    return _write(base.dataset, key, values, seen=seen, editor=editor)


@transaction.atomic
def delete(dataset_key: str, key: str, *, seen: int, editor: Editor) -> None:
    """Delete a record; raises Refused without a reason, NotVisible and Overtaken."""
    held = standing(dataset_key, key, viewer=editor.viewer)
    _refuse_telling(held.dataset, held.kept, editor=editor)
    by_hand.delete(
        dataset_key, key, seen=seen, reason=editor.reason, by=editor.viewer.actor, at=editor.at
    )


@transaction.atomic
def restore(dataset_key: str, key: str, *, seen: int, editor: Editor) -> None:
    """Bring a deleted record back with what it said last; raises as `delete`."""
    held = standing(dataset_key, key, viewer=editor.viewer)
    if not held.is_deleted:
        raise Overtaken(key)
    _refuse_telling(held.dataset, held.kept, editor=editor)
    _write(held.dataset, key, held.kept, seen=seen, editor=editor)


def _refuse_telling(declared: Dataset, *said: Mapping[str, Value], editor: Editor) -> None:
    """A reason stays in the history for ever: it may not repeat what can be erased."""
    texts = [each.id for each in declared.personal if each.kind is FieldKind.TEXT]
    values = (str(each[name]) for each in said for name in texts if each.get(name))
    if repeats(editor.reason, spellings(values)):
        raise Refused(Problem("record.reason-repeats"))


def _write(
    declared: Dataset, key: str, values: Mapping[str, Value], *, seen: int, editor: Editor
) -> int | None:
    return by_hand.write(
        declared,
        key,
        values,
        seen=seen,
        reason=editor.reason,
        by=editor.viewer.actor,
        at=editor.at,
    )


def _values(found: Entered, declared: Dataset, editor: Editor) -> dict[str, Value]:
    """What was entered, each picked person as the identity that means them."""
    if found.problems:
        raise WrongFields(found.problems)
    values = dict(found.values)
    for each in declared.of_kind(FieldKind.PERSON):
        value = values.get(each.id)
        if isinstance(value, str) and value.startswith(PICKED):
            key = value.removeprefix(PICKED)
            person = people.person(key, viewer=editor.viewer)
            values[each.id] = identity_of(person.key, by=editor.viewer.actor, at=editor.at)
    return values
