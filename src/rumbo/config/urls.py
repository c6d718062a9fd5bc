"""Every address of the product: one list per screen."""

from django.urls import URLPattern, URLResolver, include, path

SCREENS = (
    "home",
    "okrs",
    "boards",
    "statements",
    "metrics",
    "explain",
    "people",
    "records",
    "datasets",
    "imports",
    "sources",
    "pushes",
    "search",
    "about",
    "sign_in",
    "shell",
    "styleguide",
)

urlpatterns: list[URLPattern | URLResolver] = [
    *(path("", include(f"rumbo.web.{screen}.urls")) for screen in SCREENS),
    path("", include("rumbo.api.urls")),
]

handler500 = "rumbo.web.faults.fault"
