"""A small dataset of deals with its mapping, for tests that import files."""

from datetime import UTC, datetime
from pathlib import Path

from rumbo.history.actors import System
from rumbo.records import importing, operations, projection

BY = System("test")
AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
DEALS = """
dataset: deals
name: {en: Deals, es: Negocios}
means: {en: What was sold., es: Lo que se vendió.}
key: deal
fields:
  - {id: deal, type: text, name: {en: Deal, es: Negocio}}
  - {id: seller, type: person, name: {en: Seller, es: Vendedor}, required: yes}
  - {id: stage, type: choice, choices: [Won, Lost], name: {en: Stage, es: Etapa}}
  - {id: closed-on, type: date, name: {en: Closed on, es: Cerrado el}}
  - {id: value, type: money, currency: USD, name: {en: Value, es: Valor}}
credited-to: seller
dated-by: [closed-on]
"""
MAPPING = """
mapping: crm
dataset: deals
source: crm
columns: {id: deal, seller: seller, stage: stage, closed: closed-on, value: value}
"""
HEADER = "id,seller,stage,closed,value,notes"
CURRENT = """SELECT _key, seller, stage, closed_on, value FROM dataset_deals
    WHERE _position_from <= $position AND (_position_to IS NULL OR _position_to > $position)
    ORDER BY _key"""


def declare_deals() -> None:
    operations.declare(DEALS, file="deals.yaml", by=BY, at=AT)
    operations.remember_mapping(MAPPING, file="crm.yaml", by=BY, at=AT)


def row(number: int, *, value: str = "100.00", seller: str = "Ana Ruiz") -> str:
    return f"D{number},{seller},Won,2026-03-{number % 28 + 1:02d},{value},"


def bring(path: Path) -> importing.Imported:
    return importing.run(path, "crm", by=BY, at=AT)


def bring_lines(folder: Path, *lines: str) -> importing.Imported:
    """Import a file of these lines below the header."""
    path = folder / "deals.csv"
    path.write_text("\n".join([HEADER, *lines, ""]))
    return bring(path)


def current() -> list[tuple[object, ...]]:
    return list(projection.read(CURRENT))


def reasons(imported: importing.Imported) -> list[tuple[int, str, str]]:
    return [(each.line, each.column, each.code) for each in imported.rejected]
