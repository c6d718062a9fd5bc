"""Every address, asked for by everyone: a new one without a row here fails."""

import re
from collections.abc import Iterator
from contextlib import ExitStack

import httpx
import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.browser.asking import signed_in, token_on
from tests.browser.partner import PARTNER, with_partner
from tests.installation import Served

# In this order stand the answers of each row: nobody, then one person of each role.
PEOPLE = {
    "anonymous": "",
    "rep": "markita-hansen",
    "manager": "melvin-marxen",
    "partner": PARTNER,
    "executive": "graham-oduya",
    "finance": "ines-cabrera",
    "compensation-admin": "priya-raman",
    "admin": "noa-lindqvist",
}
THEIRS = "/commissions/account-executive/darcel-schlecht/2017-Q3"
KEY_RESULT = "/key-results/company-win-rate"
DEAL = "deals/1C1I7A6R"
UPLOAD = "/imports/uploads/none"

# Sales figures are everyone's inside, pay is not; a partner sees only what is theirs.
EVERYONE = "302 200 200 200 200 200 200 200"
INSIDE = "302 200 200 404 200 200 200 200"
PAY_OF_DARCEL = "302 404 200 404 404 200 200 200"
ONLY_ADMIN = "302 403 403 403 403 403 403 200"
NO_SUCH_SOURCE = "302 403 403 403 403 403 403 404"
THOSE_WHO_IMPORT = "302 403 403 403 403 403 200 200"
THOSE_WHO_DEFINE = "302 403 403 403 403 403 200 200"
THOSE_WHO_SET = "302 403 200 404 200 403 403 200"
NO_SUCH_UPLOAD = "302 403 403 403 403 403 404 404"
ONLY_POSTED = "302 405 405 405 405 405 405 405"
OPEN_AND_ONLY_POSTED = "405 405 405 405 405 405 405 405"
# Whoever may not edit is answered as if there were nothing to edit.
THOSE_WHO_EDIT = "302 404 404 404 404 404 200 200"
OPEN = "200 200 200 200 200 200 200 200"
# A session opens no door for programs.
NEEDS_A_KEY = "401 401 401 401 401 401 401 401"
NOTHING = "404 404 404 404 404 404 404 404"
LEADS_ELSEWHERE = "302 302 302 302 302 302 302 302"

