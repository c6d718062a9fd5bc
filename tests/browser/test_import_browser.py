"""An administrator brings a file in, watches it arrive, and says who an unknown seller is."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import overflow, violations
from tests.browser.walking import ADMIN, become

HEADER = (
    "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value"
)


@pytest.fixture
def february(tmp_path: Path) -> Path:
    """Three rows before the sample's first closing day, so that no figure of it moves."""
    file = tmp_path / "february.csv"
    rows = (
        HEADER,
        "FEB00001,Clara Pinto,GTXPro,Konex,Won,2017-02-01,2017-02-10,4600",
        'FEB00002,Clara Pinto,GTXPro,Konex,Won,2017-02-01,2017-02-11,"1.234,56"',
        "FEB00003,Clara Pinto,MG Special,Konex,Won,2017-02-01,2017-02-12,60",
    )
    file.write_text("\n".join([*rows, ""]))
    return file


def is_sound(page: Page) -> None:
    """Nothing for axe to find, nothing wider than the window."""
    assert violations(page) == [], page.url
    assert overflow(page) == 0, page.url


def test_a_file_is_shown_then_brought_in_and_its_seller_resolved(
    window: Callable[..., Page], february: Path
) -> None:
    page = window()
    become(page, ADMIN)
    page.goto("/imports")
    is_sound(page)
    page.get_by_label("Choose a file of records").set_input_files(february)
    page.get_by_role("button", name="Upload").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("9 of 9 fields have their column")
    is_sound(page)
    page.get_by_role("button", name="Show what would happen").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("1 row is wrong")
    expect(page.get_by_role("row", name=re.compile("1.234,56"))).to_contain_text("close_value")
    expect(page.get_by_text("Clara Pinto").last).to_be_visible()
    is_sound(page)
    page.get_by_role("button", name="Import the others").click()

    # The page leads to its result by itself, once a worker has taken the file in.
    expect(page).to_have_url(re.compile(r"/imports/\d+$"), timeout=30_000)
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 row stayed out")
    is_sound(page)

    page.get_by_role("link", name="Say who they are").click()
    resolves(page)


def resolves(page: Page) -> None:
    """Say once who she is: her money moves to that person."""
    card = page.get_by_role("region", name="Clara Pinto")
    expect(card).to_contain_text("$4,660")
    card.get_by_role("link", name="Say who this is").click()
    page.get_by_label("This is", exact=True).select_option("rosalina-dieter")
    page.get_by_role("button", name="Match", exact=True).click()
    expect(page.get_by_text("these records now count for Rosalina Dieter")).to_be_visible()
    expect(page.get_by_role("region", name="Clara Pinto")).to_have_count(0)

    page.goto("/people/rosalina-dieter?period=2017-Q1")
    expect(page.get_by_role("table")).to_contain_text("$4,660")
    is_sound(page)


@pytest.mark.parametrize(
    ("size", "language", "said"),
    [("phone", "es", "campos ya tienen su columna"), ("tablet", "en", "have their column")],
)
def test_the_columns_are_chosen_on_a_phone_and_a_tablet_too(
    window: Callable[..., Page],
    february: Path,
    *,
    size: Literal["phone", "tablet"],
    language: str,
    said: str,
) -> None:
    page = window(size=size, language=language)
    become(page, ADMIN, language=language)
    page.goto("/imports")
    page.locator("#file").set_input_files(february)
    page.locator(".drop button").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(said)
    is_sound(page)
    page.locator("#columns-form button[type=submit]").click()
    expect(page.locator("table")).to_contain_text("1.234,56")
    is_sound(page)
