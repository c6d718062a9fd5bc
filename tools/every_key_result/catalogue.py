"""What Tueste y Taza sells, and where."""

from collections.abc import Iterator
from datetime import date

from tools.every_key_result.sheets import Row, Sheet, euros, sheet

FOCUS = "Aurora"  # the machine that the team is asked to sell more of
# Product: family, list price in cents, the smallest and largest amount of a deal in euros.
PRODUCTS = {
    "Aurora": ("superautomáticas", 489_000, 4_900, 14_500),
    "Barista Pro": ("profesionales", 725_000, 7_300, 21_000),
    "Vending 500": ("autoservicio", 560_000, 5_600, 16_800),
    "Cápsula Uno": ("oficina", 89_000, 900, 4_400),
    "Café en grano": ("consumibles", 1_850, 600, 3_900),
    "Cápsulas": ("consumibles", 3_200, 400, 2_900),
    "Mantenimiento": ("servicio", 42_000, 800, 3_600),
}
MACHINES = ("Aurora", "Barista Pro", "Vending 500", "Cápsula Uno")
MARKETS = {"hostelería": 42, "oficinas": 33, "hoteles": 15, "sector público": 10}
TARGET_MARKETS = frozenset({"oficinas", "hoteles"})

# Region: country, new for us, the day it was opened, the offices that sell there.
REGIONS = {
    "Comunidad de Madrid": ("ES", False, date(2019, 1, 7), "madrid"),
    "Castilla-La Mancha": ("ES", False, date(2021, 5, 3), "madrid"),
    "Comunitat Valenciana": ("ES", False, date(2020, 2, 3), "valencia"),
    "Región de Murcia": ("ES", False, date(2022, 9, 5), "valencia"),
    "Ciudad de México": ("MX", False, date(2021, 3, 1), "cdmx"),
    "Estado de México": ("MX", False, date(2022, 1, 10), "cdmx"),
    "Jalisco": ("MX", False, date(2022, 6, 6), "guadalajara"),
    "Galicia": ("ES", True, date(2025, 10, 6), "madrid"),
    "Andalucía": ("ES", True, date(2026, 2, 2), "valencia"),
    "Querétaro": ("MX", True, date(2026, 3, 2), "cdmx"),
    # Opened late: deals are under way, and none is won yet.
    "Nuevo León": ("MX", True, date(2026, 9, 1), "guadalajara"),
}


def regions_of(office: str, day: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The long-held and the new regions where an office sells on a day."""
    own = {name: each for name, each in REGIONS.items() if each[3] == office and each[2] <= day}
    held = tuple(name for name, each in own.items() if not each[1])
    return held, tuple(name for name in own if name not in held)


LAUNCHED = {
    "Aurora": date(2025, 2, 3),
    "Barista Pro": date(2022, 3, 7),
    "Vending 500": date(2021, 9, 6),
    "Cápsula Uno": date(2023, 1, 16),
    "Café en grano": date(2019, 1, 7),
    "Cápsulas": date(2023, 1, 16),
    "Mantenimiento": date(2020, 1, 7),
}


def sheets() -> tuple[Sheet, ...]:
    """The files of products and regions."""
    return (
        sheet("products", "product family list-price launched-on", _products()),
        sheet("regions", "region country is-new opened-on", _regions()),
    )


def _products() -> Iterator[Row]:
    for name, (family, list_price, _, _) in PRODUCTS.items():
        yield {
            "product": name,
            "family": family,
            "list-price": euros(list_price),
            "launched-on": LAUNCHED[name],
        }


def _regions() -> Iterator[Row]:
    for name, (country, is_new, opened, _) in REGIONS.items():
        yield {"region": name, "country": country, "is-new": is_new, "opened-on": opened}
