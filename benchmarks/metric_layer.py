"""Ask metrics over a million deals beside hand-written SQL on the same projection.

Every question is new (its period starts a day later each time), so that nothing is answered
from memory. The goal: no more than 1.5 times the hand-written query, and 20 ms. The figures of
both must be equal.

    ./dev.py bench metric_layer
"""

# ruff: noqa: PLC0415, S608 - Django is set up before its users are imported; the SQL is ours.
import argparse
import hashlib
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

AT = datetime(2026, 12, 31, 9, tzinfo=UTC)
FIRST = date(2026, 1, 1)
DAYS = 365
TEAMS = 50
TIMES = 9
ALLOWED = 20.0

ORGANISATION = """
organisation: million
name: Million
about: {en: Sells much, es: Vende mucho}
currency: EUR
time-zone: Europe/Madrid
years: {from: 2026, before: 2027}
"""
DATASET = """
dataset: deals
name: {en: Deals, es: Oportunidades}
means: {en: Deals, es: Oportunidades}
key: deal
fields:
  - {id: deal, type: text, name: {en: Deal, es: Oportunidad}}
  - {id: seller, type: person, name: {en: Seller, es: Vendedor}}
  - {id: account, type: text, name: {en: Account, es: Cuenta}}
  - {id: stage, type: text, name: {en: Stage, es: Etapa}}
  - {id: closed-on, type: date, name: {en: Closed, es: Cerrada}}
  - {id: amount, type: money, currency: EUR, name: {en: Amount, es: Importe}}
credited-to: seller
dated-by: [closed-on]
"""
MAPPING = """
mapping: million
dataset: deals
source: million
columns:
  {deal: deal, seller: seller, account: account, stage: stage, closed_on: closed-on,
   amount: amount}
decimal: "."
dates: "%Y-%m-%d"
"""
HEAD = """
metric: {key}
name: {{en: A, es: A}}
means: {{en: A, es: A}}
does-not-mean: {{en: B, es: B}}
"""
SIMPLE = """
kind: simple
from: deals
dated-by: closed-on
"""
ROWS = "cases:\n  - rows: [{closed-on: 2026-01-05, stage: Won, account: A, amount: 10}]\n"
METRICS = {
    "revenue": f"{SIMPLE}unit: money\nmeasure: sum(amount)\nwhere: stage = 'Won'\n"
    f"{ROWS}    gives: [{{revenue: 10}}]\n",
    "won": f"{SIMPLE}unit: count\nmeasure: count\nwhere: stage = 'Won'\n"
    f"{ROWS}    gives: [{{won: 1}}]\n",
    "customers": f"{SIMPLE}unit: count\nmeasure: count-distinct(account)\n"
    f"where: stage = 'Won'\n{ROWS}    gives: [{{customers: 1}}]\n",
    "win-rate": f"{SIMPLE}unit: share\nmeasure: share(stage = 'Won')\n"
    f"where: stage in ('Won', 'Lost')\n{ROWS}    gives: [{{win-rate: 1}}]\n",
    "average": f"\nkind: ratio\nunit: money\nof: revenue\nto: won\n"
    f"{ROWS}    gives: [{{average: 10}}]\n",
}
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
        _set_up(Path(folder))
        _prepare(Path(folder), deals=asked.deals, people=asked.people)
        slow = _measure(asked.deals, asked.people)
    sys.exit(1 if slow else 0)


def _set_up(home: Path) -> None:
    os.environ["RUMBO_HOME"] = str(home)
    os.environ["RUMBO_DATABASE_URL"] = f"sqlite:///{home / 'rumbo.sqlite3'}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "rumbo.config.settings"
    import django

    django.setup()


def _prepare(home: Path, *, deals: int, people: int) -> None:
    from django.core.management import call_command

    from rumbo.history.actors import System
    from rumbo.metrics import operations as metrics
    from rumbo.people import operations as staff
    from rumbo.people.documents import read_organisation, read_people
    from rumbo.records import operations as records
    from rumbo.records.importing.steps import run

    call_command("migrate", verbosity=0)
    by = System("benchmark")
    staff.found_organisation(read_organisation(ORGANISATION, file="o"), by=by, at=AT)
    staff.declare_people(read_people(_people(people), file="p"), by=by, at=AT)
    records.declare(DATASET, file="d", by=by, at=AT)
    records.remember_mapping(MAPPING, file="m", by=by, at=AT)
    files = [(HEAD.format(key=key).strip() + text, key) for key, text in METRICS.items()]
    metrics.declare_all(files, by=by, at=AT)
    file = home / "deals.csv"
    with file.open("w") as out:
        out.writelines(_lines(deals, people))
    run(file, "million", by=by, at=AT)


def _people(count: int) -> str:
    teams = "".join(f"  - {{team: t{n}, name: T{n}, level: team}}\n" for n in range(TEAMS))
    listed = "".join(
        f"  - {{person: s{n}, name: seller {n}, from: 2026-01-01, team: t{n % TEAMS}}}\n"
        for n in range(count)
    )
    return f"teams:\n{teams}people:\n{listed}"


def _lines(deals: int, people: int) -> Iterator[str]:
    """Random keys, sellers, days and amounts, the same every time."""
    draw = random.Random(7)  # noqa: S311 - data, no secret
    yield "deal,seller,account,stage,closed_on,amount\n"
    for number in range(deals):
        key = hashlib.md5(str(number).encode(), usedforsecurity=False).hexdigest()
        day = FIRST + timedelta(days=draw.randrange(DAYS))
        stage = draw.choices(("Won", "Lost", "Open"), (5, 3, 2))[0]
        cents = draw.randrange(100, 1_000_000)
        account = f"account {draw.randrange(50_000)}"
        yield (
            f"{key},seller {draw.randrange(people)},{account},{stage},{day},"
            f"{cents // 100}.{cents % 100:02}\n"
        )


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
