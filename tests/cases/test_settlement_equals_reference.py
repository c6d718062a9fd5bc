"""The settlement in SQL gives the lines of the plain reference: row by row, to the cent."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rumbo.incentives.rules.line import Line
from rumbo.incentives.rules.plan import (
    ALWAYS,
    Band,
    Bounds,
    By,
    Component,
    Credit,
    Dated,
    Kind,
    Measure,
    Plan,
    RoundingRule,
    Scale,
    Shape,
    Window,
)
from rumbo.incentives.rules.reference import Credited, Payee, lines_of
from rumbo.incentives.settlement.lines import COLUMNS, ORDER, Tables, component_lines
from rumbo.incentives.settlement.stored import line_of
from rumbo.kernel.calendar import Grain, Period
from rumbo.kernel.money import Rounding
from rumbo.kernel.texts import Text

FIRST = date(2026, 1, 1)
CHANGE = date(2026, 2, 10)
CENTS = RoundingRule(1)
Deals = dict[str, list[Credited]]
Targets = dict[str, int]


def plan_paying(
    *,
    shape: Shape = Shape.MARGINAL,
    by: By = By.AMOUNT,
    bands: list[tuple[int, int]] | None = None,
    bounds: Bounds = Bounds.LOWER,
    rounding: RoundingRule = CENTS,
    raised: int = 0,
) -> Plan:
    """A plan of one component; `raised` is added to every rate from CHANGE on."""
    written = bands or [(0, 40_000), (5_000_000, 60_000), (10_000_000, 90_000)]
    rows = tuple(Band(Dated.fixed(start), _rate(rate, raised)) for start, rate in written)
    measure = Measure("revenue", Window(Grain.QUARTER), against_target=by is By.ATTAINMENT)
    component = Component(
        "pay", Kind.COMMISSION, Text(), measure, Scale(shape, by, rows, bounds)
    )
    return Plan(
        key="plan",
        name=Text(),
        means=Text(),
        valid=Period(FIRST, date(2027, 1, 1)),
        pays_every=Grain.QUARTER,
        currency="USD",
        rounding=rounding,
        credits=(Credit("deals", "seller"), Credit("deals", "partner")),
        components=(component,),
    )


def _rate(rate: int, raised: int) -> Dated:
    return Dated(((ALWAYS, rate), (CHANGE, rate + raised))) if raised else Dated.fixed(rate)


@pytest.fixture(scope="module")
def engine() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        connection.execute(
            "CREATE TABLE credited (payee VARCHAR, record VARCHAR, version BIGINT,"
            ' dated DATE, seat INTEGER, "value" BIGINT)'
        )
        connection.execute("CREATE TABLE targets (payee VARCHAR, target BIGINT)")
        yield connection


def in_sql(
    engine: duckdb.DuckDBPyConnection,
    plan: Plan,
    *,
    deals: Deals,
    targets: Targets,
    paid_from: date,
) -> list[Line]:
    engine.execute("DELETE FROM credited; DELETE FROM targets")
    rows = [
        (payee, each.record, each.version, each.day, each.seat, each.value)
        for payee, records in deals.items()
        for each in reversed(records)
    ]
    engine.executemany(
        "INSERT INTO credited VALUES (?, ?, ?, ?, ?, ?)",
        [(None, "x", 1, FIRST, 0, 9), *rows],
    )
    if targets:
        engine.executemany("INSERT INTO targets VALUES (?, ?)", list(targets.items()))
    lines = component_lines(plan, plan.components[0], tables=Tables(), paid_from=paid_from)
    found = engine.execute(
        f"SELECT {', '.join(COLUMNS)} FROM ({lines}) ORDER BY {ORDER}"  # noqa: S608
    ).fetchall()
    return [
        line_of({"line": number, **dict(zip(COLUMNS, row, strict=True))})
        for number, row in enumerate(found, start=1)
    ]


def in_plain_python(
    plan: Plan, *, deals: Deals, targets: Targets, paid_from: date
) -> list[Line]:
    lines: list[Line] = []
    for payee in sorted(deals):
        who = Payee(payee, targets.get(payee))
        lines += lines_of(
            plan, plan.components[0], payee=who, records=deals[payee], paid_from=paid_from
        )
    return [replace(line, number=number) for number, line in enumerate(lines, start=1)]


VALUES = st.one_of(
    st.sampled_from([0, 1, -1, 5_000_000, -5_000_000, 10_000_000, -10_000_000, 12_345_678]),
    st.integers(-30_000_000, 30_000_000),
    st.integers(-(10**15), 10**15),
)
DEALS = st.lists(
    st.tuples(st.integers(0, 80), st.sampled_from("abcdefghij"), st.integers(0, 1), VALUES),
    max_size=12,
    unique_by=lambda each: each[1:3],
)


@st.composite
def scales(draw: st.DrawFn) -> Plan:
    by = draw(st.sampled_from(By))
    largest = 2_000_000 if by is By.ATTAINMENT else 20_000_000
    starts = sorted(draw(st.sets(st.integers(0, largest), min_size=1, max_size=4)))
    if draw(st.booleans()):
        starts = [0, *(start for start in starts if start)]
    rates = [draw(st.integers(0, 200_000)) for _ in starts]
    return plan_paying(
        shape=draw(st.sampled_from([Shape.MARGINAL, Shape.WHOLE])),
        by=by,
        bands=list(zip(starts, rates, strict=True)),
        bounds=draw(st.sampled_from(Bounds)),
        rounding=RoundingRule(
            draw(st.sampled_from([1, 5, 100])), draw(st.sampled_from(Rounding))
        ),
        raised=draw(st.sampled_from([0, 5_001])),
    )


def deals_of(rows: list[tuple[int, str, int, int]]) -> list[Credited]:
    return [
        Credited(FIRST + timedelta(days=day), key, seat, version, value)
        for version, (day, key, seat, value) in enumerate(rows, start=1)
    ]


@given(
    plan=scales(),
    ana=DEALS,
    bea=DEALS,
    target=st.one_of(st.none(), st.just(0), st.integers(1, 10**9)),
    later=st.integers(0, 40),
)
@settings(deadline=None, max_examples=250)
@example(  # twice over a bound and back again, on one day
    plan=plan_paying(),
    ana=[(1, "a", 0, 12_000_000), (1, "b", 0, -9_000_000), (1, "c", 0, 0)],
    bea=[],
    target=None,
    later=0,
)
@example(  # bounds that are fractions of a cent: a third of a target of 100.01
    plan=plan_paying(by=By.ATTAINMENT, bands=[(0, 40_000), (333_333, 70_000)]),
    ana=[(1, "a", 0, 3_333), (2, "b", 0, 1), (2, "c", 0, 10_001)],
    bea=[(1, "a", 0, 1)],
    target=10_001,
    later=0,
)
def test_every_line_in_sql_is_the_line_of_the_reference(
    engine: duckdb.DuckDBPyConnection,
    *,
    plan: Plan,
    ana: list[tuple[int, str, int, int]],
    bea: list[tuple[int, str, int, int]],
    target: int | None,
    later: int,
) -> None:
    deals = {"ana": deals_of(ana), "bea": deals_of(bea)}
    targets = {} if target is None else {"ana": target}
    paid_from = FIRST + timedelta(days=later)
    fast = in_sql(engine, plan, deals=deals, targets=targets, paid_from=paid_from)
    plain = in_plain_python(plan, deals=deals, targets=targets, paid_from=paid_from)
    assert fast == plain


@given(rows=DEALS, extra=st.integers(0, 30_000_000))
@settings(deadline=None, max_examples=100)
def test_selling_more_never_pays_less_when_each_slice_keeps_its_rate(
    rows: list[tuple[int, str, int, int]], extra: int
) -> None:
    plan = plan_paying()
    sold = deals_of(rows)
    more = [*sold, Credited(FIRST + timedelta(days=89), "z", 0, 99, extra)]
    assert pay(plan, more) >= pay(plan, sold)


@given(rows=DEALS)
@settings(deadline=None, max_examples=100)
def test_a_sale_taken_back_in_full_takes_back_what_it_paid(
    rows: list[tuple[int, str, int, int]],
) -> None:
    plan = plan_paying()
    sold = deals_of(rows)
    last = FIRST + timedelta(days=89)
    both = [Credited(last, "y", 0, 98, 7_777_777), Credited(last, "z", 0, 99, -7_777_777)]
    assert pay(plan, [*sold, *both]) == pay(plan, sold)


def pay(plan: Plan, records: list[Credited]) -> Decimal:
    lines = lines_of(plan, plan.components[0], payee=Payee("ana"), records=records)
    return sum((line.pays for line in lines), Decimal(0))
