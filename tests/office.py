"""A small office in the browser's eyes: four people who sign in, a few deals, one metric."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from rumbo.flows import import_upload
from rumbo.history.actors import System
from rumbo.metrics import operations as metrics
from rumbo.outbox.queries import waiting_messages
from rumbo.people import operations as people
from rumbo.people.documents import read_organisation, read_people
from rumbo.records import importing
from rumbo.records import operations as records

BY = System("test")
FAST = "django.contrib.auth.hashers.MD5PasswordHasher"
BEGINS = datetime(2016, 10, 1, 9, tzinfo=UTC)
NOW = datetime(2017, 11, 22, 15, tzinfo=UTC)
ENDS = date(2018, 1, 1)
ORGANISATION = """
organisation: acme
name: Acme
about: {en: Sells tools., es: Vende herramientas.}
currency: EUR
time-zone: Europe/Madrid
years: {from: 2016, before: 2019}
"""
PEOPLE = """
teams:
  - {team: north, name: North, level: office}
  - {team: north-1, name: North 1, level: team, part-of: north}
people:
  - {person: ana, name: Ana Ruiz, email: ana@acme.example,
     team: north-1, from: 2016-01-01, roles: [rep]}
  - {person: ben, name: Ben Oka, email: ben@acme.example,
     team: north-1, from: 2016-01-01, roles: [rep]}
  - {person: mar, name: Mar Gil, email: mar@acme.example,
     from: 2016-01-01, roles: [manager], leads: [north-1]}
  - {person: ada, name: Ada Sanz, email: ada@acme.example,
     from: 2016-01-01, roles: [admin], invented: yes}
  - {person: pia, name: Pia Sol, email: pia@acme.example,
     from: 2016-01-01, roles: [compensation-admin]}
  - {person: out, name: Outlet 9, email: out@acme.example,
     kind: partner, from: 2016-01-01, roles: [partner]}
"""
DEALS = """
dataset: deals
name: {en: Deals, es: Negocios}
means: {en: What was sold., es: Lo que se vendió.}
key: deal
fields:
  - {id: deal, type: text, name: {en: Deal, es: Negocio}}
  - {id: seller, type: person, name: {en: Seller, es: Vendedor}, required: yes}
  - {id: product, type: text, name: {en: Product as recorded, es: Producto como se registró}}
  - {id: catalogue, type: text, name: {en: Product of the catalogue, es: Del catálogo},
     link: products}
  - {id: stage, type: choice, choices: [Open, Won, Lost], name: {en: Stage, es: Etapa}}
  - {id: closed-on, type: date, name: {en: Closed on, es: Cerrado el}}
  - {id: amount, type: money, currency: EUR, name: {en: Amount, es: Importe}}
credited-to: seller
dated-by: [closed-on]
"""
PRODUCTS = """
dataset: products
name: {en: Products, es: Productos}
means: {en: What there is to sell., es: Lo que hay para vender.}
key: product
fields:
  - {id: product, type: text, name: {en: Product, es: Producto}}
"""
MAPPING = """
mapping: crm
dataset: deals
source: crm
columns:
  {id: deal, agent: seller, item: [product, catalogue], state: stage, closed: closed-on,
   value: amount}
values:
  catalogue: {GTXPro: GTX Pro}
"""
REVENUE = """
metric: revenue
name: {en: Revenue won, es: Ingresos ganados}
means: {en: The amount of the deals that were won., es: El importe de lo ganado.}
does-not-mean: {en: Cash collected., es: Dinero cobrado.}
kind: simple
unit: money
from: deals
measure: sum(amount)
where: stage = 'Won'
dated-by: closed-on
credited-to: seller
adds-up-over: [seller, team, month]
cases:
  - says: {en: Lost deals bring nothing, es: Lo perdido no suma}
    rows:
      - {closed-on: 2017-01-02, stage: Won, amount: 5}
      - {closed-on: 2017-01-02, stage: Lost, amount: 9}
    gives: [{revenue: 5}]
