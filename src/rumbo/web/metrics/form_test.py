from rumbo.web.metrics.form import field_at, in_step, starter, values_of

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


def test_a_problem_finds_the_field_it_belongs_to() -> None:
    assert field_at(REVENUE, 7) == "where"
    assert field_at(REVENUE, 12) == "cases"


def test_a_new_metric_starts_by_counting() -> None:
    values = values_of(starter("deals", dated_by="closed-on")) or {}
    said = [values[each] for each in ("from", "measure", "dated-by")]
    assert said == ["deals", "count", "closed-on"]
