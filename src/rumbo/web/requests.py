"""What a view may rely on once the middleware has run."""

from datetime import date, datetime

from django.http import HttpRequest

from rumbo.people.moments import AsOf
from rumbo.people.values import OrganisationView, Viewer


class ViewerRequest(HttpRequest):
    """A request of a signed-in person; `now` and `today` are the organisation's.

    Asked as of a moment, they are those of the moment, and `position` stands for it; without
    one both `as_of` and `position` are None.
    """

    viewer: Viewer
    organisation: OrganisationView
    now: datetime
    today: date
    locale: str
    as_of: AsOf | None
    position: int | None


def language_of(locale: str) -> str:
    """The language of a locale tag: `es` or `en`."""
    return "es" if locale.startswith("es") else "en"


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page and not a person for a whole one."""
    return "HX-Request" in request.headers and "HX-Boosted" not in request.headers


def page_of(request: HttpRequest) -> int:
    """The page that `?page=` asks for, from 1; whatever is no such number means the first."""
    text = request.GET.get("page", "")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def seen_in(request: HttpRequest) -> int:
    """The version, or its position, that a form was made from; 0 for what is no such number."""
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
