"""What every template may use: the reader, the organisation, the navigation."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rumbo.outbox.queries import last_signal
from rumbo.people.rules.roles import Right
from rumbo.people.values import Viewer
from rumbo.web.live_token import page_token


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation; `key` is the letter after g."""

    url: str
    icon: str
    label: str | Promise
    key: str = ""
    current: bool = False
    on_phone: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    icon: str
    label: Promise
    key: str = ""
    on_phone: bool = False
    right: Right | None = None


# A partner sees only what is theirs: these screens would be empty.
_INSIDE = Right.SEE_COLLEAGUES
_ENTRIES = (
    _Entry("home", "house", _("Home"), "h", on_phone=True),
    _Entry("objectives", "target", _("Objectives"), "o", on_phone=True, right=_INSIDE),
    _Entry("boards", "trophy", _("Boards"), "b", on_phone=True, right=_INSIDE),
    _Entry("statements", "wallet", _("Commissions"), "s", on_phone=True),
    _Entry("metrics", "chart-line", _("Metrics"), "m"),
    _Entry("people", "users", _("People"), "p", right=_INSIDE),
    _Entry("records", "file-text", _("Records"), "r"),
    _Entry("imports", "file-up", _("Imports"), "i", right=Right.IMPORT_RECORDS),
    _Entry("unmatched", "inbox", _("Unmatched sellers"), "u", right=Right.MATCH_PEOPLE),
)


def page(request: HttpRequest) -> dict[str, object]:
    """The context of every page; without a reader only what the outside may know."""
    given = vars(request)
    reader: Viewer | None = given.get("viewer")
    context = {
        "viewer": reader,
        "organisation": given.get("organisation"),
        "now": given.get("now"),
        "today": given.get("today"),
        "locale": given.get("locale", "en"),
        "theme": _theme(request, reader),
    }
    if reader is not None:
        context |= {"places": places(request, reader), "live_token": page_token(reader)}
        context["live_last"] = last_signal()
    return context


def places(request: HttpRequest, reader: Viewer) -> tuple[Place, ...]:
    """The screens this reader may open, the current one marked."""
    allowed = (each for each in _ENTRIES if each.right is None or reader.may(each.right))
    return tuple(_place(request, each) for each in allowed)


def _place(request: HttpRequest, entry: _Entry) -> Place:
    url = reverse(entry.name)
    here = request.path == url or (url != "/" and request.path.startswith(url))
    return Place(url, entry.icon, entry.label, entry.key, current=here, on_phone=entry.on_phone)


def _theme(request: HttpRequest, reader: Viewer | None) -> str:
    chosen = request.COOKIES.get("rumbo_theme", "auto")
    if reader is not None and reader.person is not None:
        chosen = reader.person.theme
    return chosen if chosen in {"light", "dark"} else "auto"
