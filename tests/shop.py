"""A shop's own database, for tests that read it as a source: a SQLite file or PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, create_engine, text

from rumbo.connectors import operations
from rumbo.connectors.operations import Asked
from rumbo.connectors.reading import read
from rumbo.connectors.values import RunView
from tests.sales_records import AT, BY

TABLE = """CREATE TABLE sales (
    id INTEGER PRIMARY KEY, seller TEXT, stage TEXT, closed_on {date}, value {money},
    changed_at {instant} NOT NULL)"""
TYPES = {
    "sqlite": {"date": "TEXT", "money": "NUMERIC", "instant": "TEXT"},
    "postgresql": {"date": "DATE", "money": "NUMERIC(12,4)", "instant": "TIMESTAMP"},
}
SALE = """INSERT INTO sales VALUES (:id, :seller, :stage, :closed_on, :value, :changed_at)"""
TEN = "2026-03-02 10:00:00"
SOURCE = """
source: shop
kind: sql
name: {en: The shop, es: La tienda}
dataset: deals
connection: SHOP_ADDRESS
query: SELECT id, seller, stage, closed_on, value, changed_at FROM sales
key: id
cursor: changed_at
overlap: 10 minutes
time-zone: Europe/Madrid
columns: {id: deal, seller: seller, stage: stage, closed_on: closed-on, value: value}
"""


def _with_driver(address: str) -> str:
    return address.replace("postgresql:", "postgresql+psycopg:")


class Shop:
    """Its database, changed as its own programs would."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.engine: Engine = create_engine(
            address.replace("postgresql:", "postgresql+psycopg:")
        )

    def open(self) -> None:
        self.run("DROP TABLE IF EXISTS sales")
        self.run(TABLE.format(**TYPES[self.engine.dialect.name]))

    def run(self, statement: str, **values: object) -> None:
        with self.engine.begin() as connection:
            connection.execute(text(statement), values)

    def sell(
        self,
        number: int,
        value: str,
        *,
        at: str = "2026-03-02 10:00:00",
        seller: str = "Ana Ruiz",
    ) -> None:
        """One sale, changed at a moment of the shop's own clock."""
        self.run("DELETE FROM sales WHERE id = :id", id=number)
        self.run(
            SALE,
            id=number,
            seller=seller,
            stage="Won",
            closed_on="2026-03-01",
            value=value,
            changed_at=at,
        )


@contextmanager
def sqlite_shop(folder: Path) -> Iterator[Shop]:
    """A shop in a file."""
    shop = Shop(f"sqlite:///{folder / 'shop.db'}")
    shop.open()
    yield shop
    shop.engine.dispose()


def declare(document: str = SOURCE) -> None:
    operations.declare(document, file="shop.yaml", by=BY, at=AT)


def clock() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - how long a reading took


def reading(*, full: bool = False, may_delete: int = 0) -> RunView:
    """Read the shop now."""
    asked = Asked(by=BY, at=AT, real=clock(), is_full=full, may_delete=may_delete)
    return read("shop", asked, clock=clock)
