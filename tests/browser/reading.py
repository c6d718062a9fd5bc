"""What the browser tests watch and measure on a page."""

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page

AXE = Path(__file__).with_name("vendor") / "axe.min.js"
PASSWORD = "rumbo-demo"  # noqa: S105 - printed by the demo for everyone who tries it

# Axe runs in the page's own world without a script element, which the page's policy forbids.
_RUN_AXE = """async rules => {
  const only = rules.length ? {runOnly: {type: 'rule', values: rules}} : {};
  const found = await axe.run(document, {resultTypes: ['violations'], ...only});
  return found.violations.flatMap(rule => rule.nodes.map(
    node => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`));
}"""


@dataclass
class Watched:
    """Everything that went wrong in a page while a test used it."""

    complaints: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Note console errors, uncaught exceptions and refusals of the content policy."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.location.get('url')}: {message.text}")


# What depends on colours, and so on the theme.
OF_COLOURS = ("color-contrast", "link-in-text-block")


def violations(page: Page, *rules: str) -> list[str]:
    """What axe finds on the page as it stands: rule, element, remedy; by all rules or some."""
    page.evaluate(AXE.read_text())
    found: list[str] = page.evaluate(_RUN_AXE, list(rules))
    return found


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window; 0 is right."""
    wider: int = page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return max(wider, 0)


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """Sign in through the form, as a person does."""
    page.goto("/sign-in")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/sign-in" not in url)


def become(page: Page, person: str) -> None:
    """Look around the demo as a person, by key, with the one click it offers."""
    page.goto("/sign-in")
    page.locator(f'form[action="/sign-in/as/{person}"] button').dispatch_event("click")
    page.wait_for_url(lambda url: "/sign-in" not in url)
