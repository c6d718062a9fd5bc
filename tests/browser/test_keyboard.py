"""Everything can be reached without a mouse, and the focus is always seen."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.reading import sign_in
from tests.browser.walking import REP, become


def test_a_question_mark_lists_the_keys_and_escape_closes_them(
    window: Callable[..., Page],
) -> None:
    page = window()
    become(page, REP)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()


def test_g_and_a_letter_go_to_a_screen_and_a_slash_searches(
    window: Callable[..., Page],
) -> None:
    page = window()
    become(page, REP)
    page.keyboard.press("g")
    page.keyboard.press("o")
    page.wait_for_url("**/objectives")
    page.keyboard.press("/")
    page.wait_for_url("**/search")
    page.keyboard.type("darcel")
    expect(page.get_by_role("link", name="Darcel Schlecht")).to_be_visible()


def test_the_first_tab_offers_to_skip_to_the_content(window: Callable[..., Page]) -> None:
    page = window()
    become(page, REP)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_the_theme_changes_at_once_and_is_remembered(window: Callable[..., Page]) -> None:
    page = window()
    become(page, REP)
    page.locator(".side [data-open='#menu']").click()
    page.locator("#menu button[name=theme][value=dark]").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto("/boards/revenue")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.locator(".side [data-open='#menu']").click()
    page.locator("#menu button[name=theme][value=auto]").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "auto")


def test_a_password_signs_in_and_a_wrong_one_says_so(window: Callable[..., Page]) -> None:
    page = window()
    page.goto("/sign-in")
    page.locator("input[name=login]").fill("markita.hansen@maventech.example")
    page.locator("input[name=password]").fill("not-the-password")
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_role("alert")).to_be_visible()
    sign_in(page, "markita.hansen@maventech.example")
    page.wait_for_url("**/")
    expect(page.locator("h1")).to_contain_text("Markita")
