"""When sources were last looked at: a look that brought nothing new is news too."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from rumbo.history.actors import Actor
from rumbo.history.operations import advance
from rumbo.history.plain_rows import read_rows, stamp
from rumbo.people import queries as people
from rumbo.records.models import Look
from rumbo.records.rules.dataset import Dataset

# Looks within so long of one another count as one: patience is counted in days.
APART = timedelta(minutes=5)
_LATELY = """
    SELECT at > %s FROM records_look WHERE dataset = %s AND source = %s
    ORDER BY position DESC LIMIT 1
"""


def note_looks(
    datasets: Iterable[str],
    *,
    source: str,
    at: datetime,
    by: Actor,
    position: int | None = None,
) -> None:
    """Note that a source was looked at for datasets, inside the transaction of whoever looked.

    `position` is the last one that the look brought; one that brought nothing takes its own, so
    that nobody who asks of a moment before it sees it.
    """
    due = [each for each in sorted(set(datasets)) if not _lately(each, source, at)]
    if not due:
        return
    if position is None:
        (position,) = advance(count=1, at=at, by=by)
    Look.objects.bulk_create(
        Look(dataset=each, source=source, at=at, position=position) for each in due
    )


def last_look(dataset: str, *, position: int, source: str = "") -> datetime | None:
    """The instant of the last look at a source of a dataset, or at any, known at a position."""
    looks = Look.objects.filter(dataset=dataset, position__lte=position)
    if source:
        looks = looks.filter(source=source)
    return looks.order_by("-position").values_list("at", flat=True).first()


def fresh_through(declared: Dataset, news: datetime | None, *, position: int) -> date | None:
    """The last business date on which news of a dataset is recent enough.

    The dataset as a whole is held to its own patience, and each source that it names to that
    source's: one that fell silent is not covered up by another that speaks.
    """
    if news is None:
        return None
    zone = ZoneInfo(people.organisation().time_zone)
    limits = [_through(news, declared.stale_after, zone)]
    for source, days in declared.sources:
        seen = last_look(declared.key, position=position, source=source)
        if seen is not None:
            limits.append(_through(seen, days, zone))
    return min(limits)


def fresh_source(declared: Dataset, source: str, seen: datetime | None) -> date | None:
    """The last business date on which a look at one source is recent enough."""
    if seen is None:
        return None
    zone = ZoneInfo(people.organisation().time_zone)
    return _through(seen, declared.patience_with(source), zone)


def _through(seen: datetime, days: int, zone: ZoneInfo) -> date:
    return seen.astimezone(zone).date() + timedelta(days=days)


def _lately(dataset: str, source: str, at: datetime) -> bool:
    return any(found for (found,) in read_rows(_LATELY, (stamp(at - APART), dataset, source)))
