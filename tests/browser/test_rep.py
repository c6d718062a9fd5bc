"""What a rep does: sees how she stands, opens a figure, and follows a line to its deal."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.walking import REP, STATEMENT, become
from tests.installation import Served

ROW = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value"


def test_home_answers_how_i_stand_what_it_pays_and_what_is_next(
    window: Callable[..., Page],
) -> None:
    page = window()
    become(page, REP)
    expect(page.locator("h1")).to_have_text("Hi, Markita. You are $72,136 behind pace.")
    expect(page.locator(".hero")).to_contain_text("$35,093 to 6%")
    expect(page.get_by_text("At this pace you end at about $26.4K")).to_be_visible()
    expect(
        page.get_by_text("Win more than $6,772 and you pass Wilburn Farren.")
    ).to_be_visible()
    expect(page.locator(".board .is-me")).to_contain_text("Markita Hansen")


def test_the_same_home_in_spanish_writes_figures_the_spanish_way(
    window: Callable[..., Page],
) -> None:
    page = window(language="es", size="phone")
    become(page, REP, language="es")
    expect(page.locator("h1")).to_contain_text("Hola, Markita. Vas 72.136")
    expect(page.locator(".hero")).to_contain_text("Faltan 35.093")


def test_every_figure_opens_to_its_sentence_and_records(window: Callable[..., Page]) -> None:
    page = window()
    become(page, REP)
    page.locator("[data-pulse=pace]").click()
    panel = page.locator("#panel")
    expect(panel).to_be_visible()
    expect(panel).to_contain_text("Adds up")
    expect(panel).to_contain_text("13 records")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def test_a_line_says_why_it_pays_and_shows_the_versions_of_its_deal(
    window: Callable[..., Page],
) -> None:
    page = window()
    become(page, REP)
    page.goto(STATEMENT)
    page.get_by_role("link", name="1CT3EWJ8").click()
    panel = page.locator("#panel")
    expect(panel).to_contain_text("4% of $553.00 is $22.12")
    expect(panel).to_contain_text("Engaging")
    expect(panel).to_contain_text("Won")


def test_a_deal_that_another_process_imports_arrives_while_she_watches(
    window: Callable[..., Page], demo: Served, tmp_path: Path
) -> None:
    page = window()
    become(page, REP)
    expect(page.locator(".page-head [data-live]")).to_have_attribute("data-state", "live")
    earned = page.locator(".hero .figure-big")
    expect(earned).to_have_text("$596.28")
    file = tmp_path / "one-deal.csv"
    file.write_text(f"{ROW}\nLIVE0001,Markita Hansen,GTX Pro,,Won,2017-11-01,2017-11-21,1000\n")
    demo.installation.rumbo("import", "deals", str(file), "--mapping", "maventech")
    expect(earned).to_have_text("$636.28")  # 4 % of 1 000 more, without a reload
    expect(page.locator("h1")).to_have_text("Hi, Markita. You are $71,136 behind pace.")


def test_without_a_connection_the_page_says_so(window: Callable[..., Page]) -> None:
    page = window()
    become(page, REP)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.goto("/boards/revenue")
    expect(page.locator("h1")).to_have_text("You are offline")
    page.context.set_offline(False)
