"""Addresses of the API. Who calls is decided by its keys, not by a session."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path

from rumbo.api.door import api

_patterns, _application, _namespace = api.urls


def _opened(patterns: list[URLResolver | URLPattern]) -> list[URLResolver | URLPattern]:
    for each in patterns:
        if isinstance(each, URLPattern):
            login_not_required(each.callback)
    return patterns


urlpatterns = [path("api/", include((_opened(_patterns), _application), _namespace))]
