"""What every template may use: the reader, the organisation, the navigation."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rumbo.outbox.queries import last_signal
from rumbo.people.rules.roles import Right
from rumbo.people.values import Viewer
from rumbo.web.as_of.choosing import Chooser, chooser
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
    only_now: bool = False


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
    _Entry("imports", "file-up", _("Imports"), "i", right=Right.IMPORT_RECORDS, only_now=True),
    _Entry(
        "data_health", "gauge", _("Data health"), "d", right=Right.IMPORT_RECORDS, only_now=True
    ),
    _Entry("sources", "link", _("Sources"), right=Right.MANAGE_SOURCES),
    _Entry("pushes", "log-in", _("Push"), right=Right.IMPORT_RECORDS, only_now=True),
    _Entry("unmatched", "inbox", _("Unmatched sellers"), "u", right=Right.MATCH_PEOPLE),
)

# The screens of a room that have no place of their own are reached from this one.
_REACHED_FROM = {
    "records": "records",
    "datasets": "records",
    "okrs": "objectives",
    "metrics": "metrics",
    "explain": "metrics",
    "boards": "boards",
    "people": "people",
}


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
        "as_of": given.get("as_of"),
        "really_today": given.get("really_today"),
    }
    if reader is not None:
        context |= {"places": places(request, reader), "chooser": _chooser(request)}
        context |= {"live_token": page_token(reader), "live_last": last_signal()}
    return context


def _chooser(request: HttpRequest) -> Callable[[], Chooser]:
    """Made where a template shows it: whole pages do, fragments do not."""
    return lambda: chooser(request, today=vars(request)["really_today"])


def places(request: HttpRequest, reader: Viewer) -> tuple[Place, ...]:
    """The screens this reader may open, the current one marked."""
    looks_back = vars(request).get("as_of") is not None
    allowed = (
        each
        for each in _ENTRIES
        if (each.right is None or reader.may(each.right)) and not (looks_back and each.only_now)
    )
    here = _here(request)
    return tuple(_place(each, current=each.name == here) for each in allowed)


def _place(entry: _Entry, *, current: bool) -> Place:
    url = reverse(entry.name)
    return Place(url, entry.icon, entry.label, entry.key, current, entry.on_phone)


def _here(request: HttpRequest) -> str:
    """The entry that this screen is, lies under, or is reached from."""
    for entry in _ENTRIES:
        url = reverse(entry.name)
        if request.path == url or (url != "/" and request.path.startswith(f"{url}/")):
            return entry.name
    match = request.resolver_match
    room = match.func.__module__.removeprefix("rumbo.web.").partition(".")[0] if match else ""
    return _REACHED_FROM.get(room, "")


def _theme(request: HttpRequest, reader: Viewer | None) -> str:
    chosen = request.COOKIES.get("rumbo_theme", "auto")
    if reader is not None and reader.person is not None:
        chosen = reader.person.theme
    return chosen if chosen in {"light", "dark"} else "auto"
