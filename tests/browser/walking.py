"""How the browser tests move about the demo: as whom, and where."""

from playwright.sync_api import Page, expect

REP = "markita-hansen"
MANAGER = "melvin-marxen"
EXECUTIVE = "graham-oduya"
ADMIN = "noa-lindqvist"
STATEMENT = f"/commissions/account-executive/{REP}/2017-Q4"

SCREENS = {
    REP: (
        "/",
        "/objectives",
        "/objectives/land-the-year",
        "/key-results/company-win-rate",
        "/boards/revenue",
        "/commissions",
        STATEMENT,
        f"{STATEMENT}/lines/2",
        "/explain/revenue?period=2017-Q3",
        "/search?q=han",
    ),
    MANAGER: ("/", "/commissions", "/people"),
    EXECUTIVE: ("/", "/metrics", "/library", "/metrics/revenue/versions"),
    ADMIN: (
        "/",
        "/imports",
        "/imports/1",
        "/unmatched",
        "/records",
        "/records/deals?q=gtxpro",
        "/records/deals/Z063OYW0",
        "/people/darcel-schlecht",
        "/metrics/revenue",
        "/metrics/product-revenue",
        "/metrics/revenue/edit",
        "/new-metric",
        "/boards/new",
        "/datasets",
        "/datasets/deals",
        "/datasets/deals/fields",
        "/new-dataset",
        "/definitions",
        "/additions/deals",
        "/data-health",
        "/pushes",
        "/pushes/keys",
        "/pushes/guide",
        "/sources",
        "/sources/new",
        "/people/darcel-schlecht/erasure",
        "/about-this-demo",
        "/styleguide",
    ),
}


def become(page: Page, person: str, *, language: str = "en") -> None:
    """Enter the demo as one of its people, with the one click that the sign-in page offers.

    The language is chosen first: the demo's people are shared, and keep what was chosen last.
    """
    page.goto("/sign-in")
    button = page.locator(f'button[name=language][value="{language}"]')
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.locator(f'form[action="/sign-in/as/{person}"] button').click()
    page.wait_for_url("**/")
