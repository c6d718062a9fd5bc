from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.kernel.problems import Place, Problem
from rumbo.metrics.library import library
from rumbo.metrics.reading import OPTIONAL, REQUIRED
from rumbo.metrics.sheets import read_sheet
from rumbo.web.metrics.fields import KINDS, OF_KIND, key_of
from rumbo.web.metrics.form import field_of, in_step, left_alone, starter, values_of

EXAMPLES = Path(__file__).parents[4] / "examples"


def shipped() -> Iterator[tuple[str, str]]:
    """Every metric that comes with Rumbo, by its key; every-key-result uses the library's."""
    yield from library()
    for path in sorted(EXAMPLES.glob("*/metrics/*.yaml")):
        yield f"{path.parents[1].name}-{path.stem}", path.read_text("utf-8")


SHIPPED = dict(shipped())

REVENUE = """metric: revenue
name: {en: Revenue, es: Ventas}
kind: simple
unit: money
from: deals
measure: sum(amount)  # in euros
where: stage = 'Won'
dated-by: closed-on
adds-up-over: [seller, team]
cases:
  - rows: [{stage: Won, amount: 5}]
    gives: [{revenue: 5}]
"""


def test_a_form_that_says_nothing_new_changes_no_line() -> None:
    assert in_step(REVENUE, values_of(REVENUE) or {}) == REVENUE


def test_what_is_typed_into_the_form_stands_in_the_document() -> None:
    changed = in_step(REVENUE, {"where": "stage = 'Lost'", "adds-up-over": "seller, month"})
    assert "where: stage = 'Lost'\n" in changed
    assert "adds-up-over: [seller, month]\n" in changed
    assert "measure: sum(amount)  # in euros\n" in changed


def test_another_kind_leaves_the_keys_of_the_former_behind() -> None:
    changed = in_step(REVENUE, {"kind": "ratio"})
    assert (values_of(changed) or {})["measure"] == ""
    assert "cases:" in changed


def test_the_cases_follow_a_new_key() -> None:
    changed = in_step(starter("deals", dated_by="closed-on"), {"metric": "deals-closed"})
    assert "metric: deals-closed\n" in changed
    assert "gives: [{deals-closed: 1}]" in changed


def test_a_document_that_is_no_yaml_is_left_alone() -> None:
    broken = "metric: [revenue\n"
    assert values_of(broken) is None
    assert in_step(broken, {"unit": "count"}) == broken


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_of_a_kind_has_a_field(kind: str) -> None:
    keys = {*REQUIRED[kind], *OPTIONAL.get(kind, ())}
    assert {key_of(each) for each in OF_KIND[kind]} == keys


@pytest.mark.parametrize("key", SHIPPED)
def test_the_form_shows_the_whole_of_what_ships(key: str) -> None:
    assert left_alone(SHIPPED[key]) == ()
    values = values_of(SHIPPED[key]) or {}
    said = {each for each, value in values.items() if value and "." not in each}
    assert said <= {*OF_KIND[values["kind"]], *said_of_every_kind()}


def said_of_every_kind() -> set[str]:
    return {"metric", "kind", "unit", "direction", "affects-pay", "by", "adds-up-over"}


@pytest.mark.parametrize("key", SHIPPED)
def test_through_the_form_and_back_changes_no_letter(key: str) -> None:
    text = SHIPPED[key]
    assert in_step(text, values_of(text) or {}) == text


@pytest.mark.parametrize("key", SHIPPED)
def test_a_document_written_by_the_form_alone_says_the_same(key: str) -> None:
    """Every field typed anew into a document that has cases only."""
    text = SHIPPED[key]
    values = values_of(text) or {}
    cases = text[text.index("cases:") :]
    written = in_step(cases, values)
    assert values_of(written) == values
    assert read_sheet(written, file="").shape == read_sheet(text, file="").shape


