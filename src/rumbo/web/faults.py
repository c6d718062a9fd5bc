"""The answer to what nobody foresaw: a fault of ours, or a machine that has run out."""

import sys
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error

from rumbo.kernel.exhaustion import exhausted
from rumbo.wording.problems import sentence

STATUS = {
    "installation.disk-full": HTTPStatus.INSUFFICIENT_STORAGE,
    "installation.out-of-memory": HTTPStatus.SERVICE_UNAVAILABLE,
}


def fault(request: HttpRequest) -> HttpResponse:
    """The page of an unforeseen error.

    It is in both languages and asks nothing of the database, which may be what has run out.
    """
    error = sys.exception()
    lacking = None if error is None else exhausted(error, home=settings.RUMBO_HOME.name)
    if lacking is None:
        return server_error(request)
    words = {"english": sentence(lacking, "en"), "spanish": sentence(lacking, "es")}
    return HttpResponse(render_to_string("exhausted.html", words), status=STATUS[lacking.code])
