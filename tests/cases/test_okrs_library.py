"""The library: complete, measured by what is shipped, and adapted by those who may."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rumbo.history import queries as history
from rumbo.kernel.calendar import Grain, parse_period
from rumbo.kernel.expressions import parse
from rumbo.kernel.expressions.nodes import Comparison, Name, Words
from rumbo.kernel.problems import Place, Refused
from rumbo.metrics.library import library as shipped_metrics
from rumbo.okrs import operations, queries
from rumbo.okrs.chosen import Adapted, NewCycle
from rumbo.okrs.patterns import KeyResultPattern, patterns, read_pattern
from rumbo.okrs.rules.baselines import Against
from rumbo.okrs.rules.choices import Choice
from rumbo.okrs.rules.filling import filled_filter, names_in
from rumbo.people import access
from rumbo.targets.values import COMPANY, TargetScope
from tests.acme import CLI
from tests.acme_okrs import EVERYTHING, HALFWAY, NOVEMBER, bring, declared_acme, viewer

SHIPPED = {key for key, _ in shipped_metrics()}
ALL = [each for shape in patterns() for each in shape.key_results]
GROW = Adapted(
    pattern="grow-revenue",
    key="grow-revenue-1",
    cycle="2017-q4",
    en="Grow the north",
    es="Hacer crecer el norte",
    scope=TargetScope.of_team("north"),
    owner="ana",
    ambition="committed",
    key_results={"1.1": Choice(target="800000")},
)


def test_fifteen_objectives_have_three_key_results_each() -> None:
    assert [each.number for each in patterns()] == list(range(1, 16))
    assert [each.number for each in ALL] == [
        f"{a}.{b}" for a in range(1, 16) for b in (1, 2, 3)
    ]


def test_all_but_four_are_measured() -> None:
    ticked = [each.number for each in ALL if each.metric is None]
    assert ticked == ["6.3", "12.2", "14.1", "15.3"]


@pytest.mark.parametrize("taken", ALL, ids=lambda each: each.number)
def test_a_key_result_is_measured_by_a_shipped_metric(taken: KeyResultPattern) -> None:
    assert taken.metric is None or taken.metric in SHIPPED
    if taken.where:
        parse(filled_filter(taken.where, dict.fromkeys(taken.asks, "x")), place=Place())


@pytest.mark.parametrize("taken", ALL, ids=lambda each: each.number)
def test_its_names_say_the_same_in_both_languages(taken: KeyResultPattern) -> None:
    assert names_in(taken.name.en) == names_in(taken.name.es)
    assert taken.name.en != taken.name.es


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("metric: tool-adoption", "", "okrs.one-measure"),
        ("reach: 90%", "", "okrs.one-aim"),
        ("asks: {tool: {en: T, es: T, for-instance: crm}}", "", "okrs.pattern-asks"),
    ],
)
def test_a_wrong_pattern_is_refused(right: str, wrong: str, code: str) -> None:
    text = """
pattern: p
number: 1
name: {en: A, es: B}
why: {en: A, es: B}
type: process
key-results:
  - key-result: 1.1
    name: {en: "{target} use it", es: "Lo usa el {target}"}
    metric: tool-adoption
    where: tool = {tool}
    asks: {tool: {en: T, es: T, for-instance: crm}}
    reach: 90%
