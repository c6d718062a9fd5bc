"""The declared datasets and the remembered mappings, as values."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from rumbo.history.plain_rows import marks, read_rows
from rumbo.kernel.problems import Problem, Refused
from rumbo.records.documents import read_dataset, read_mapping
from rumbo.records.models import DatasetVersion
from rumbo.records.models import Mapping as MappingRow
from rumbo.records.rules.dataset import Dataset
from rumbo.records.rules.mapping import Mapping

_DECLARED = "SELECT key, document FROM records_datasetversion WHERE key IN"


class UnknownDataset(LookupError):
    """No dataset of this key has been declared."""


def dataset(key: str, *, position: int | None = None) -> Dataset:
    """The dataset as declared last, or as at a position; raises UnknownDataset.

    One that was first declared later stands as it was then: it may be asked of the past.
    """
    for each in datasets(position=position):
        if each.key == key:
            return each
    raise UnknownDataset(key)


def datasets(*, position: int | None = None) -> tuple[Dataset, ...]:
    """Every dataset as declared last, or as at a position, in order of key."""
    rows = DatasetVersion.objects.order_by("key", "version")
    first: dict[str, str] = {}
    believed: dict[str, str] = {}
    for key, document, known_from in rows.values_list("key", "document", "known_from"):
        first.setdefault(key, document)
        if position is None or known_from <= position:
            believed[key] = document
    found = {**first, **believed}
    return tuple(_read(found[key]) for key in sorted(found))


def datasets_named(keys: Iterable[str]) -> tuple[Dataset, ...]:
    """Those of these keys that are declared, as declared last."""
    named = tuple(keys)
    if not named:
        return ()
    rows = read_rows(f"{_DECLARED} {marks(len(named))} ORDER BY version", named)
    latest: dict[str, str] = dict(rows)
    return tuple(_read(document) for document in latest.values())


def datasets_at(position: int | None) -> tuple[Dataset, ...]:
    """The datasets that were declared by a position, as they were then; all of them now."""
    if position is None:
        return datasets()
    rows = DatasetVersion.objects.filter(known_from__lte=position)
    known = set(rows.values_list("key", flat=True))
    return tuple(each for each in datasets(position=position) if each.key in known)


def stored() -> tuple[Dataset, ...]:
    """Every dataset with each field it ever had, so that earlier moments can be asked.

    A field that a later version dropped keeps its type; it stands after the others.
    """
    found: dict[str, Dataset] = {}
    for row in DatasetVersion.objects.order_by("version"):
        declared = _read(row.document)
        found[row.key] = _with_dropped(declared, found.get(row.key))
    return tuple(found[key] for key in sorted(found))


def _with_dropped(declared: Dataset, before: Dataset | None) -> Dataset:
    dropped = (each for each in before.fields if not declared.has(each.id)) if before else ()
    return replace(declared, fields=(*declared.fields, *dropped))


@lru_cache(maxsize=200)
def _read(document: str) -> Dataset:
    return read_dataset(document, file="")


def refuse_linked(declared: Iterable[Dataset]) -> None:
    """Raise Refused where records live in another engine: nothing is written for them here."""
    linked = sorted(each.key for each in declared if each.linked)
    if linked:
        raise Refused(*(Problem("dataset.linked", facts={"dataset": key}) for key in linked))


class UnknownMapping(LookupError):
    """No mapping of this name is remembered."""


def mapping(key: str) -> Mapping:
    """The mapping as remembered last; raises UnknownMapping."""
    row = MappingRow.objects.filter(key=key).first()
    if row is None:
        raise UnknownMapping(key)
    return _read_mapping(row.document)


def mappings() -> tuple[Mapping, ...]:
    """Every remembered mapping, in order of key."""
    rows = MappingRow.objects.order_by("key")
    return tuple(_read_mapping(row.document) for row in rows)


@lru_cache(maxsize=200)
def _read_mapping(document: str) -> Mapping:
    return read_mapping(document, file="")
