"""What is bought and expected: costs, forecasts, and the sizes of the markets."""

from collections.abc import Iterator
from datetime import date, timedelta

from tools.every_key_result.days import BEFORE, SEASON, month_after, months
from tools.every_key_result.dice import Dice
from tools.every_key_result.selling import ONLINE, office_of
from tools.every_key_result.sheets import Cell, Row, Sheet, euros, sheet
from tools.every_key_result.staff import MANAGERS, OFFICES
from tools.every_key_result.world import World

# Concept, kind, and what it costs a month in euros: the least and the most.
MONTHLY = (
    ("comisiones y viajes España", "sales", 13_500, 16_800),
    ("comisiones y viajes México", "sales", 9_200, 12_400),
    ("muestras y catas", "sales", 1_200, 2_600),
    ("publicidad en línea", "marketing", 3_400, 5_200),
    ("ferias y eventos", "marketing", 1_500, 4_800),
    ("piezas y taller", "service", 6_000, 9_000),
    ("oficinas", "administration", 11_000, 11_900),
)


def sheets(world: World) -> tuple[Sheet, ...]:
    """The files of costs, forecasts and market sizes."""
    return (
        sheet("costs", "cost kind concept spent-on amount", _costs()),
        sheet(
            "forecasts",
            "forecast unit member period-starts-on period issued-on amount",
            _forecasts(world),
        ),
        sheet(
            "market-sizes", "entry market country starts-on ends-before amount source", _sizes()
        ),
    )


def _costs() -> Iterator[Row]:
    dice, number = Dice("costs"), 0
    for month in months():
        for concept, kind, low, high in MONTHLY:
            number += 1
            yield {
                "cost": f"N-{number:04d}",
                "kind": kind,
                "concept": concept,
                "spent-on": dice.workday(month, month_after(month)),
                "amount": euros(dice.bell(low, high) * _pace(kind, month) + dice.below(100)),
            }


def _pace(kind: str, month: date) -> int:
    """What sells less costs less: travel and fairs follow the season, rent does not."""
    return (100 + SEASON[month.month]) // 2 if kind in {"sales", "marketing"} else 100


def _forecasts(world: World) -> Iterator[Row]:
    """Three for each unit and month: two before it begins, and one in its midst, too late."""
    dice, number = Dice("forecasts"), 0
    actual = _actual(world)
    for month in months():
        for unit in (*OFFICES, ONLINE):
            sold = max(actual.get((unit, month), 0), 300_000)
            hopeful = 17 if month < date(2026, 7, 1) else 9
            for days, error in ((-12, 34), (-3, 20), (11, 9)):
                number += 1
                percent = 100 + dice.between(-error, error) + hopeful
                yield {
                    "forecast": f"Z-{number:04d}",
                    "unit": unit,
                    "member": MANAGERS.get(unit),
                    "period-starts-on": month,
                    "period": "month",
                    "issued-on": month + timedelta(days=days),
                    "amount": euros(sold * percent // 100 // 10_000 * 10_000),
                }


def _actual(world: World) -> dict[tuple[str, date], int]:
    """What each unit sold in each month, in cents, credit notes included."""
    sold: dict[tuple[str, date], int] = {}
    for deal in world.deals:
        if deal.stage == "won" and deal.closed is not None:
            key = office_of(deal), deal.closed.replace(day=1)
            sold[key] = sold.get(key, 0) + deal.amount
    return sold


def _sizes() -> Iterator[Row]:
    """One entry per country and quarter, from the trade association, ours included."""
    dice, number = Dice("market-sizes"), 0
    for month in months():
        if month.month % 3 != 1:
            continue
        for country, low in (("ES", 7_900_000), ("MX", 5_400_000)):
            number += 1
            ends = month_after(month_after(month_after(month)))
            grown = 100 + (month.year - 2025) * 26
            row: dict[str, Cell] = {
                "entry": f"X-{number:02d}",
                "market": "café profesional",
                "country": country,
                "starts-on": month,
                "ends-before": min(ends, BEFORE),
                "amount": euros((low + dice.between(0, 60) * 10_000) * grown),
                "source": "asociación del sector",
            }
            yield row
