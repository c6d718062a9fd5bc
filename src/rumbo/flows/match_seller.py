"""Say whom a source means by a name: what it sold moves to that person at once."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from rumbo.outbox.operations import signal
from rumbo.people import queries
from rumbo.people.access import NotVisible, require
from rumbo.people.adding import NewPerson, add_person
from rumbo.people.identities import match_identity
from rumbo.people.matching import unmatch
from rumbo.people.roster import identity_values
from rumbo.people.rules.roles import Right
from rumbo.people.values import PersonRef, Viewer

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who is not among the people yet, as a form gives them; `team` may be empty."""

    name: str
    kind: str
    team: str
    since: date


@transaction.atomic
def match_seller(
    identity: str, *, person: str, viewer: Viewer, at: datetime, reason: str = ""
) -> PersonRef:
    """Match an identity with a person, and tell the open pages whose figures move.

    Raises NotAllowed without the right, NotVisible for an unknown identity or person.
    """
    require(viewer, Right.MATCH_PEOPLE)
    if not _is_known(identity):
        raise NotVisible(identity)
    found = queries.person(person, viewer=viewer)
    _match(identity, found.key, viewer=viewer, at=at, reason=reason)
    return found


@transaction.atomic
def match_newcomer(
    identity: str, newcomer: Newcomer, *, viewer: Viewer, at: datetime, reason: str = ""
) -> PersonRef:
    """Add a person who has no sign-in, and match an identity with them.

    Raises as `match_seller`, and Refused for a person that cannot be.
    """
    require(viewer, Right.MATCH_PEOPLE)
    if not _is_known(identity):
        raise NotVisible(identity)
    given = NewPerson(newcomer.name, newcomer.kind, newcomer.team, newcomer.since)
    key = add_person(given, by=viewer.actor, at=at)
    _match(identity, key, viewer=viewer, at=at, reason=reason)
    return queries.person(key, viewer=viewer)


@transaction.atomic
def undo_match(
    identity: str, *, person: str, viewer: Viewer, at: datetime, reason: str = ""
) -> None:
    """Take a wrong match back: the records wait in the inbox again.

    Raises NotAllowed, NotVisible, and NoLongerSo when somebody was faster.
    """
    require(viewer, Right.MATCH_PEOPLE)
    if not _is_known(identity):
        raise NotVisible(identity)
    unmatch(identity, person=person, by=viewer.actor, at=at, reason=reason[:LONGEST_REASON])
    _tell(identity)


def _match(identity: str, person: str, *, viewer: Viewer, at: datetime, reason: str) -> None:
    said = reason[:LONGEST_REASON]
    match_identity(identity, person=person, by=viewer.actor, at=at, reason=said)
    _tell(identity)


def _tell(identity: str) -> None:
    signal("people", identity)
    signal("records", "")


def _is_known(identity: str) -> bool:
    return (
        identity[:1] == "i"
        and identity.isascii()
        and identity[1:].isdecimal()
        and len(identity) < 18
        and bool(identity_values([identity]))
    )
