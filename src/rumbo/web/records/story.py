"""A record told from its last version back to its first: what changed, when, and by whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rumbo.history.actors import Actor
from rumbo.records.rules.dataset import Dataset, Field
from rumbo.records.values import RecordHistory, Version
from rumbo.web.records.cells import Cell, Sellers, cell, identities_in, sellers


@dataclass(frozen=True, slots=True)
class Change:
    """A field before and after a version."""

    field: Field
    before: Cell
    after: Cell


@dataclass(frozen=True, slots=True)
class Chapter:
    """One version; `by_name` is empty when a part of the system brought it.

    `overruled` is a correction that a later version of the source has replaced; `event` is the
    push that brought it, for a reader who may look it up.
    """

    version: Version
    by: Actor
    by_name: str
    changes: tuple[Change, ...]
    is_first: bool
    overruled: bool = False
    event: str = ""

    @property
    def brought(self) -> str:
        """What brought it, as a template tells it apart: import, hand, replay or cli."""
        if self.version.brought:
            return "import"
        return "hand" if self.version.is_by_hand else self.by.key


@dataclass(frozen=True, slots=True)
class Story:
    """A record as it is now, and its chapters, the highest version first.

    `said` holds, by field, what a source says where a correction says something else. Of one
    that `is_erased` nobody can read the personal values any more.
    """

    dataset: Dataset
    key: str
    cells: tuple[Cell, ...]
    chapters: tuple[Chapter, ...]
    said: Mapping[str, Cell]
    is_erased: bool = False

    @property
    def is_corrected(self) -> bool:
        return self.latest.is_by_hand

    @property
    def is_deleted(self) -> bool:
        return self.latest.is_deletion

    @property
    def latest(self) -> Version:
        return self.chapters[0].version


def story(
    history: RecordHistory,
    *,
    names: Mapping[str, str],
    events: Mapping[int, str],
    position: int | None = None,
) -> Story:
    """Tell a record's versions; the cells are those of the last version that had any."""
    declared = history.dataset
    every = tuple(each.values for each in history.versions)
    spoken_of = identities_in(declared.fields, every)
    known = sellers(spoken_of, names=names, position=position)
    spoken = next((e for e in history.versions if not e.is_deletion), history.current)
    # Personal fields only while somebody can read them.
    fields = declared.fields if spoken.is_erased else declared.writable
    return Story(
        dataset=declared,
        key=history.key,
        cells=tuple(cell(each, spoken.values.get(each.id), known) for each in fields),
        chapters=tuple(
            replace(each, event=events.get(each.version.position, ""))
            for each in _chapters(history, known, names)
        ),
        said=_said(history, known),
        is_erased=spoken.is_erased,
    )


def _said(history: RecordHistory, known: Sellers) -> dict[str, Cell]:
    """What the source says, where the correction that holds now says something else."""
    current, said = history.current, history.said
    if not current.is_by_hand or said is None or current.is_deletion or said.is_deletion:
        return {}
    return {
        each.id: cell(each, said.values.get(each.id), known)
        for each in history.dataset.writable
        if said.values.get(each.id) != current.values.get(each.id)
    }


def _chapters(
    history: RecordHistory, known: Sellers, names: Mapping[str, str]
) -> Iterator[Chapter]:
    versions = history.versions
    current = history.current
    for index, version in enumerate(versions):
        before = versions[index + 1] if index + 1 < len(versions) else None
        by = Actor.parse(version.by)
        yield Chapter(
            version=version,
            by=by,
            by_name=names.get(by.key, "") if by.kind == "person" else "",
            changes=tuple(_changes(version, before, declared=history.dataset, known=known)),
            is_first=before is None,
            overruled=version.is_by_hand and current.source_version > version.source_version,
        )


def _changes(
    version: Version, before: Version | None, *, declared: Dataset, known: Sellers
) -> Iterator[Change]:
    held = before.values if before else {}
    for field in declared.writable:
        old, new = held.get(field.id), version.values.get(field.id)
        if before is not None and not version.is_deletion and old != new:
            yield Change(field, cell(field, old, known), cell(field, new, known))
