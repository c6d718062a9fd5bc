"""The editor of a metric in a real browser: a form for each kind, in step with the document."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.reading import overflow, violations
from tests.browser.walking import ADMIN, become


def field(name: str) -> str:
    """How the field of this name is found; dots are part of the name."""
    return f'[id="f-{name}"]'


def problem(name: str) -> str:
    """How what is wrong with a field is found."""
    return f'[id="e-{name}"]'


def opened(page: Page, *, language: str = "en") -> None:
    """The editor of a metric of the demo, as an administrator."""
    become(page, ADMIN, language=language)
    page.goto("/metrics/deals-won/edit")


def test_another_kind_brings_its_fields_and_each_says_what_it_lacks(
    window: Callable[..., Page],
) -> None:
    page = window()
    opened(page)
    page.locator(field("kind")).select_option("conversion")
    expect(page.locator(field("with.within"))).to_be_visible()
    expect(page.locator(problem("with"))).to_contain_text("needs «with»")
    dates = page.locator(f"{field('with.dated-by')} option")
    date = dates.nth(1).get_attribute("value") or ""
    page.locator(field("with.dated-by")).select_option(date)
    expect(page.locator(problem("with.within"))).to_contain_text("Write within: 60 days.")
    page.locator(field("with.within")).fill("30 days")
    written = re.compile(rf"with: \{{dated-by: {date}, within: 30 days\}}")
    expect(page.locator("#yaml")).to_have_value(written)
    expect(page.locator(problem("with.within"))).to_be_empty()
    assert violations(page) == []


def test_what_is_written_in_the_document_fills_the_form_on_a_phone_too(
    window: Callable[..., Page],
) -> None:
    page = window(size="phone", language="es", scheme="dark")
    opened(page, language="es")
    text = page.locator("#yaml").input_value()
    page.locator("#yaml").fill(text.replace("kind: simple", "colour: red\nkind: periodic"))
    expect(page.locator(field("each"))).to_be_visible()
    expect(page.locator("#form-side")).to_contain_text(
        "lo deja como lo dice el documento: colour"
    )
    page.locator(field("each")).select_option("month")
    expect(page.locator("#yaml")).to_have_value(
        re.compile(r"colour: red\n.*\neach: month\n", re.DOTALL)
    )
    assert overflow(page) == 0
    assert violations(page) == []


def test_a_case_of_real_records_is_written_into_the_document(
    window: Callable[..., Page],
) -> None:
    page = window()
    become(page, ADMIN)
    page.goto("/metrics/average-deal/edit")
    page.get_by_role("button", name="Take a case from the records").click()
    expect(page.locator("#yaml")).to_have_value(re.compile("Real records: check them by hand"))
    expect(page.get_by_role("heading", name="to mend")).to_have_count(0)
