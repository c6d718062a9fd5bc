"""Say whom a source means by a name: what it sold moves to that person at once."""

from datetime import datetime

from django.db import transaction

from rumbo.outbox.operations import signal
from rumbo.people import queries
from rumbo.people.access import NotVisible, require
from rumbo.people.identities import match_identity
from rumbo.people.roster import identity_values
from rumbo.people.rules.roles import Right
from rumbo.people.values import PersonRef, Viewer


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
    match_identity(identity, person=found.key, by=viewer.actor, at=at, reason=reason)
    signal("people", identity)
    signal("records", "")
    return found


def _is_known(identity: str) -> bool:
    return (
        identity[:1] == "i" and identity[1:].isdecimal() and bool(identity_values([identity]))
    )
