"""What goes wrong is said plainly: what happened, what was kept, how to mend it."""

import re
from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.asking import signed_in, token_on
from tests.browser.reading import violations
from tests.browser.walking import ADMIN, REP, become
from tests.installation import Installation, Served


@pytest.mark.parametrize(
    ("language", "says"), [("en", "There is nothing here"), ("es", "Aquí no hay nada")]
)
def test_a_wrong_address_says_so_in_the_readers_language(
    demo: Served, language: str, says: str
) -> None:
    answer = httpx.get(f"{demo.url}/nowhere", headers={"Accept-Language": language})
    assert answer.status_code == 404
    assert says in answer.text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\xff"),
        ("empty.csv", b""),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_where_it_was_chosen(
    demo: Served, name: str, content: bytes
) -> None:
    with signed_in(demo, ADMIN) as admin:
        answer = admin.post(
            "/imports/uploads",
            files={"file": (name, content, "text/csv")},
            headers={"X-CSRFToken": token_on(admin, "/imports")},
            follow_redirects=True,
        )
    assert answer.status_code == 422
    assert "could not be read. Nothing was imported." in answer.text


def test_a_session_that_ended_elsewhere_leads_to_the_sign_in(
    window: Callable[..., Page],
) -> None:
    page = window()
    become(page, REP)
    page.context.clear_cookies()
    page.goto("/commissions")
    expect(page).to_have_url(re.compile("/sign-in"))


def test_an_organisation_with_nothing_yet_says_what_to_do_on_every_screen(
    window: Callable[..., Page], installation: Installation
) -> None:
    founded = installation.rumbo_json(
        "init", "--name", "Acme", "--currency", "EUR", "--admin", "ana@acme.example"
    )
    with installation.serving("serve") as served:
        page = window()
        page.goto(f"{served.url}/sign-in")
        page.locator("input[name=login]").fill("ana@acme.example")
        page.locator("input[name=password]").fill(founded["password"])
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url(f"{served.url}/")
        for path in (
            "/",
            "/objectives",
            "/boards",
            "/commissions",
            "/metrics",
            "/records",
            "/unmatched",
            "/datasets",
            "/data-health",
            "/pushes",
            "/sources",
        ):
            page.goto(f"{served.url}{path}")
            nothing = page.locator("main .empty h2, main .empty h3, main #first-steps")
            expect(nothing.first).to_be_visible()
            assert violations(page) == [], path
        page.close()