"""
    assert read_pattern(text, file="p.yaml").key_results[0].asks["tool"].name.en == "T"
    with pytest.raises(Refused) as refused:
        read_pattern(text.replace(right, wrong), file="p.yaml")
    assert code in {each.code for each in refused.value.problems}


@pytest.fixture
def acme(db: object) -> None:
    declared_acme()


def adapt(given: Adapted, who: str = "mar") -> str:
    return operations.adapt(given, viewer=viewer(who), at=NOVEMBER)


def made(key: str = "grow-revenue-1") -> Any:
    return queries.objective(key, viewer=EVERYTHING, today=HALFWAY)


@pytest.mark.usefixtures("acme")
def test_it_becomes_an_objective_like_any_other() -> None:
    bring(("D1", "Ana Ruiz", "Won", "2017-10-03", 400))
    assert adapt(GROW) == "grow-revenue-1"
    found = made()
    (result,) = found.key_results
    assert (found.scope.key, found.owner.key) == ("north", "ana")
    assert result.name.en == "Revenue reaches $800,000"
    assert result.name.es == "Los ingresos llegan a 800.000\xa0US$"
    assert (result.metric, result.current, result.target) == ("revenue", 400, 800_000)
    assert result.library == "1.1"
    last = list(history.entries(about="cycle:2017-q4"))[-1]
    assert (last.verb, str(last.by)) == ("objectives.declared", "person:mar")


@pytest.mark.usefixtures("acme")
def test_the_same_form_sent_twice_makes_it_once() -> None:
    adapt(GROW)
    with pytest.raises(operations.AlreadyAdapted):
        adapt(GROW)
    assert queries.free_key("grow-revenue", viewer=EVERYTHING) == "grow-revenue-2"


@pytest.mark.usefixtures("acme")
def test_a_cycle_can_begin_with_it() -> None:
    new = NewCycle(
        "cycle-2018-q1", "Q1 2018", "T1 2018", Grain.QUARTER, parse_period("2018-Q1")
    )
    adapt(replace(GROW, cycle=new))
    assert made().key_results[0].period == parse_period("2018-Q1")
    (cycle,) = [e for e in queries.cycles(EVERYTHING) if e.key == "cycle-2018-q1"]
    assert cycle.state == "open"


@pytest.mark.usefixtures("acme")
@pytest.mark.parametrize(
    ("who", "scope", "may"),
    [
        ("mar", TargetScope.of_team("north"), True),
        ("mar", TargetScope.of_person("ana"), True),
        ("mar", TargetScope.of_team("south"), False),
        ("mar", TargetScope.of_person("ben"), False),
        ("mar", COMPANY, False),
        ("ana", TargetScope.of_person("ana"), False),
        ("out", TargetScope.of_person("out"), False),
    ],
)
def test_a_manager_sets_objectives_for_who_they_lead(
    who: str, scope: TargetScope, *, may: bool
) -> None:
    if may:
        assert adapt(replace(GROW, scope=scope), who) == "grow-revenue-1"
    else:
        with pytest.raises(access.NotAllowed):
            adapt(replace(GROW, scope=scope), who)


@pytest.mark.usefixtures("acme")
def test_what_nothing_here_measures_is_entered_by_hand_from_where_it_stands() -> None:
    chosen = {
        "2.1": Choice(target="85%", start="70%"),
        "2.2": Choice(target="-5%", start="10%"),
    }
    adapt(replace(GROW, pattern="retain-customers", key_results=chosen))
    renewal, churn = made().key_results
    assert (renewal.by_hand, renewal.unit) == (True, "share")
    assert (renewal.start, renewal.target) == (Decimal("0.7"), Decimal("0.85"))
    assert (churn.baseline, churn.target) == (Decimal("0.1"), Decimal("0.095"))


@pytest.mark.usefixtures("acme")
def test_milestones_come_with_the_days_that_are_chosen() -> None:
    due = {"costs-known": "2017-11-30"}
    chosen = {"15.3": Choice(due=due)}
    adapt(replace(GROW, pattern="lower-acquisition-cost", key_results=chosen))
    steps = made().key_results[0].milestones
    assert [each.due for each in steps] == [date(2017, 11, 30), None, None]


@pytest.mark.usefixtures("acme")
def test_every_fault_has_its_field_and_nothing_is_made() -> None:
    wrong = replace(
        GROW,
        pattern="sell-more-of-a-product",
        en="",
        owner="nobody",
        key_results={
            "5.1": Choice(target="a lot", against=Against.VALUE, fixed="much"),
            "5.2": Choice(target="5", start="none"),
        },
    )
    head = history.head()
    with pytest.raises(Refused) as refused:
        adapt(wrong)
    assert {(each.place.file, each.code) for each in refused.value.problems} == {
        ("name-en", "okrs.name-length"),
        ("owner", "okrs.owner-missing"),
        ("5.1-product", "okrs.fill-missing"),
        ("5.1-target", "okrs.unclear-change"),
        ("5.1-fixed", "okrs.not-a-number"),
        ("5.2-start", "okrs.not-a-number"),
    }
    assert history.head() == head


@pytest.mark.usefixtures("acme")
def test_nothing_chosen_is_no_objective() -> None:
    with pytest.raises(Refused) as refused:
        adapt(replace(GROW, key_results={}))
    assert [each.code for each in refused.value.problems] == ["okrs.nothing-chosen"]


@pytest.mark.usefixtures("acme")
def test_a_closed_cycle_takes_none() -> None:
    operations.move_cycle("2017-q4", "grading", by=CLI, at=NOVEMBER)
    with pytest.raises(operations.WrongState):
        adapt(GROW)


def test_a_name_cannot_break_out_of_its_filter() -> None:
    name = "X' or 1 = 1 or product = 'Y"
    where = filled_filter("product = {product}", {"product": name})
    assert parse(where, place=Place()) == Comparison("=", Name("product"), Words(name))


@pytest.mark.usefixtures("acme")
def test_a_filter_that_the_metric_here_does_not_know_is_told_in_its_field() -> None:
    # The deals of Acme have no product.
    chosen = {"5.1": Choice(target="+25%", fills={"product": "GTX"})}
    with pytest.raises(Refused) as refused:
        adapt(replace(GROW, pattern="sell-more-of-a-product", key_results=chosen))
    (problem,) = refused.value.problems
    assert (problem.place.file, problem.code) == ("5.1-product", "expression.unknown-name")


@pytest.mark.usefixtures("acme")
def test_the_shelf_says_what_is_measured_here_and_what_was_made_of_it() -> None:
    adapt(GROW)
    first, second, *_ = queries.library(viewer=viewer("ben"))
    assert [each.by_hand for each in first.key_results] == [False, True, True]
    assert [each.key for each in first.used_by] == ["grow-revenue-1"]
    assert second.used_by == ()
    assert first.key_results[0].name.en == "Revenue reaches $500,000"
    with pytest.raises(access.NotVisible):
        queries.library(viewer=viewer("out"))
