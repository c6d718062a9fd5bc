"""Every screen, in both languages, on phone and laptop: axe finds nothing, nothing is too wide.

Console errors and refusals of the content policy fail at the end of each test.
"""

from collections.abc import Callable
from itertools import product
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import OF_COLOURS, overflow, violations
from tests.browser.walking import SCREENS, become

Size = Literal["phone", "laptop"]


@pytest.mark.parametrize("look", list(product(("en", "es"), ("phone", "laptop"))))
@pytest.mark.parametrize("person", SCREENS)
def test_a_walk_through_every_screen_finds_no_fault(
    window: Callable[..., Page], person: str, look: tuple[str, Size]
) -> None:
    language, size = look
    page = window(size=size, language=language)
    become(page, person, language=language)
    for path in SCREENS[person]:
        page.goto(path)
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("h1").first).to_be_visible()
        assert violations(page) == [], path
        assert overflow(page) == 0, path


@pytest.mark.parametrize("person", SCREENS)
def test_in_the_dark_every_text_can_still_be_read(
    window: Callable[..., Page], person: str
) -> None:
    page = window(scheme="dark")
    become(page, person)
    for path in SCREENS[person]:
        if path != "/styleguide":
            page.goto(path)
            expect(page.locator("h1").first).to_be_visible()
            assert violations(page, *OF_COLOURS) == [], path


def test_on_a_tablet_the_rail_of_icons_keeps_its_names(window: Callable[..., Page]) -> None:
    page = window(size="tablet")
    become(page, "markita-hansen")
    expect(page.get_by_role("link", name="Objectives", exact=True).first).to_be_visible()
    assert violations(page) == []
    assert overflow(page) == 0
