"""The declared datasets, as values."""

from functools import lru_cache

from rumbo.records.documents import read_dataset
from rumbo.records.models import DatasetVersion
from rumbo.records.rules.dataset import Dataset


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
