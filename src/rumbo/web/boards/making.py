"""A new board: a metric, whom or what it ranks, and over which length of time."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from rumbo.kernel.calendar import Grain
from rumbo.kernel.problems import Refused
from rumbo.metrics import queries as metrics
from rumbo.metrics.rules.metric import Metric
from rumbo.people import queries as people
from rumbo.people.access import require
from rumbo.people.rules.roles import Right
from rumbo.recognition import operations
from rumbo.recognition.fields import fields_of
from rumbo.web.requests import ViewerRequest, language_of

LONGEST_NAME = 200
EVERY = (Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR)
PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: what the form sends, and what a person reads."""

    value: str
    label: str
    chosen: bool


class NewBoard(View):
    """GET shows the form, narrowed to the metric that is chosen; POST makes the board."""

    def get(self, request: ViewerRequest) -> HttpResponse:
        require(request.viewer, Right.DEFINE_BOARDS)
        return render(request, "boards/new.html", _context(request, request.GET))

    def post(self, request: ViewerRequest) -> HttpResponse:
        require(request.viewer, Right.DEFINE_BOARDS)
        tree = _tree(request.POST)
        try:
            operations.add(tree, by=request.viewer.actor, at=request.now)
        except Refused as refused:
            context = {**_context(request, request.POST), "problems": refused.problems}
            status = HTTPStatus.UNPROCESSABLE_ENTITY
            return render(request, "boards/new.html", context, status=status)
        messages.success(request, _("The board is live."))
        return redirect("board", key=str(tree["board"]))


def _tree(given: QueryDict) -> operations.Tree:
    """The document of the board that the form describes."""
    english, spanish = (given.get(name, "").strip() for name in ("name_en", "name_es"))
    whom, _mark, which = given.get("whom", PEOPLE).partition(":")
    tree: operations.Tree = {
        "board": _key(english or spanish),
        "name": {"en": english or spanish, "es": spanish or english},
        "metric": given.get("metric", ""),
        "every": given.get("every", Grain.QUARTER.value),
        "of": whom,
    }
    return tree | ({"level" if whom == "teams" else "field": which} if which else {})


def _key(name: str) -> str:
    """A name as a key: small letters, digits and hyphens.

    >>> _key("Ventas por país, 2026")
    'ventas-por-pais-2026'
    """
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:80]


def _context(request: ViewerRequest, given: QueryDict) -> dict[str, object]:
    known = metrics.metrics()
    language = language_of(request.locale)
    asked = given.get("metric", "")
    chosen = next((each for each in known if each.key == asked), known[0] if known else None)
    every = given.get("every", Grain.QUARTER.value)
    whom = given.get("whom", PEOPLE)
    return {
        "metrics": [
            Option(each.key, each.name.in_language(language), each is chosen) for each in known
        ],
        "chosen": chosen,
        "whom": [
            Option(value, label, value == whom) for value, label in _whom(request, chosen)
        ],
        "every": [Option(each.value, _length(each), each.value == every) for each in EVERY],
        "name_en": given.get("name_en", ""),
        "name_es": given.get("name_es", ""),
        "longest": LONGEST_NAME,
    }


def _whom(request: ViewerRequest, metric: Metric | None) -> Iterator[tuple[str, str]]:
    """People, the levels of teams, and the fields that the metric's records share."""
    if metric is None:
        return
    if any(each.body.credited_to for each in metric.simples()):
        yield PEOPLE, _("People")
        for level in sorted({each.level for each in people.teams(viewer=request.viewer)}):
            yield f"teams:{level}", _("Teams: %(level)s") % {"level": level}
    for field, name in fields_of(metric).items():
        yield f"field:{field}", name.in_language(language_of(request.locale))


def _length(grain: Grain) -> str:
    match grain:
        case Grain.WEEK:
            return _("Week")
        case Grain.MONTH:
            return _("Month")
        case Grain.YEAR:
            return _("Year")
        case _:
            return _("Quarter")
