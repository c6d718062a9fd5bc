"""When data is too old to be judged: silence is never green."""

from datetime import date, timedelta

from rumbo.kernel.calendar import Period

# Days that may pass without a check-in; what is measured has the patience of its datasets.
BY_HAND = timedelta(days=14)


def is_stale(fresh_through: date | None, *, today: date, period: Period) -> bool:
    """Whether a day of the period is past the last one on which the news was recent enough.

    After the period's end nothing more is expected, so the age stops growing there; no news
    at all is not stale but missing.
    """
    return fresh_through is not None and min(today, period.before) > fresh_through
