"""What a view may rely on once the middleware has run."""

from datetime import date, datetime

from django.http import HttpRequest

from rumbo.people.values import OrganisationView, Viewer


class ViewerRequest(HttpRequest):
    """A request of a signed-in person; `now` and `today` are the organisation's."""

    viewer: Viewer
    organisation: OrganisationView
    now: datetime
    today: date
    locale: str


def language_of(locale: str) -> str:
    """The language of a locale tag: `es` or `en`."""
    return "es" if locale.startswith("es") else "en"


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page and not a person for a whole one."""
    return "HX-Request" in request.headers and "HX-Boosted" not in request.headers
