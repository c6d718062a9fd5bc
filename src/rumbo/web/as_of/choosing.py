"""What the shell offers for looking back: the last days that people speak of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rumbo.kernel.calendar import Grain
from rumbo.people import queries as people
from rumbo.web.as_of.addresses import addressed, here, rest_of

FRIDAY, DAY = 4, timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A day that one may want to look back to, and the address of this page at its end."""

    label: str | Promise
    day: date
    url: str


@dataclass(frozen=True, slots=True)
class Chooser:
    """What the form needs: where it leads, what else the page was asked, and the limits."""

    path: str
    now: str
    others: tuple[tuple[str, str], ...]
    suggestions: tuple[Suggestion, ...]


def chooser(request: HttpRequest, *, today: date) -> Chooser:
    """The choice of a moment for this page; `today` is the real one, also when looking back."""
    rest = rest_of(request.GET)
    return Chooser(
        path=addressed(request.path).path,
        now=here(request),
        others=tuple((name, str(rest[name])) for name in rest),
        suggestions=tuple(
            Suggestion(label, day, here(request, moment=day.isoformat()))
            for label, day in _days(today)
        ),
    )


def _days(today: date) -> Iterator[tuple[str | Promise, date]]:
    yield _("Yesterday"), today - DAY
    yield _("Last Friday"), today - DAY * ((today.weekday() - FRIDAY - 1) % 7 + 1)
    yield _("End of last month"), _before(today, Grain.MONTH)
    yield _("End of last quarter"), _before(today, Grain.QUARTER)


def _before(today: date, grain: Grain) -> date:
    return people.named_period(today, grain).period.start - DAY
