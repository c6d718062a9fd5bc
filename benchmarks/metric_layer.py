"""Ask metrics over a million deals beside hand-written SQL on the same projection.

Every question is new (its period starts a day later each time), so that nothing is answered
from memory. The goal: no more than 1.5 times the hand-written query, and 20 ms. The figures of
both must be equal.

    ./dev.py bench metric_layer
"""

# ruff: noqa: PLC0415, S608 - Django is set up before its users are imported; the SQL is ours.
import argparse
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from benchmarks._deals import FIRST, prepare, set_up

TIMES = 9
ALLOWED = 20.0

NOW = "_position_to IS NULL AND closed_on >= $start AND closed_on < $before"
WON = f"{NOW} AND stage = 'Won'"
CENTS = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the SQL that somebody would write for it by hand; its second column is
    the figure, unless `divides`: then it is the second over the third."""

    metric: str
    by: tuple[str, ...]
    sql: str
    divides: bool = False
    step: Decimal = Decimal(1)


QUESTIONS = (
    Asked("revenue", (), f"SELECT 1, SUM(amount) FROM dataset_deals WHERE {WON}", step=CENTS),
    Asked(
        "revenue",
        ("month",),
        f"SELECT date_trunc('month', closed_on), SUM(amount) FROM dataset_deals "
        f"WHERE {WON} GROUP BY 1",
        step=CENTS,
    ),
    Asked(
        "revenue",
        ("person",),
        f"SELECT person, SUM(amount) FROM dataset_deals "
        f"LEFT JOIN roster_identity ON identity = seller WHERE {WON} GROUP BY 1",
        step=CENTS,
    ),
    Asked(
        "revenue",
        ("team",),
        f"""SELECT m.team, SUM(amount) FROM dataset_deals
        LEFT JOIN roster_identity AS i ON i.identity = seller
        LEFT JOIN roster_membership AS m ON m.person = i.person AND m.valid_from <= closed_on
            AND (m.valid_before IS NULL OR m.valid_before > closed_on)
        WHERE {WON} GROUP BY 1""",
        step=CENTS,
    ),
    Asked(
        "average",
        ("month",),
        f"SELECT date_trunc('month', closed_on), SUM(amount), COUNT(*) FROM dataset_deals "
        f"WHERE {WON} GROUP BY 1",
        divides=True,
        step=CENTS,
    ),
    Asked(
        "win-rate",
        ("person",),
        f"SELECT person, COUNT(*) FILTER (WHERE stage = 'Won'), COUNT(*) FROM dataset_deals "
        f"LEFT JOIN roster_identity ON identity = seller "
        f"WHERE {NOW} AND stage IN ('Won', 'Lost') GROUP BY 1",
        divides=True,
    ),
    Asked("customers", (), f"SELECT 1, COUNT(DISTINCT account) FROM dataset_deals WHERE {WON}"),
)


def main() -> None:
    """Prepare an installation with the deals, measure, and print the ratios."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--deals", type=int, default=1_000_000)
    given.add_argument("--people", type=int, default=2_000)
    asked = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        set_up(Path(folder))
        prepare(Path(folder), deals=asked.deals, people=asked.people)
        slow = _measure(asked.deals, asked.people)
    sys.exit(1 if slow else 0)


def _measure(deals: int, people: int) -> bool:
    print(f"{deals:,} deals of {people:,} sellers; medians of {TIMES}, milliseconds")
    print(f"{'question':28} {'by hand':>9} {'metric':>9} {'ratio':>7}  goal")
    missed = [_compare(each) for each in QUESTIONS]
    return any(missed)


def _compare(asked: Asked) -> bool:
    """Time both, hold their figures equal, print a line; whether the goal was missed."""
    pairs = [_once(asked, number) for number in range(TIMES + 1)]
    by_hand, ours = (statistics.median(each) * 1000 for each in zip(*pairs[1:], strict=True))
    missed = bool(ours > 1.5 * by_hand + ALLOWED)
    name = " by ".join((asked.metric, *asked.by))
    verdict = "missed" if missed else "met"
    print(f"{name:28} {by_hand:9.1f} {ours:9.1f} {ours / by_hand:7.2f}  {verdict}")
    return missed


def _once(asked: Asked, number: int) -> tuple[float, float]:
    """Seconds of the hand-written query and of the metric, for one period."""
    from rumbo.kernel.calendar import Period
    from rumbo.metrics import queries
    from rumbo.people.values import Visible
    from rumbo.records import projection

    period = Period(FIRST + timedelta(days=number), date(2026, 12, 1))
    question = queries.Question(asked.metric, period, by=asked.by)
    bounds = {"start": period.start, "before": period.before}
    began = time.perf_counter()
    rows = list(projection.read(asked.sql, bounds))
    between = time.perf_counter()
    answer = queries.answer(question, visible=Visible())
    ended = time.perf_counter()
    _hold_equal(asked, rows, [row.value for row in answer.rows])
    return between - began, ended - between


def _hold_equal(
    asked: Asked, rows: list[tuple[object, ...]], values: list[Decimal | None]
) -> None:
    """Stop when one figure differs in the sixth decimal or before."""
    by_hand = sorted(_figure(asked, row) for row in rows)
    ours = sorted(value or Decimal(0) for value in values)
    close = (abs(a - b) < Decimal("0.000001") for a, b in zip(by_hand, ours, strict=True))
    if not all(close):
        raise SystemExit(f"{asked.metric} differs from its hand-written query")


def _figure(asked: Asked, row: tuple[object, ...]) -> Decimal:
    numbers = [Decimal(str(each)) for each in row[1:]]
    return numbers[0] * asked.step / (numbers[1] if asked.divides else 1)


if __name__ == "__main__":
    main()
