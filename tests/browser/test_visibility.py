"""Nobody sees another's pay: not the page, not a line, not a file, not a figure of it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walking import MANAGER, REP, become

THEIRS = "/commissions/account-executive/darcel-schlecht/2017-Q3"
EARNED = "29,589.62"


@pytest.mark.parametrize("path", [THEIRS, f"{THEIRS}/lines/1", f"{THEIRS}/lines.csv"])
def test_a_rep_who_asks_for_anothers_statement_finds_nothing(
    window: Callable[..., Page], path: str
) -> None:
    page = window()
    become(page, REP)
    answer = page.request.get(path)
    assert answer.status == 404
    assert EARNED not in answer.text()
    assert "Darcel" not in answer.text()


def test_a_manager_sees_the_pay_of_the_own_group_to_the_cent(
    window: Callable[..., Page],
) -> None:
    page = window()
    become(page, MANAGER)
    page.goto(THEIRS)
    expect(page.locator("h1")).to_contain_text(EARNED)


def test_a_manager_does_not_see_the_pay_of_another_group(window: Callable[..., Page]) -> None:
    page = window()
    become(page, MANAGER)
    answer = page.request.get("/commissions/account-executive/vicki-laflamme/2017-Q3")
    assert answer.status == 404
    assert "11,186.42" not in answer.text()


def test_without_a_session_every_address_leads_to_the_sign_in(
    window: Callable[..., Page],
) -> None:
    page = window()
    page.goto(THEIRS)
    expect(page).to_have_url(re.compile("/sign-in"))