@given(
    key=st.sampled_from(sorted(SHIPPED)),
    kind=st.sampled_from(KINDS),
    said=st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20),
    place=st.integers(min_value=0),
)
def test_a_form_shows_what_was_typed_into_it(
    *, key: str, kind: str, said: str, place: int
) -> None:
    text = SHIPPED[key]
    own = OF_KIND[(values_of(text) or {})["kind"]]
    field = own[place % len(own)]
    plain = said.replace(",", "").replace("=", "") or "a"
    changed = in_step(text, {field: plain})
    values = values_of(changed) or {}
    assert values == {**(values_of(text) or {}), field: plain}
    assert in_step(changed, values) == changed
    other = in_step(changed, {"kind": kind})
    assert (values_of(other) or {})["kind"] == kind


CONVERSION = """metric: lead-conversion
name: {en: Leads, es: Leads, fr: Pistes}
kind: conversion
from: leads
dated-by: created-on
with: {from: visits, match: {lead: lead, site: {a: b}}, within: [60], since: ever}
colour: red
by: [team, [a, b]]
cases: []
"""


def test_what_the_form_cannot_say_is_named_and_kept() -> None:
    assert left_alone(CONVERSION) == (
        "name.fr",
        "with.match",
        "with.within",
        "with.since",
        "colour",
        "by",
    )
    values = values_of(CONVERSION) or {}
    assert "with.within" not in values
    typed = {**values, "with.within": "9 days", "with.match": "", "with.from": "calls"}
    assert in_step(CONVERSION, typed) == CONVERSION.replace("visits", "calls")


def test_a_key_that_should_hold_others_and_does_not_is_kept() -> None:
    text = "metric: a\nkind: people\nwith: certificates\n"
    assert left_alone(text) == ("with",)
    assert in_step(text, {"with.from": "visits"}) == text


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("tool, member", "[tool, member]"),
        ("member = person", "{member: person}"),
        ("tool, member = person", "{tool: tool, member: person}"),
    ],
)
def test_fields_that_belong_together(typed: str, written: str) -> None:
    changed = in_step("metric: a\nkind: people\n", {"with.match": typed})
    assert f"with: {{match: {written}}}\n" in changed
    assert (values_of(changed) or {})["with.match"] == typed


def test_keys_that_two_kinds_share_stay_with_another_kind() -> None:
    changed = in_step(SHIPPED["lead-conversion"], {"kind": "people"})
    values = values_of(changed) or {}
    assert values["with.within"] == "60 days"
    assert values["where"] == "status <> 'duplicate'"
    assert values["from"] == ""


def test_a_text_of_several_lines_is_shown_on_one_and_stays_as_it_is() -> None:
    text = "metric: a\nkind: simple\nwhere: |\n  stage = 'Won'\n  and amount > 0\ncases: []\n"
    values = values_of(text) or {}
    assert values["where"] == "stage = 'Won' and amount > 0"
    assert in_step(text, values) == text


@pytest.mark.parametrize(
    ("code", "line", "key", "field"),
    [
        ("expression.unknown-name", 7, "", "where"),
        ("metric.case.value", 11, "", "cases"),
        ("metric.kind.lacks", 1, "of", "of"),
        ("metric.kind.lacks", 1, "with", "with"),
    ],
)
def test_a_problem_finds_the_field_it_belongs_to(
    *, code: str, line: int, key: str, field: str
) -> None:
    facts = {"key": key} if key else {}
    assert field_of(REVENUE, Problem(code, Place("", line, 12), facts)) == field


def test_a_problem_below_a_key_finds_the_field_there() -> None:
    text = SHIPPED["certified-members"]
    line = next(n for n, each in enumerate(text.split("\n"), 1) if each.startswith("with:"))
    start = text.split("\n")[line - 1]

    def at(part: str, code: str = "metric.unknown-field", **facts: str) -> str:
        return field_of(text, Problem(code, Place("", line, start.index(part) + 1), facts))

    assert at("certificates") == "with.from"
    assert at("issued-on") == "with.in-force.from"
    assert at("{from: cert", "metric.with.when") == "with"
    assert at("{from: cert", "metric.conversion.within") == "with.within"
    assert at("{from: issued", "document.missing-key", key="from") == "with.in-force.from"


def test_a_new_metric_starts_by_counting() -> None:
    values = values_of(starter("deals", dated_by="closed-on")) or {}
    said = [values[each] for each in ("from", "measure", "dated-by")]
    assert said == ["deals", "count", "closed-on"]
