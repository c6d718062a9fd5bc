"""Whom identities mean: those that are matched, one with all it has meant, and the undoing."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from rumbo.history.actors import Actor
from rumbo.history.operations import record
from rumbo.history.queries import entries, known_each
from rumbo.people.access import NotVisible
from rumbo.people.identities import HAND
from rumbo.people.models import Identity, IdentityMatch, RosterVersion
from rumbo.people.values import Viewer


class NoLongerSo(Exception):
    """The identity no longer means the person that the reader was looking at."""


@dataclass(frozen=True, slots=True)
class Match:
    """An identity and the person it means: since and until when, and by whom that was said.

    `until` is None while it holds; `by_hand` is whether a person said so and not its spelling.
    """

    identity: str
    source: str
    value: str
    person: str
    name: str
    since: datetime | None
    until: datetime | None
    by: str
    by_hand: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MatchPage:
    """Some of the identities that mean somebody; pages count from 1."""

    rows: tuple[Match, ...]
    total: int
    page: int
    size: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """One identity with everything it has meant, the latest first."""

    identity: str
    source: str
    value: str
    matches: tuple[Match, ...]

    @property
    def current(self) -> Match | None:
        return next((each for each in self.matches if each.until is None), None)


def matched(
    *, viewer: Viewer, containing: str = "", page: int = 1, size: int = 50
) -> MatchPage:
    """The identities that mean somebody, what was said last first."""
    if viewer.visible.people is not None:
        return MatchPage((), 0, 1, size)
    found = IdentityMatch.objects.filter(known_before=None).exclude(identity__source=HAND)
    if containing:
        found = found.filter(identity__value__icontains=containing) | found.filter(
            person__name__icontains=containing
        )
    ordered = found.select_related("identity", "person")
    start = (max(page, 1) - 1) * size
    rows = ordered.order_by("-known_from", "-pk")[start : start + size]
    return MatchPage(tuple(_matches(rows)), found.count(), max(page, 1), size)


def spoken(identity: str, *, viewer: Viewer) -> Spoken:
    """One identity; raises NotVisible for an unknown one, or one of a page itself."""
    text = identity.removeprefix("i")
    known = identity[:1] == "i" and text.isascii() and text.isdecimal() and len(text) < 18
    row = Identity.objects.filter(pk=int(text)).first() if known else None
    if row is None or row.source == HAND or viewer.visible.people is not None:
        raise NotVisible(identity)
    rows = IdentityMatch.objects.filter(identity=row).select_related("identity", "person")
    return Spoken(identity, row.source, row.value, tuple(_matches(rows.order_by("-pk"))))


def _matches(rows: QuerySet[IdentityMatch]) -> list[Match]:
    found = list(rows)
    positions = {each.known_from for each in found} | {
        each.known_before for each in found if each.known_before
    }
    moments = known_each(positions)
    reasons = {
        each.position: each.reason
        for key in {f"identity:i{each.identity_id}" for each in found if _by_hand(each)}
        for each in entries(about=key)
    }
    return [
        Match(
            identity=f"i{each.identity_id}",
            source=each.identity.source,
            value=each.identity.value,
            person=each.person_id,
            name=each.person.name,
            since=moments[each.known_from].at if each.known_from in moments else None,
            until=moments[each.known_before].at if each.known_before in moments else None,
            by=moments[each.known_from].by if each.known_from in moments else "",
            by_hand=_by_hand(each),
            reason=reasons.get(each.known_from, ""),
        )
        for each in found
    ]


def _by_hand(each: IdentityMatch) -> bool:
    """What its spelling says is known when it is seen; what a person says, later."""
    return each.known_from > each.identity.first_seen


@transaction.atomic
def unmatch(identity: str, *, person: str, by: Actor, at: datetime, reason: str = "") -> None:
    """Say that an identity does not mean a person after all: its records wait again.

    Raises NoLongerSo when it means nobody, or somebody else by now.
    """
    key = int(identity.removeprefix("i"))
    held = IdentityMatch.objects.select_for_update().filter(
        identity_id=key, person_id=person, known_before=None
    )
    if not held.exists():
        raise NoLongerSo(identity)
    position = record(
        by=by,
        at=at,
        verb="identity.unmatched",
        thing=f"identity:{identity}",
        before={"person": person},
        reason=reason,
    )
    held.update(known_before=position)
    RosterVersion.objects.update_or_create(pk=1, defaults={"position": position})