"""
HEADER = "id,agent,item,state,closed,value"
DEALS_SOLD = (
    "D1,Ana Ruiz,GTXPro,Won,2017-11-02,1000.00",
    "D2,Ben Oka,MG Special,Won,2017-11-03,500.00",
    "D3,Outlet 9,MG Special,Won,2017-11-04,70.00",
    "D4,Tomás Arriaga,GTXPro,Won,2017-11-05,30937.00",
)


NOVEMBER = "\n".join(
    (
        HEADER,
        "N1,Ana Ruiz,GTXPro,Won,2017-11-20,100.00",
        'N2,Ana Ruiz,GTXPro,Won,2017-11-20,"1.234,56"',
        "N3,Clara Pinto,GTXPro,Won,2017-11-20,55.00",
        "N4,Ana Ruiz,GTXPro,Won,2017-11-20,=1+1",
        "D1,Ana Ruiz,GTXPro,Won,2017-11-02,1000.00",
        "",
    )
)
# What the columns page sends when nothing is changed on it.
AS_OFFERED = {
    "dataset": "deals",
    "mapping": "crm",
    "name": "crm",
    "source": "crm",
    "column-deal": "id",
    "column-seller": "agent",
    "column-product": "item",
    "column-catalogue": "item",
    "column-stage": "state",
    "column-closed-on": "closed",
    "column-amount": "value",
    "decimal": ".",
    "thousands": "",
    "dates": "%Y-%m-%d",
    "delimiter": ",",
    "encoding": "utf-8",
}

Answer = Any  # what Django's test client gives; its class has no public name


@dataclass(frozen=True, slots=True)
class Office:
    """What a test does there."""

    folder: Path

    def bring(self, *lines: str, header: str = HEADER) -> importing.Imported:
        """Import lines below the header, as the command line would."""
        path = self.folder / "deals.csv"
        path.write_text("\n".join([header, *lines, ""]))
        return importing.run(path, "crm", by=BY, at=NOW)


def opened(folder: Path) -> Office:
    """The organisation with its definitions and four deals, on a clock that stands still."""
    people.found_organisation(read_organisation(ORGANISATION, file="o.yaml"), by=BY, at=BEGINS)
    people.declare_people(read_people(PEOPLE, file="p.yaml"), by=BY, at=BEGINS)
    people.start_replay(at=BEGINS, before=ENDS, by=BY)
    records.declare(PRODUCTS, file="products.yaml", by=BY, at=BEGINS)
    records.declare(DEALS, file="deals.yaml", by=BY, at=BEGINS)
    records.remember_mapping(MAPPING, file="crm.yaml", by=BY, at=BEGINS)
    metrics.declare(REVENUE, file="revenue.yaml", by=BY, at=BEGINS)
    with override_settings(PASSWORD_HASHERS=[FAST]):
        for person in ("ana", "ben", "mar", "ada", "pia", "out"):
            people.open_sign_in(person, password="x", by=BY, at=BEGINS)  # noqa: S106
    people.move_clock(to=NOW)
    office = Office(folder)
    office.bring(*DEALS_SOLD)
    return office


def browser(person: str, *, language: str = "en") -> Client:
    """A browser in which a person has signed in."""
    people.set_preferences(person, language=language)
    client = Client()
    client.force_login(get_user_model().objects.get(email=f"{person}@acme.example"))
    return client


def upload(client: Client, content: str | bytes, *, name: str = "november.csv") -> Answer:
    """Upload a file through the page."""
    given = content if isinstance(content, bytes) else content.encode()
    return client.post("/imports/uploads", {"file": SimpleUploadedFile(name, given)})


def steps_of(response: Answer) -> str:
    """The address of an upload, from the redirect to its columns."""
    assert response.status_code == 302, response.content
    return str(response.headers["Location"]).rpartition("/")[0]


def work() -> None:
    """Do what a worker would: every import that was asked for."""
    for message in waiting_messages():
        import_upload.take_in(str(message.arguments["upload"]), clock=lambda: NOW)


def kept_uploads() -> list[str]:
    """The folders in the waiting room."""
    room = Path(settings.RUMBO_HOME) / "uploads"
    return sorted(each.name for each in room.iterdir()) if room.exists() else []


def words(response: Answer) -> str:
    """The page's text, spaces folded."""
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def previewed(client: Client, content: str = NOVEMBER) -> str:
    """Upload and choose the columns as offered; the address of the upload."""
    address = steps_of(upload(client, content))
    chosen = client.post(f"{address}/columns", AS_OFFERED)
    assert chosen.status_code == 302, words(chosen)
    return address
