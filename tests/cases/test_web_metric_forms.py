"""The form of every kind of metric, as a browser sends it."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client

from rumbo.metrics.library import library
from tests.cases.test_web_metric_editor import FRAGMENT
from tests.office import Answer, Office, browser, opened, words

pytestmark = pytest.mark.django_db
SHIPPED = dict(library())
SAID = """
name: {en: A metric, es: Una métrica}
means: {en: What it says., es: Lo que dice.}
does-not-mean: {en: Another., es: Otra.}
"""
CONVERSION = f"""
metric: won-in-time
{SAID}
kind: conversion
unit: share
from: deals
dated-by: closed-on
with: {{where: stage = 'Won', dated-by: closed-on, within: 60 days}}
cases:
  - rows: [{{closed-on: 2017-01-02, stage: Won}}]
    gives: [{{won-in-time: 1}}]
"""
SELLING = f"""
metric: selling
{SAID}
kind: people
unit: share
measure: share
at: end-of-period
with: {{from: deals, match: {{seller: person}}, where: amount > 600, dated-by: closed-on}}
cases:
  - rows: {{people: [{{person: ana, valid-from: 2016-01-01}}], deals: []}}
    gives: [{{month: 2017-01, selling: 0}}]
"""
BY_MONTH = f"""
metric: best-month
{SAID}
kind: periodic
unit: money
of: revenue
each: month
combine: maximum
cases:
  - rows: [{{closed-on: 2017-01-02, stage: Won, amount: 5}}]
    gives: [{{quarter: 2017-Q1, best-month: 5}}]
"""


@pytest.fixture(autouse=True)
def office(tmp_path: Path) -> Office:
    return opened(tmp_path)


class Form(HTMLParser):
    """What a browser would send of a page, and what stands beside each field."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self.choice = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "input" and name:
            self.sent[name] = given.get("value") or ""
        elif tag == "select":
            self.choice = name
        elif tag == "option" and self.choice:
            value = given.get("value") or ""
            if "selected" in given:
                self.sent[self.choice] = value
            self.sent.setdefault(self.choice, value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.choice = ""


def asked(client: Client, text: str, side: str, **given: str) -> Answer:
    sent = {"yaml": text, "side": side, "after": "0", **given}
    return client.post("/new-metric/draft", sent, headers=FRAGMENT)


def text_of(page: Answer) -> str:
    return str(page.context["editor"].written.text)


def test_what_a_browser_sends_of_a_form_that_nobody_touched_changes_no_letter() -> None:
    client = browser("ada")
    changed = {}
    for key, text in SHIPPED.items():
        shown = Form(asked(client, text, "yaml").content.decode()).sent
        assert shown["metric"] == key
        changed[key] = text_of(asked(client, text, "form", **shown))
    assert changed == SHIPPED


def test_a_value_that_is_no_choice_here_is_shown_and_kept() -> None:
    text = CONVERSION.replace("from: deals", "from: orders").replace(
        "unit: share", "unit: lots"
    )
    client = browser("ada")
    shown = Form(asked(client, text, "yaml").content.decode()).sent
    assert (shown["from"], shown["unit"], shown["direction"]) == ("orders", "lots", "")
    assert text_of(asked(client, text, "form", **shown)) == text


def test_a_field_below_a_key_is_written_where_it_belongs() -> None:
    changed = text_of(asked(browser("ada"), CONVERSION, "form", **{"with.within": "9 days"}))
    assert changed == CONVERSION.replace("60 days", "9 days")


def test_what_the_form_has_no_field_for_is_said() -> None:
    text = SELLING.replace("seller: person", "seller: [person]").replace(
        "unit", "colour: red\nunit"
    )
    page = words(asked(browser("ada"), text, "yaml"))
    assert "keeps it as the document says it: <code>colour, with.match</code>" in page
    assert 'name="with.match"' not in page


def test_the_dates_offered_are_those_of_the_related_records() -> None:
    page = words(asked(browser("ada"), SELLING, "yaml"))
    assert '<option value="closed-on" selected>Closed on (closed-on)</option>' in page
    assert "Only people where" in page


@pytest.mark.parametrize(
    ("text", "field", "what", "remedy"),
    [
        (
            CONVERSION.replace(", within: 60 days", ""),
            "with.within",
            "A conversion counts what happened in time, and «with» sets no limit.",
            "Write within: 60 days.",
        ),
        (
            SELLING.replace("with: {", "#"),
            "with.from",
            "A share of people needs the records that they are to have.",
            "with: {from: certificates, dated-by: issued-on}",
        ),
        (
            SELLING.replace(", dated-by: closed-on", ""),
            "with",
            "«with» does not say when its records count.",
            "Give dated-by",
        ),
        (
            SELLING.replace("amount > 600", "amuont > 600"),
            "with.where",
            "amuont",
            "amount",
        ),
        (
            BY_MONTH.replace("combine: maximum\n", ""),
            "combine",
            "A metric of kind «periodic» needs «combine».",
            "Add the key.",
        ),
    ],
)
def test_what_a_kind_lacks_is_told_in_its_field(
    text: str, *, field: str, what: str, remedy: str
) -> None:
    page = words(asked(browser("ada"), text, "form"))
    told = page.partition(f'id="e-{field}" hx-swap-oob="true">')[2].partition("</p>")[0]
    assert what in told
    assert remedy in told


def test_a_problem_below_a_key_is_told_in_spanish_too() -> None:
    text = SELLING.replace("with: {", "#")
    page = words(asked(browser("ada", language="es"), text, "form"))
    assert "Una parte de las personas necesita saber qué registros han de tener." in page
