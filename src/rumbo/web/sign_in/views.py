"""Signing in, and on a demo installation becoming one of its people with one click."""

from dataclasses import dataclass

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from rumbo.people import clock, operations, queries
from rumbo.people.access import NotVisible, system_viewer
from rumbo.people.values import PersonRow

FEATURED = {
    "admin": 1,
    "executive": 1,
    "compensation-admin": 1,
    "finance": 1,
    "manager": 2,
    "rep": 3,
    "partner": 1,
}
ORDER = ("rep", "manager", "executive", "compensation-admin", "finance", "admin", "partner")


@dataclass(frozen=True, slots=True)
class DemoPeople:
    """Who may be tried out: a few of each role first, then the rest."""

    featured: tuple[PersonRow, ...]
    others: tuple[PersonRow, ...]


class SignIn(LoginView):  # type: ignore[misc]  # allauth has no types
    """allauth's sign-in with its rate limits, in our clothes."""

    template_name = "sign_in/sign_in.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(**kwargs)
        if self.request.organisation.is_demo:
            context["demo"] = demo_people()
        return context


def demo_people() -> DemoPeople:
    """The people with a sign-in, a few of each role picked to the front."""
    viewer = system_viewer("sign-in")
    rows = queries.people(viewer=viewer, today=clock.today())
    rows = tuple(row for row in rows if row.may_sign_in)
    featured = [
        row
        for role in ORDER
        for row in [row for row in rows if _role(row) == role][: FEATURED.get(role, 0)]
    ]
    others = tuple(row for row in rows if row not in featured)
    return DemoPeople(tuple(featured), others)


def _role(row: PersonRow) -> str:
    return next((role for role in reversed(ORDER) if role in row.roles), "")


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest, key: str) -> HttpResponse:
    """Become a person of the demo; anywhere else this address does not exist."""
    if not queries.organisation().is_demo:
        raise NotVisible(key)
    people = demo_people()
    row = next(
        (each for each in people.featured + people.others if each.person.key == key), None
    )
    if row is None:
        raise NotVisible(key)
    user = get_user_model().objects.get(email__iexact=row.email)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    # What was chosen on the sign-in page stays chosen.
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    theme = request.COOKIES.get("rumbo_theme", "")
    operations.set_preferences(key, language=chosen, theme=theme)
    return redirect("home")
