"""The organisation's now: real, or a replay's. Only web, api, cli and jobs ask for it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from rumbo.people.models import Organisation


def now() -> datetime:
    """The instant (UTC) at which the organisation stands."""
    replayed = Organisation.objects.values_list("replay_at", flat=True).first()
    return replayed or datetime.now(UTC)  # noqa: TID251 - the one place that reads the clock


def today() -> date:
    """The business date of now, in the organisation's time zone."""
    zone = Organisation.objects.values_list("time_zone", flat=True).first() or "UTC"
    return now().astimezone(ZoneInfo(zone)).date()
