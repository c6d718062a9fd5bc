"""Erase who somebody was: name, addresses, spellings and sign-in; their key and past stay."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Max

from rumbo.history.actors import Actor
from rumbo.history.operations import record
from rumbo.kernel.problems import Problem, Refused
from rumbo.people.access import NotVisible
from rumbo.people.identities import matches_for
from rumbo.people.models import (
    ErasedSpelling,
    Erasure,
    Identity,
    IdentityMatch,
    Person,
    RosterVersion,
    User,
)
from rumbo.people.rules.identity import fingerprint, normalised
from rumbo.people.rules.roles import Role
from rumbo.people.rules.spellings import spellings
from rumbo.people.tombstones import bury, tombstone
from rumbo.people.values import Viewer

# Far from the numbers of anything that a person counts.
FIRST_NUMBER = 4_001


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a person and would be erased."""

    key: str
    name: str
    email: str
    identities: tuple[str, ...]
    spellings: tuple[str, ...]
    may_sign_in: bool
    sessions: int
    is_erased: bool


def found(person: str, *, viewer: Viewer) -> Found:  # noqa: ARG001 - every read names its reader
    """What there is to erase of a person; raises NotVisible for an unknown one."""
    row = Person.objects.filter(key=person).select_related("user").first()
    if row is None:
        raise NotVisible(person)
    identities = _identities(row)
    values = (row.name, row.email, *(each.value for each in identities))
    return Found(
        key=row.key,
        name=row.name,
        email=row.email,
        identities=tuple(f"i{each.pk}" for each in identities),
        spellings=spellings(each for each in values if each),
        may_sign_in=row.user_id is not None,
        sessions=len(_sessions(row.user_id)),
        is_erased=row.erased_number is not None,
    )


def refuse_unerasable(person: str, *, viewer: Viewer) -> None:
    """Raise Refused for oneself, and for the last administrator who can sign in."""
    if viewer.key == person:
        raise Refused(Problem("people.erase-yourself"))
    admins = Person.objects.filter(grants__role=Role.ADMIN, user__isnull=False)
    if set(admins.values_list("key", flat=True)) == {person}:
        raise Refused(Problem("people.erase-last-admin"))


@transaction.atomic
def erase(person: str, *, by: Actor, at: datetime) -> int:
    """Erase a person; the number by which they are called from now on. Again, nothing changes.

    Roles, teams and everything that refers to the key stay, so that past figures do.
    """
    row = Person.objects.select_for_update().get(key=person)
    if row.erased_number is not None:
        return row.erased_number
    last = Person.objects.aggregate(last=Max("erased_number"))["last"]
    number = last + 1 if last else FIRST_NUMBER
    position = record(
        by=by, at=at, verb="person.erased", thing=f"person:{person}", after={"number": number}
    )
    _bury_spellings(row)
    _bury_identities(row, position=position)
    _close_sign_in(row)
    Person.objects.filter(key=person).update(
        name="", normalised_name="", email="", user=None, invented=False, erased_number=number
    )
    Erasure.objects.create(person_id=person, position=position, at=at)
    RosterVersion.objects.update_or_create(pk=1, defaults={"position": position})
    return number


def unfinished() -> tuple[str, ...]:
    """The people whose erasure has not yet reached every file."""
    rows = Erasure.objects.filter(finished_at=None).order_by("pk")
    return tuple(rows.values_list("person_id", flat=True))


def finish(people: Iterable[str], *, real: datetime) -> None:
    """Note that nothing of these people is left in any file of ours."""
    rows = Erasure.objects.filter(person_id__in=list(people), finished_at=None)
    rows.update(finished_at=real)


def erased() -> tuple[str, ...]:
    """The keys of everyone who was erased, in order."""
    return tuple(Erasure.objects.order_by("pk").values_list("person_id", flat=True))


def _identities(row: Person) -> list[Identity]:
    """Under which the sources speak of them now, or did while nobody else was meant."""
    matched = IdentityMatch.objects.filter(person=row, known_before=None)
    keys = set(matched.values_list("identity_id", flat=True)) | _alike(row)
    return list(Identity.objects.filter(pk__in=keys, is_erased=False).order_by("pk"))


def _alike(row: Person) -> set[int]:
    """Identities of nobody that have the name or address of this person and of no one else."""
    values = [each for each in (row.name, row.email) if each]
    means = matches_for(values)
    own = [fingerprint(each) for each in values if means.get(each) == row.key]
    alike = Identity.objects.filter(fingerprint__in=own).exclude(
        matches__known_before__isnull=True, matches__isnull=False
    )
    return set(alike.values_list("pk", flat=True))


def _bury_spellings(row: Person) -> None:
    values = {normalised(each) for each in (row.name, row.email) if each}
    buried = [
        ErasedSpelling(digest=tombstone(fingerprint(each)), person=row) for each in values
    ]
    ErasedSpelling.objects.bulk_create(buried, ignore_conflicts=True)


def _bury_identities(row: Person, *, position: int) -> None:
    for each in _identities(row):
        bury(each)
        IdentityMatch.objects.get_or_create(
            identity=each, known_before=None, defaults={"person": row, "known_from": position}
        )


def _close_sign_in(row: Person) -> None:
    if row.user_id is None:
        return
    for session in _sessions(row.user_id):
        session.delete()
    # What belongs to the sign-in, such as confirmed addresses, goes with it.
    User.objects.filter(pk=row.user_id).delete()


def _sessions(user: int | None) -> list[Session]:
    if user is None:
        return []
    every = Session.objects.iterator()
    return [each for each in every if each.get_decoded().get("_auth_user_id") == str(user)]
