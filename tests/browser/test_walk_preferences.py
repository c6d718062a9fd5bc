"""Language and theme are one click away, and are still there after signing in again."""

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import sign_in, violations

FINANCE = "ines.cabrera@maventech.example"


def choose(page: Page, name: str, value: str) -> None:
    """Choose a language or a theme in the menu of a page."""
    page.locator("button[data-open='#menu']:visible").first.click()
    page.locator(f"#menu button[name={name}][value={value}]").click()


@pytest.mark.parametrize("size", ["phone", "laptop"])
def test_a_language_chosen_on_one_device_is_spoken_on_the_next(
    window: Callable[..., Page], size: Literal["phone", "laptop"]
) -> None:
    page = window(size=size)
    sign_in(page, FINANCE)
    choose(page, "language", "en")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    choose(page, "language", "es")
    expect(page.locator("html")).to_have_attribute("lang", "es")

    other = window(language="en")
    sign_in(other, FINANCE)
    expect(other.locator("html")).to_have_attribute("lang", "es")
    other.goto("/commissions?period=2017-Q3")
    expect(other.locator("main")).to_contain_text("169.534,80")
    choose(other, "language", "en")
    expect(other.locator("main")).to_contain_text("169,534.80")


def test_a_dark_theme_is_kept_and_can_be_read(window: Callable[..., Page]) -> None:
    page = window()
    sign_in(page, FINANCE)
    choose(page, "theme", "dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto("/commissions?period=2017-Q3")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert violations(page) == []
    choose(page, "theme", "auto")
    expect(page.locator("html")).to_have_attribute("data-theme", "auto")


def test_signing_out_leaves_nothing_to_go_back_to(window: Callable[..., Page]) -> None:
    page = window()
    sign_in(page, FINANCE)
    page.goto("/commissions?period=2017-Q3")
    page.locator("button[data-open='#menu']:visible").first.click()
    page.locator("#menu form[action='/sign-out'] button").click()
    page.wait_for_url("**/sign-in")
    page.go_back()
    expect(page.locator("body")).not_to_contain_text("169")
