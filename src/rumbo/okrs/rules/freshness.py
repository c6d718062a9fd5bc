"""When data is too old to be judged: silence is never green."""

from dataclasses import dataclass
from datetime import date

from rumbo.kernel.calendar import Period


@dataclass(frozen=True, slots=True)
class Patience:
    """Days that may pass without news, for what is measured and for what is typed in."""

    measured: int = 7
    by_hand: int = 14


def is_stale(last_news: date | None, *, today: date, period: Period, patience: int) -> bool:
    """Whether more than `patience` days of the period have passed since the last news.

    After the period's end nothing more is expected, so the age stops growing there; no news
    at all is not stale but missing.
    """
    if last_news is None:
        return False
    return (min(today, period.before) - last_news).days > patience