GET = {
    "": ("/", EVERYONE),
    "objectives": ("/objectives", EVERYONE),
    "objectives/<slug:key>": ("/objectives/land-the-year", INSIDE),
    "key-results/<slug:key>": (KEY_RESULT, INSIDE),
    "key-results/<slug:key>/check-ins": (f"{KEY_RESULT}/check-ins", ONLY_POSTED),
    "key-results/<slug:key>/milestones/<slug:milestone>/ticks": (
        f"{KEY_RESULT}/milestones/none/ticks",
        ONLY_POSTED,
    ),
    "library": ("/library", INSIDE),
    "library/<slug:key>": ("/library/grow-revenue", THOSE_WHO_SET),
    "boards": ("/boards", "302 302 302 200 302 302 302 302"),
    "boards/new": ("/boards/new", "302 403 200 403 200 403 200 200"),
    "boards/<slug:key>": ("/boards/revenue", INSIDE),
    "commissions": ("/commissions", EVERYONE),
    "commissions/<slug:plan>/<slug:payee>/<slug:period>": (THEIRS, PAY_OF_DARCEL),
    "commissions/<slug:plan>/<slug:payee>/<slug:period>/lines.csv": (
        f"{THEIRS}/lines.csv",
        PAY_OF_DARCEL,
    ),
    "commissions/<slug:plan>/<slug:payee>/<slug:period>/lines/<int:number>": (
        f"{THEIRS}/lines/1",
        PAY_OF_DARCEL,
    ),
    "metrics": ("/metrics", EVERYONE),
    "metrics/<slug:key>": ("/metrics/revenue", EVERYONE),
    "metrics/<slug:key>/edit": ("/metrics/revenue/edit", THOSE_WHO_DEFINE),
    "metrics/<slug:key>/draft": ("/metrics/revenue/draft", ONLY_POSTED),
    "metrics/<slug:key>/versions": ("/metrics/revenue/versions", EVERYONE),
    "new-metric": ("/new-metric", THOSE_WHO_DEFINE),
    "new-metric/draft": ("/new-metric/draft", ONLY_POSTED),
    "new-metric/declared": ("/new-metric/declared", ONLY_POSTED),
    "explain/<slug:metric>": ("/explain/revenue?period=2017-Q3", EVERYONE),
    "people": ("/people", EVERYONE),
    "people/<slug:key>": ("/people/darcel-schlecht", INSIDE),
    "people/<slug:key>/erasure": ("/people/darcel-schlecht/erasure", ONLY_ADMIN),
    "sources": ("/sources", ONLY_ADMIN),
    "sources/new": ("/sources/new", ONLY_ADMIN),
    "sources/trial": ("/sources/trial", ONLY_POSTED),
    "sources/<slug:key>": ("/sources/none", NO_SUCH_SOURCE),
    "sources/<slug:key>/definition": ("/sources/none/definition", NO_SUCH_SOURCE),
    "sources/<slug:key>/readings": ("/sources/none/readings", ONLY_POSTED),
    "sources/<slug:key>/acceptance": ("/sources/none/acceptance", ONLY_POSTED),
    "unmatched": ("/unmatched", THOSE_WHO_IMPORT),
    "unmatched/<slug:identity>": ("/unmatched/i1", THOSE_WHO_IMPORT),
    "unmatched/<slug:identity>/match": ("/unmatched/i1/match", ONLY_POSTED),
    "unmatched/<slug:identity>/undoing": ("/unmatched/i1/undoing", ONLY_POSTED),
    "records": ("/records", EVERYONE),
    "data-health": ("/data-health", THOSE_WHO_IMPORT),
    "records/<slug:dataset>": ("/records/deals", EVERYONE),
    "records/<slug:dataset>/<path:key>": ("/records/deals/1C1I7A6R", INSIDE),
    "datasets": ("/datasets", EVERYONE),
    "datasets/<slug:key>": ("/datasets/deals", EVERYONE),
    "datasets/<slug:key>/adoption": ("/datasets/visits/adoption", ONLY_POSTED),
    "datasets/<slug:key>/fields": ("/datasets/deals/fields", THOSE_WHO_EDIT),
    "definitions": ("/definitions", THOSE_WHO_EDIT),
    "new-dataset": ("/new-dataset", THOSE_WHO_EDIT),
    "moved/<slug:dataset>/<int:position>/<path:key>": (
        "/moved/deals/1/1C1I7A6R",
        "302 404 404 404 404 404 404 404",  # no version of it stands at that position
    ),
    "additions/<slug:dataset>": ("/additions/deals", THOSE_WHO_EDIT),
    "corrections/<slug:dataset>/<path:key>": (f"/corrections/{DEAL}", THOSE_WHO_EDIT),
    "deletions/<slug:dataset>/<path:key>": (f"/deletions/{DEAL}", THOSE_WHO_EDIT),
    "restorations/<slug:dataset>/<path:key>": (f"/restorations/{DEAL}", THOSE_WHO_EDIT),
    "erasures/<slug:dataset>/<path:key>": (f"/erasures/{DEAL}", ONLY_ADMIN),
    "rewritings/<slug:dataset>/<path:key>": (f"/rewritings/{DEAL}", ONLY_POSTED),
    "imports": ("/imports", THOSE_WHO_IMPORT),
    "imports/uploads": ("/imports/uploads", LEADS_ELSEWHERE),
    "imports/uploads/<slug:token>/columns": (f"{UPLOAD}/columns", NO_SUCH_UPLOAD),
    "imports/uploads/<slug:token>/preview": (f"{UPLOAD}/preview", NO_SUCH_UPLOAD),
    "imports/uploads/<slug:token>/run": (f"{UPLOAD}/run", NO_SUCH_UPLOAD),
    "imports/uploads/<slug:token>/removal": (f"{UPLOAD}/removal", ONLY_POSTED),
    "imports/<int:number>": ("/imports/1", THOSE_WHO_IMPORT),
    "imports/<int:number>/rejected.csv": ("/imports/1/rejected.csv", THOSE_WHO_IMPORT),
    "pushes": ("/pushes", THOSE_WHO_IMPORT),
    "pushes/guide": ("/pushes/guide", THOSE_WHO_IMPORT),
    "pushes/keys": ("/pushes/keys", THOSE_WHO_IMPORT),
    "pushes/keys/<slug:key>/rotation": ("/pushes/keys/crm/rotation", ONLY_POSTED),
    "pushes/keys/<slug:key>/revocation": ("/pushes/keys/crm/revocation", ONLY_POSTED),
    "search": ("/search?q=han", EVERYONE),
    "about-this-demo": ("/about-this-demo", EVERYONE),
    "about-this-demo/start": ("/about-this-demo/start", ONLY_POSTED),
    "sign-in": ("/sign-in", "200 302 302 302 302 302 302 302"),
    "sign-in/as/<slug:key>": ("/sign-in/as/markita-hansen", OPEN_AND_ONLY_POSTED),
    "sign-out": ("/sign-out", EVERYONE),
    "sign-up": ("/sign-up", LEADS_ELSEWHERE),
    "inactive": ("/inactive", LEADS_ELSEWHERE),
    "preferences": ("/preferences", OPEN_AND_ONLY_POSTED),
    "live-token": ("/live-token", EVERYONE),
    "replay": ("/replay", EVERYONE),
    "offline": ("/offline", OPEN),
    "worker.js": ("/worker.js", OPEN),
    "csp-report": ("/csp-report", OPEN_AND_ONLY_POSTED),
    "api/": ("/api/", NOTHING),
    "api/openapi.json": ("/api/openapi.json", OPEN),
    "api/records/events": ("/api/records/events", OPEN_AND_ONLY_POSTED),
    "api/records/events/<path:source>/<id>": ("/api/records/events/crm/e1", NEEDS_A_KEY),
    "api/datasets": ("/api/datasets", NEEDS_A_KEY),
    "api/datasets/<dataset>": ("/api/datasets/deals", NEEDS_A_KEY),
    "styleguide": ("/styleguide", "302 404 404 404 404 404 404 200"),
}
# What writes, sent by those who may not: in the same order, up to the executive.
WRITES = {
    f"{KEY_RESULT}/check-ins": "302 403 403 404",
    "/unmatched/i1/undoing": "302 403 403 403 403 403",
    f"{KEY_RESULT}/milestones/none/ticks": "302 404 404 404 404 404",
    "/library/grow-revenue": "302 403",
    "/unmatched/i1/match": "302 403 403 403 403 403",
    "/datasets/visits/adoption": "302 404 404 404 404 404",
    "/datasets/deals/fields": "302 404 404 404 404 404",
    "/definitions": "302 404 404 404 404 404",
    "/new-dataset": "302 404 404 404 404 404",
    "/additions/deals": "302 404 404 404 404 404",
    f"/corrections/{DEAL}": "302 404 404 404 404 404",
    f"/deletions/{DEAL}": "302 404 404 404 404 404",
    f"/restorations/{DEAL}": "302 404 404 404 404 404",
    f"/erasures/{DEAL}": "302 403 403 403 403 403 403",
    f"/rewritings/{DEAL}": "302 403 403 403 403 403 403",
    "/metrics/revenue/draft": "302 403 403 403 403 403",
    "/metrics/revenue/versions": "302 403 403 403 403 403",
    "/new-metric/draft": "302 403 403 403 403 403",
    "/new-metric/declared": "302 403 403 403 403 403",
    "/people/darcel-schlecht/erasure": "302 403 403 403 403 403 403",
    "/sources/new": "302 403 403 403 403 403 403",
    "/sources/trial": "302 403 403 403 403 403 403",
    "/sources/none/definition": "302 403 403 403 403 403 403",
    "/sources/none/readings": "302 403 403 403 403 403 403",
    "/sources/none/acceptance": "302 403 403 403 403 403 403",
    "/imports/uploads": "302 403 403 403 403 403",
    f"{UPLOAD}/columns": "302 403 403 403 403 403",
    f"{UPLOAD}/run": "302 403 403 403 403 403",
    f"{UPLOAD}/removal": "302 403 403 403 403 403",
    "/api/records/events": NEEDS_A_KEY,
    "/pushes/keys": "302 403 403 403 403 403",
    "/pushes/keys/crm/rotation": "302 403 403 403 403 403",
    "/pushes/keys/crm/revocation": "302 403 403 403 403 403",
    "/about-this-demo/start": "302 403 403 403 403 403 403",
}


