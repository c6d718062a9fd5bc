"""Add one person by hand: employee or partner, in a team or none, without a sign-in."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from rumbo.history.actors import Actor
from rumbo.kernel.problems import Problem, Refused
from rumbo.people.documents import PeopleDocument, PersonShape
from rumbo.people.models import Person, Team
from rumbo.people.operations import declare_people
from rumbo.people.rules.identity import clean
from rumbo.people.rules.roles import Role

LONGEST_NAME = 200
KINDS = {"employee": (Role.REP,), "partner": (Role.PARTNER,)}


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person to be added; `kind` is employee or partner, `team` a key or empty."""

    name: str
    kind: str
    team: str
    since: date


@transaction.atomic
def add_person(given: NewPerson, *, by: Actor, at: datetime) -> str:
    """Add a person under a free key made of their name, and return it; raises Refused."""
    problems = tuple(_problems(given))
    if problems:
        raise Refused(*problems)
    key = _free_key(given.name)
    shape = PersonShape.model_validate(
        {
            "person": key,
            "name": given.name,
            "kind": given.kind,
            "team": given.team or None,
            "from": given.since.isoformat(),
            "roles": KINDS[given.kind],
        }
    )
    declare_people(PeopleDocument(teams=(), people=(shape,)), by=by, at=at)
    return key


def _problems(given: NewPerson) -> Iterator[Problem]:
    if not clean(given.name) or len(given.name) > LONGEST_NAME:
        yield Problem("people.name", facts={"limit": str(LONGEST_NAME)})
    if given.kind not in KINDS:
        yield Problem("people.kind", facts={"value": given.kind[:40]})
    if given.team and not Team.objects.filter(key=given.team).exists():
        yield Problem("people.unknown-team", facts={"key": given.team[:80]})


def _free_key(name: str) -> str:
    """As `ana-ruiz`, or `ana-ruiz-2` when there is one already."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:70] or "person"
    taken = set(Person.objects.filter(key__startswith=stem).values_list("key", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(each for each in numbered if each not in taken)
