"""A case of real records, for every kind of metric, taken on the page of its editor."""

from pathlib import Path

import pytest

from rumbo.metrics import operations as metrics
from rumbo.records import operations as records
from tests.cases.test_web_metric_editor import AVERAGE, DEALS_WON
from tests.cases.test_web_metric_forms import (
    BY_MONTH,
    CONVERSION,
    SAID,
    SELLING,
    asked,
    text_of,
)
from tests.office import BEGINS, BY, Office, browser, opened, words

pytestmark = pytest.mark.django_db
HEADS = f"""
metric: heads
{SAID}
kind: people
unit: count
measure: head-count
at: end-of-period
cases:
  - rows: [{{person: ana, valid-from: 2016-01-01}}]
    gives: [{{month: 2017-01, heads: 1}}]
"""
PER_HEAD = f"""
metric: won-per-head
{SAID}
kind: ratio
unit: money
of: revenue
to: heads
cases:
  - rows:
      people: [{{person: ana, valid-from: 2016-01-01}}]
      deals: [{{seller: ana, closed-on: 2017-01-02, stage: Won, amount: 5}}]
    gives: [{{month: 2017-01, won-per-head: 5}}]
"""
DOUBLED = f"""
metric: doubled
{SAID}
kind: derived
unit: money
formula: revenue * 2
cases:
  - rows: [{{closed-on: 2017-01-02, stage: Won, amount: 5}}]
    gives: [{{doubled: 10}}]
"""
SO_FAR = f"""
metric: so-far
{SAID}
kind: cumulative
unit: money
of: revenue
since: year
cases:
  - rows: [{{closed-on: 2017-01-02, stage: Won, amount: 5}}]
    gives: [{{so-far: 5}}]
"""
CALLS = """
dataset: calls
name: {en: Calls, es: Llamadas}
means: {en: Calls to customers., es: Llamadas a clientes.}
key: call
fields:
  - {id: call, type: text, name: {en: Call, es: Llamada}}
  - {id: made-on, type: date, name: {en: Made on, es: Hecha el}}
dated-by: [made-on]
"""
CALLED = f"""
metric: called
{SAID}
kind: simple
unit: count
from: calls
measure: count
dated-by: made-on
cases:
  - rows: [{{made-on: 2017-01-02}}]
    gives: [{{called: 1}}]
"""


@pytest.fixture(autouse=True)
def office(tmp_path: Path) -> Office:
    found = opened(tmp_path)
    metrics.declare(DEALS_WON, file="deals-won.yaml", by=BY, at=BEGINS)
    metrics.declare(HEADS, file="heads.yaml", by=BY, at=BEGINS)
    return found


@pytest.mark.parametrize(
    ("text", "given"),
    [
        # The latest three are D4, D3 and D2: 30 937, 70 and 500 make 31 507.
        (AVERAGE, "{average-deal: '10502.333333333333'}"),
        (DOUBLED, "{doubled: '63014'}"),
        (SO_FAR, "{month: 2017-11, so-far: '31507'}"),
        (CONVERSION, "{won-in-time: '1'}"),
        (BY_MONTH, "{month: 2017-11, best-month: '31507'}"),
        # Two are in a team, of whom Ana has a deal above 600.
        (HEADS.replace("heads", "here"), "{month: 2017-11, here: '2'}"),
        (SELLING, "{month: 2017-11, selling: '0.5'}"),
        # Of the three sellers only Ben is in a team.
        (PER_HEAD, "{month: 2017-11, won-per-head: '31507'}"),
    ],
)
def test_a_case_is_taken_for_every_kind_and_holds(text: str, given: str) -> None:
    page = asked(browser("ada"), text, "case")
    assert page.context["editor"].told == ()
    written = text_of(page)
    assert given in written
    assert "Ana" not in written
    assert "{person: ana" not in written


def test_a_case_names_the_same_person_by_the_same_number_everywhere() -> None:
    case = text_of(asked(browser("ada"), SELLING, "case")).partition("people:")[2]
    people, _, deals = case.partition("deals:")
    numbers = {each for each in ("person-1", "person-2") if each in people}
    assert len(numbers) == 2
    assert all(each in deals for each in numbers)  # each of them sold something
    assert "person-3" not in case


def test_without_a_metric_there_is_no_case_and_the_page_says_why() -> None:
    for text in ("metric: [", ""):
        page = asked(browser("ada"), text, "case")
        assert text_of(page) == text
        assert "the document does not define a metric yet." in words(page)


def test_without_records_there_is_no_case_and_the_page_says_of_what() -> None:
    records.declare(CALLS, file="calls.yaml", by=BY, at=BEGINS)
    page = asked(browser("ada"), CALLED, "case")
    assert text_of(page) == CALLED
    assert "there is nothing in «calls» yet." in words(page)


def test_who_may_not_define_metrics_takes_no_case() -> None:
    for person in ("ana", "out"):
        assert asked(browser(person), AVERAGE, "case").status_code == 403
