"""What sources said: which records there are, and who brought a version."""

from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef

from rumbo.records.models import LogEntry
from rumbo.records.rules.payload import UPSERT


def keys_said_by(source: str, *, dataset: str) -> Iterator[str]:
    """The keys of which this source said the last word, and that was no deletion."""
    said = LogEntry.objects.filter(dataset=dataset, correction=0)
    later = said.filter(key=OuterRef("key"), source_version__gt=OuterRef("source_version"))
    last = said.filter(~Exists(later), source=source, kind=UPSERT)
    yield from last.order_by("key").values_list("key", flat=True).iterator()


def sources_of(positions: Iterable[int]) -> dict[int, str]:
    """Which source brought the version of each position."""
    found = LogEntry.objects.filter(position__in=list(positions))
    return dict(found.values_list("position", "source"))
