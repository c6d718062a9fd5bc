"""When sources were last looked at: a look that brought nothing new is news too."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from rumbo.people import queries as people
from rumbo.records.models import Look
from rumbo.records.rules.dataset import Dataset


def last_look(dataset: str, *, position: int) -> datetime | None:
    """The instant of the last look at any source of a dataset that was known at a position."""
    looks = Look.objects.filter(dataset=dataset, position__lte=position)
    return looks.order_by("-position").values_list("at", flat=True).first()


def fresh_through(declared: Dataset, news: datetime | None) -> date | None:
    """The last business date on which news of a dataset is recent enough."""
    if news is None:
        return None
    zone = ZoneInfo(people.organisation().time_zone)
    return news.astimezone(zone).date() + timedelta(days=declared.stale_after)
