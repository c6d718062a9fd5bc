"""How a screen answers: the whole page to a person, its fragment to a live refresh."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render

from rumbo.web.requests import ViewerRequest, is_fragment


def screen(request: ViewerRequest, name: str, context: Mapping[str, object]) -> HttpResponse:
    """Render `folder/name.html`, or the `folder/_name.html` that it includes."""
    folder, _slash, page = name.partition("/")
    template = f"{folder}/_{page}.html" if is_fragment(request) else f"{name}.html"
    return render(request, template, {"fragment_of": request.get_full_path(), **context})