class Asking:
    """One person's connection to the demo, with the token that a page gives for writing."""

    def __init__(self, client: httpx.Client, *, page: str) -> None:
        self.client = client
        self.token = token_on(client, page)

    def get(self, path: str) -> httpx.Response:
        return self.client.get(path)

    def post(self, path: str) -> httpx.Response:
        return self.client.post(path, headers={"X-CSRFToken": self.token})


@pytest.fixture(scope="module")
def asking(demo: Served) -> Iterator[dict[str, Asking]]:
    """A signed-in connection for each of PEOPLE."""
    with_partner(demo)
    with ExitStack() as open_clients:
        yield {
            role: Asking(
                open_clients.enter_context(signed_in(demo, person)),
                page="/commissions" if person else "/sign-in",
            )
            for role, person in PEOPLE.items()
        }


def _routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _routes(each.url_patterns, route)
        else:
            yield route


def test_every_address_has_its_row() -> None:
    assert sorted(_routes(get_resolver().url_patterns)) == sorted(GET)


@pytest.mark.parametrize("route", GET)
def test_each_role_gets_the_answer_of_its_row(asking: dict[str, Asking], route: str) -> None:
    path, wanted = GET[route]
    answers = {role: str(each.get(path).status_code) for role, each in asking.items()}
    assert answers == dict(zip(PEOPLE, wanted.split(), strict=True))


