"""Days of the organisation as instants."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rumbo.people.values import OrganisationView


def end_of(day: date, organisation: OrganisationView) -> datetime:
    """The last instant of a business day, in the organisation's zone."""
    zone = ZoneInfo(organisation.time_zone)
    return datetime.combine(day + timedelta(days=1), time(), zone) - timedelta(microseconds=1)
