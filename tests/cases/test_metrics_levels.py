"""Levels, related records, people and parts of a period: in the engine as in memory."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rumbo.kernel.calendar import Period, parse_period
from rumbo.kernel.expressions import Value
from rumbo.kernel.problems import Refused
from rumbo.metrics.rules.assembly import Group
from rumbo.metrics.rules.metric import Metric, Simple
from rumbo.metrics.rules.question import EVERYTHING, Scope
from rumbo.metrics.rules.tally import tallied
from tests.cases.metric_club import (
    DATASETS,
    IN_FORCE,
    ROWS,
    STAYS,
    document,
    metric,
    people,
    simple,
)
from tests.cases.metric_tables import asked, figures, tables

WITH_VISIT = "with: {from: visits, match: [seller, sport], dated-by: came-on, in-last: 10 days}"
LEVELS = [
    simple(f"{IN_FORCE}measure: count\nat: end-of-period", unit="count"),
    simple(f"{IN_FORCE}measure: count-distinct(holder)\nat: start-of-period", unit="count"),
    simple(f"{IN_FORCE}measure: count-distinct(holder)\nat: average-over-days"),
    simple(f"{IN_FORCE}measure: count-distinct(seller)\nat: average-over-days"),
    simple(f"{IN_FORCE}measure: sum(fee)\nat: average-over-days", unit="money"),
    simple(
        f"{IN_FORCE}measure: average(fee)\nat: average-over-days", unit="money", nothing="none"
    ),
    simple(f"{IN_FORCE}measure: median(fee)\nat: end-of-period", unit="money", nothing="none"),
    simple(
        f"{IN_FORCE}measure: count\nat: end-of-period\n{WITH_VISIT}",
        rows="{passes: [], visits: []}",
    ),
]
SNAPSHOTS = [
    simple("from: readings\nmeasure: last(level)\ndated-by: read-on\nper: [meter]"),
    simple("from: readings\nmeasure: last(level * 2)\ndated-by: read-on"),
    simple(
        "from: readings\nmeasure: last(level)\ndated-by: read-on\nper: [meter]\n"
        "at: average-over-days\nwhere: level > 10"
    ),
    simple(
        "from: readings\nmeasure: sum(level)\ndated-by: read-on\n"
        "only-last: {of: [meter, read-on], by: said-on}\nwhere: said_on <= read_on"
    ),
]
PEOPLE = [
    people("measure: head-count\nat: end-of-period"),
    people("measure: head-count\nat: average-over-days"),
    people("measure: full-time\nat: average-over-days\nwhere: role = 'rep'"),
    people(
        "measure: share\nat: end-of-period\n"
        "with: {from: visits, match: {seller: person}, dated-by: came-on}",
        nothing="none",
        unit="share",
    ),
    people(
        "measure: share\nat: average-over-days\nwith: {from: visits, match: {seller: person}, "
        "in-force: {from: came-on, before: left-on}, where: \"sport = 'judo'\"}",
        nothing="none",
        unit="share",
    ),
]
TIMELY = [
    simple(
        "from: passes\nmeasure: share(hours_between(used_at, renewed_at) <= 24)\n"
        "dated-by: used-at",
        unit="share",
        nothing="none",
    ),
    simple(
        "from: passes\nmeasure: sum(hours_between(used_at, renewed_at) * 2)\ndated-by: used-at"
    ),
    metric(
        document(
            "figure",
            "kind: conversion\nfrom: passes\ndated-by: starts-on\n"
            "with: {from: visits, match: {pass: pass}, dated-by: came-on, within: 7 days}",
            unit="share",
            nothing="none",
            rows="{passes: [], visits: []}",
        )
    ),
    metric(
        document(
            "figure",
            "kind: conversion\nfrom: passes\ndated-by: starts-on\n"
            "with: {dated-by: renewed-at, within: 7 days, where: fee > 0}",
            unit="share",
            nothing="none",
        )
    ),
]
SOLD = document(
    "sold", "kind: simple\nfrom: passes\nmeasure: sum(fee)\ndated-by: starts-on", unit="money"
)
COUNTED = document("counted", "kind: simple\nfrom: passes\nmeasure: count\ndated-by: starts-on")
MADE = [
    metric(
        SOLD,
        document("figure", "kind: periodic\nof: sold\neach: week\ncombine: sum", unit="money"),
    ),
    metric(
        SOLD,
        document(
            "figure", "kind: periodic\nof: sold\neach: week\ncombine: average", unit="money"
        ),
    ),
    metric(
        COUNTED,
        document(
            "figure",
            "kind: ratio\nof: counted\nto: counted\nof-the-whole: yes",
            unit="share",
            nothing="none",
        ),
    ),
]
BY_RECORD = st.sampled_from([(), ("seller",), ("team",), ("sport",)])
BY_TIME = st.sampled_from([(), ("month",), ("quarter",)])
SCOPES = st.sampled_from([EVERYTHING, Scope(team="south"), Scope(person="ana")])
PERIOD = Period(date(2026, 1, 25), date(2026, 3, 16))
Rows = Mapping[str, list[dict[str, Value]]]


def agree_on(rows: Rows, measured: Metric, *, by: tuple[str, ...], scope: Scope) -> None:
    question = asked(measured, period=PERIOD, by=by, scope=scope, levels=["team"])
    with tables(rows, DATASETS.values()) as engine:
        counted = figures(engine, measured, question)
    in_memory = tallied(measured, rows, question)
    assert {k: v for k, v in counted.items() if v} == {k: v for k, v in in_memory.items() if v}
    assert counted.keys() == in_memory.keys()


@settings(max_examples=80, deadline=None)
@given(
    rows=ROWS,
    measured=st.sampled_from([*LEVELS, *TIMELY, *MADE]),
    of=BY_RECORD,
    time=BY_TIME,
    scope=SCOPES,
)
def test_what_is_credited_to_people_is_counted_alike(
    *, rows: Rows, measured: Metric, of: tuple[str, ...], time: tuple[str, ...], scope: Scope
) -> None:
    agree_on(rows, measured, by=(*of, *time), scope=scope)


@settings(max_examples=40, deadline=None)
@given(
    rows=ROWS,
    measured=st.sampled_from(SNAPSHOTS),
    of=st.sampled_from([(), ("meter",)]),
    time=st.sampled_from([(), ("week",), ("month", "week"), ("day",)]),
)
def test_snapshots_and_revisions_are_counted_alike(
    *, rows: Rows, measured: Metric, of: tuple[str, ...], time: tuple[str, ...]
) -> None:
    agree_on(rows, measured, by=(*of, *time), scope=EVERYTHING)


@settings(max_examples=40, deadline=None)
@given(
    rows=ROWS,
    measured=st.sampled_from(PEOPLE),
    of=st.sampled_from([(), ("person",), ("team",), ("country",)]),
    time=BY_TIME,
    scope=SCOPES,
)
def test_people_are_counted_alike(
    *, rows: Rows, measured: Metric, of: tuple[str, ...], time: tuple[str, ...], scope: Scope
) -> None:
    agree_on(rows, measured, by=(*of, *time), scope=scope)


def of_team(measured: Metric, team: str | None, period: str) -> Decimal | None:
    rows: Rows = {"people": STAYS}
    question = asked(measured, period=parse_period(period), scope=Scope(team=team))
    with tables(rows, DATASETS.values()) as engine:
        return figures(engine, measured, question)[()]


def test_somebody_who_moves_counts_where_they_were_on_each_day() -> None:
    """Ana moves on 10 February, to half the hours; Luis comes on the 20th, at 75 %."""
    heads, hours = PEOPLE[1], PEOPLE[2]
    assert of_team(heads, "north", "2026-02") == Decimal("0.321428571428")
    assert of_team(heads, "south", "2026-02") == 1
    assert of_team(hours, None, "2026-02") == Decimal("0.901785714285")
    assert of_team(PEOPLE[0], "north", "2026-02") == 0
    assert of_team(PEOPLE[0], "south", "2026-02") == 2


def passes(*stretches: tuple[str, str]) -> Rows:
    return {
        "passes": [
            {"pass": f"P{number}", "starts_on": date.fromisoformat(start), "ends_on": ends}
            for number, (start, before) in enumerate(stretches)
            for ends in [date.fromisoformat(before) if before else None]
        ]
    }


def level(
    measured: Metric, rows: Rows, *by: str, until: date | None = None
) -> dict[Group, Decimal | None]:
    question = asked(measured, period=parse_period("2026-Q1"), by=by)
    with tables(rows, DATASETS.values()) as engine:
        return figures(engine, measured, replace(question, until=until))


def test_what_a_month_begins_with_is_what_the_month_before_ended_with() -> None:
    rows = passes(("2026-01-31", "2026-03-01"), ("2026-02-28", ""), ("2026-03-01", ""))
    end, start = LEVELS[0], simple(f"{IN_FORCE}measure: count\nat: start-of-period")
    assert level(end, rows, "month") == {("2026-01",): 1, ("2026-02",): 2, ("2026-03",): 2}
    assert level(start, rows, "month") == {("2026-02",): 1, ("2026-03",): 2}


def test_a_period_that_still_runs_is_looked_at_up_to_the_last_day_seen() -> None:
    rows = passes(("2026-01-10", "2026-03-20"), ("2026-03-10", ""))
    assert level(LEVELS[0], rows) == {(): 1}
    assert level(LEVELS[0], rows, until=date(2026, 3, 16)) == {(): 2}
    assert level(LEVELS[0], rows, "month", until=date(2026, 2, 2)) == {
        ("2026-01",): 1,
        ("2026-02",): 1,
    }


LOOKED_AT = f"{IN_FORCE}measure: count\nat: end-of-period"
DATED = "from: passes\nmeasure: count\ndated-by: starts-on"
NO_INSTANT = "from: passes\nmeasure: share(hours_between(starts_on, used_at) < 1)"
WRONG = [
    ("from: passes\nmeasure: count", "metric.kind.lacks"),
    (f"{IN_FORCE}measure: count", "metric.kind.lacks"),
    (f"{LOOKED_AT}\ndated-by: starts-on", "metric.kind.strange"),
    (f"{DATED}\nat: end-of-period", "metric.level.at"),
    (f"{DATED}\nper: [sport]", "metric.per"),
    (f"{DATED}\nwith: {{from: visits}}", "metric.with.when"),
    (f"{DATED}\nwith: {{from: readings, dated-by: read-on}}", "metric.with.match"),
    (
        f"{DATED}\nwith: {{from: visits, match: {{sport: seller}}, dated-by: came-on}}",
        "metric.with.people",
    ),
    (f"{IN_FORCE}measure: count-new(holder)\nat: end-of-period", "metric.new.in-force"),
    (f"{IN_FORCE}measure: last(fee)\nat: end-of-period", "metric.last.in-force"),
    (f"{LOOKED_AT}\nadds-up-over: [month]", "metric.level.adds-over-time"),
    (f"{NO_INSTANT}\ndated-by: used-at", "expression.wrong-type"),
]


@pytest.mark.parametrize(("body", "code"), WRONG)
def test_what_makes_no_sense_is_refused_where_it_stands(body: str, code: str) -> None:
    unit = "share" if "share(" in body else "money" if "last(fee)" in body else "number"
    with pytest.raises(Refused) as caught:
        simple(body, unit=unit)
    assert code in {each.code for each in caught.value.problems}
    assert all(each.place.line for each in caught.value.problems)


def test_the_field_that_links_to_the_counted_records_matches_by_itself() -> None:
    body = f"{DATED}\nwith: {{from: visits, dated-by: came-on}}"
    read = simple(body, rows="{passes: [], visits: []}").body
    assert isinstance(read, Simple)
    assert read.related is not None
    assert read.related.match == (("pass", "pass"),)