@pytest.mark.parametrize("path", WRITES)
def test_who_may_not_write_is_refused(asking: dict[str, Asking], path: str) -> None:
    wanted = dict(zip(PEOPLE, WRITES[path].split(), strict=False))
    answers = {role: str(asking[role].post(path).status_code) for role in wanted}
    assert answers == wanted


def test_a_form_from_elsewhere_writes_nothing(asking: dict[str, Asking]) -> None:
    sent = asking["admin"].client.post("/imports/uploads", headers={"X-CSRFToken": "x" * 64})
    assert sent.status_code == 403


@pytest.mark.parametrize("path", ["/", "/commissions", f"{THEIRS}/lines.csv", "/nowhere"])
def test_no_answer_may_be_kept_framed_or_run_what_is_not_ours(
    asking: dict[str, Asking], path: str
) -> None:
    headers = asking["finance"].get(path).headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_what_is_not_for_the_reader_looks_like_what_does_not_exist(
    asking: dict[str, Asking],
) -> None:
    rep = asking["rep"]
    assert _body(rep.get(THEIRS)) == _body(rep.get(THEIRS.replace("darcel", "nobody")))


def _body(answer: httpx.Response) -> str:
    """The page without what changes from one answer to the next: masked tokens."""
    return re.sub(r'("X-CSRFToken": ?|content=|value=)"[^"]*"', "", answer.text)
