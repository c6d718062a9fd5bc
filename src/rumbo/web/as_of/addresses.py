"""Addresses of the past: `/as-of/<moment>/` and then the address as it is now.

The moment stands before the path, so that every link of a page, whoever wrote it, leads on to
the same moment: Django puts the prefix in front of all addresses that it makes.
"""

from dataclasses import dataclass
from urllib.parse import quote, unquote

from django.http import HttpRequest, QueryDict

ROOT = "as-of/"
DAY, TIME = "as-of", "as-of-time"


@dataclass(frozen=True, slots=True)
class Addressed:
    """A moment as it was written, empty for now, and the path that is asked at it."""

    moment: str
    path: str


def addressed(path: str) -> Addressed:
    """Tell the moment of a path from the rest.

    >>> addressed("/as-of/2017-10-31/metrics/revenue")
    Addressed(moment='2017-10-31', path='/metrics/revenue')
    >>> addressed("/as-of/2017-10-31"), addressed("/metrics")
    (Addressed(moment='2017-10-31', path='/'), Addressed(moment='', path='/metrics'))
    """
    if not path.startswith(f"/{ROOT}"):
        return Addressed("", path)
    moment, _slash, rest = path.removeprefix(f"/{ROOT}").partition("/")
    return Addressed(unquote(moment), f"/{rest}")


def chosen(asked: QueryDict) -> str | None:
    """The moment that `?as-of=` names, with its time of day if one is given; None without."""
    if DAY not in asked:
        return None
    # A plus sign in an address is a space: an offset was meant.
    day, time = (asked.get(each, "").strip().replace(" ", "+") for each in (DAY, TIME))
    return f"{day}T{time}" if day and time and "T" not in day else day


def rest_of(asked: QueryDict) -> QueryDict:
    """What else is asked: not the moment, and not which page, since there may be fewer."""
    others = asked.copy()
    for name in (DAY, TIME, "page"):
        others.pop(name, None)
    return others


def address(path: str, asked: QueryDict, *, moment: str = "") -> str:
    """The address of a path at a moment, or now, with what else was asked of it."""
    query = rest_of(asked).urlencode()
    start = start_of(moment) if moment else ""
    return f"/{start}{path.removeprefix('/')}{'?' if query else ''}{query}"


def start_of(moment: str) -> str:
    """What stands before every path of a moment.

    >>> start_of("2017-10-31")
    'as-of/2017-10-31/'
    """
    return f"{ROOT}{quote(moment, safe=':+-.')}/"


def here(request: HttpRequest, *, moment: str = "") -> str:
    """The address of this page at another moment, or now."""
    return address(addressed(request.path).path, request.GET, moment=moment)
