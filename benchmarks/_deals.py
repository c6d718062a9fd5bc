"""A million deals to measure on: an organisation, its sellers and metrics, and the file.

The same random keys, sellers, days and amounts every time.
"""

# ruff: noqa: PLC0415 - Django is set up before its users are imported.
import hashlib
import os
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

AT = datetime(2026, 12, 31, 9, tzinfo=UTC)
FIRST = date(2026, 1, 1)
DAYS = 365
TEAMS = 50

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


def set_up(home: Path) -> None:
    """Make Django ready on an installation in a folder of its own."""
    os.environ["RUMBO_HOME"] = str(home)
    os.environ["RUMBO_DATABASE_URL"] = f"sqlite:///{home / 'rumbo.sqlite3'}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "rumbo.config.settings"
    import django

    django.setup()


def prepare(home: Path, *, deals: int, people: int) -> None:
    """Found the organisation and bring the deals in."""
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
    run(write_file(home, deals=deals, people=people), "million", by=by, at=AT)


def write_file(home: Path, *, deals: int, people: int) -> Path:
    """The deals as a CSV file."""
    file = home / "deals.csv"
    with file.open("w") as out:
        out.writelines(_lines(deals, people))
    return file


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
