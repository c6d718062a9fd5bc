"""Start an organisation with nothing in it, and its first administrator."""

import json
import re
import unicodedata
from datetime import datetime

from django.db import transaction

from rumbo.history.actors import Actor
from rumbo.people import operations
from rumbo.people.documents import (
    OrganisationDocument,
    PeopleDocument,
    read_organisation,
    read_people,
)


def empty_organisation(
    name: str, *, currency: str, time_zone: str, year: int
) -> OrganisationDocument:
    """Its document, with the fiscal years around a year. Raises Refused for a wrong value."""
    lines = {
        "organisation": _key(name),
        "name": name,
        "about": {"en": name, "es": name},
        "currency": currency,
        "time-zone": time_zone,
        "years": {"from": str(year - 2), "before": str(year + 3)},
    }
    return read_organisation(json.dumps(lines), file="--name")


@transaction.atomic
def open_administrator(email: str, *, password: str, by: Actor, at: datetime) -> None:
    """Add a person with the role admin and a sign-in."""
    key = _key(email.split("@", maxsplit=1)[0])
    operations.declare_people(_administrator(key, email, at=at), by=by, at=at)
    operations.open_sign_in(key, password=password, by=by, at=at)


def _administrator(key: str, email: str, *, at: datetime) -> PeopleDocument:
    person = {
        "person": key,
        "name": email.split("@", maxsplit=1)[0],
        "email": email,
        "from": at.date().isoformat(),
        "roles": ["admin"],
    }
    return read_people(json.dumps({"teams": [], "people": [person]}), file="--admin")


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "organisation"
