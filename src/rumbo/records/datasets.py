"""The declared datasets and the remembered mappings, as values."""

from functools import lru_cache

from rumbo.records.documents import read_dataset, read_mapping
from rumbo.records.models import DatasetVersion
from rumbo.records.models import Mapping as MappingRow
from rumbo.records.rules.dataset import Dataset
from rumbo.records.rules.mapping import Mapping


class UnknownDataset(LookupError):
    """No dataset of this key has been declared."""


def dataset(key: str) -> Dataset:
    """The dataset as declared last; raises UnknownDataset."""
    row = DatasetVersion.objects.filter(key=key).order_by("-version").first()
    if row is None:
        raise UnknownDataset(key)
    return _read(row.document)


def datasets() -> tuple[Dataset, ...]:
    """Every dataset as declared last, in order of key."""
    latest = {row.key: row.document for row in DatasetVersion.objects.order_by("version")}
    return tuple(_read(latest[key]) for key in sorted(latest))


@lru_cache(maxsize=200)
def _read(document: str) -> Dataset:
    return read_dataset(document, file="")


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
