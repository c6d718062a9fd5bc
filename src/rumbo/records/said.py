"""What sources said: which records there are, and who brought a version."""

from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef

from rumbo.records.models import LogEntry
from rumbo.records.rules.payload import UPSERT

# Stays below the number of variables that one SQLite statement may have.
AT_ONCE = 500


def keys_said_by(source: str, *, dataset: str) -> Iterator[str]:
    """The keys of which this source said the last word, and that was no deletion."""
    said = LogEntry.objects.filter(dataset=dataset, correction=0)
    later = said.filter(key=OuterRef("key"), source_version__gt=OuterRef("source_version"))
    last = said.filter(~Exists(later), source=source, kind=UPSERT)
    yield from last.order_by("key").values_list("key", flat=True).iterator()


def sources_of(positions: Iterable[int]) -> dict[int, str]:
    """Which source brought the version of each position."""
    wanted = list(positions)
    found: dict[int, str] = {}
    for start in range(0, len(wanted), AT_ONCE):
        rows = LogEntry.objects.filter(position__in=wanted[start : start + AT_ONCE])
        found.update(rows.values_list("position", "source"))
    return found
