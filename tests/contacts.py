"""Contacts with personal fields on the pages of the small office: added, erased, read."""

from pathlib import Path

from django.test import Client

from rumbo.people.values import Visible
from rumbo.records import histories, operations
from tests.cases.test_records_personal import CANARY, CONTACTS
from tests.office import BY, NOW, Answer, Office, opened

C1, PAGE = "/corrections/contacts/C1", "/records/contacts/C1"
ERASURE = "/erasures/contacts/C1"
# A contact who is one of the sellers' own people: what is personal belongs to the seller.
COACHED = """
dataset: coached
name: {en: Coached, es: Acompañados}
means: {en: Who was coached., es: A quién se acompañó.}
key: talk
fields:
  - {id: talk, type: text, name: {en: Talk, es: Charla}}
  - {id: seller, type: person, name: {en: Seller, es: Vendedor}}
  - {id: notes, type: text, personal: yes, name: {en: Notes, es: Notas}}
personal-of: seller
credited-to: seller
"""


def with_contacts(folder: Path) -> Office:
    """The small office with two datasets that have personal fields, and no record in them."""
    found = opened(folder)
    operations.declare(CONTACTS, file="contacts.yaml", by=BY, at=NOW)
    operations.declare(COACHED, file="coached.yaml", by=BY, at=NOW)
    return found


def added(client: Client, **changed: str) -> Answer:
    fields = {
        "field-contact": "C1",
        "field-full-name": CANARY,
        "field-born-on": "1980-02-03",
        "field-visits": "4",
        "reason": "Met at the fair",
        **changed,
    }
    return client.post("/additions/contacts", fields, follow=True)


def coached(client: Client, talk: str, seller: str) -> Answer:
    fields = {"field-talk": talk, "field-seller": seller, "field-notes": CANARY}
    return client.post("/additions/coached", {**fields, "reason": "Coached"}, follow=True)


def erased(client: Client, *, typed: str = "C1", reason: str = "They asked us to") -> Answer:
    return client.post(ERASURE, {"typed": typed, "reason": reason}, follow=True)


def values(key: str = "C1", dataset: str = "contacts") -> dict[str, str]:
    found = histories.record(dataset, key, visible=Visible())
    assert found is not None
    return {name: str(value) for name, value in found.current.values.items()}
