"""The identities under which sources speak of people: seen, matched, and resolved once."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from rumbo.history.actors import Actor
from rumbo.history.operations import record
from rumbo.history.plain_rows import marks as places
from rumbo.history.plain_rows import read_rows
from rumbo.people.models import Identity, IdentityMatch, Person, RosterVersion
from rumbo.people.rules.identity import clean, fingerprint, normalised
from rumbo.people.tombstones import also_erased, bury, erased_people, tombstone

# The source of identities by which a person on a page, and not a system, speaks of somebody:
# the value is the key of the person meant.
HAND = "hand"
# Stays below the number of variables that one SQLite statement may have.
AT_ONCE = 500
_KNOWN = "SELECT fingerprint, id FROM people_identity WHERE source = %s AND fingerprint IN"


def identities_for(
    *, source: str, values: Iterable[str], by: Actor, at: datetime
) -> dict[str, str]:
    """The identity key of each value as the source writes it; unseen ones are created.

    A new identity is matched at once when its value is the e-mail or the exact normalised name
    of one person; otherwise it waits without a person, and nothing is guessed.
    """
    prints = {value: fingerprint(value) for value in values}
    known = _known(source, prints.values())
    if unseen := {value: mark for value, mark in prints.items() if mark not in known}:
        _see(source, unseen, by=by, at=at)
        known = _known(source, prints.values())
    return {value: f"i{known[mark]}" for value, mark in prints.items()}


def known_identities(*, source: str, values: Iterable[str]) -> dict[str, str]:
    """The identity keys of the values already seen; creates nothing (for previews)."""
    prints = {value: fingerprint(value) for value in values}
    known = _known(source, prints.values())
    return {value: f"i{known[mark]}" for value, mark in prints.items() if mark in known}


def matches_for(values: Iterable[str]) -> dict[str, str]:
    """Whom each value would be matched with by e-mail or exact name; for previews.

    Two people of the same name match nobody.
    """
    names = {value: normalised(value) for value in values}
    wanted = sorted(set(names.values()))
    found: dict[str, set[str]] = {}
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        for column, names_asked in (("email", _emails(part)), ("normalised_name", part)):
            people = Person.objects.filter(**{f"{column}__in": names_asked})
            for name, key in people.values_list(column, "key"):
                found.setdefault(name, set()).add(key)
    for name, erased in erased_people(wanted).items():
        found.setdefault(name, set()).update(erased)
    return {value: min(found[name]) for value, name in names.items() if _is_one(found, name)}


def _emails(names: Iterable[str]) -> list[str]:
    return [name for name in names if "@" in name]


def _is_one(found: dict[str, set[str]], name: str) -> bool:
    return len(found.get(name, ())) == 1


def _known(source: str, prints: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    marks = also_erased(prints)
    wanted = list(marks)
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        for mark, key in read_rows(f"{_KNOWN} {places(len(part))}", (source, *part)):
            found[marks[mark]] = key
    return found


@transaction.atomic
def _see(source: str, unseen: dict[str, str], *, by: Actor, at: datetime) -> None:
    people = matches_for(unseen)
    after = {"matched": len(people), "unmatched": len(unseen) - len(people)}
    position = record(
        by=by, at=at, verb="identities.seen", thing=f"source:{source}", after=after
    )
    erased = _erased(people.values())
    rows = [
        _identity(
            source, value, mark=mark, position=position, buried=people.get(value) in erased
        )
        for mark, value in {mark: value for value, mark in unseen.items()}.items()
    ]
    Identity.objects.bulk_create(rows, ignore_conflicts=True)
    _link(source, unseen, people, position=position)


def _erased(people: Iterable[str]) -> frozenset[str]:
    rows = Person.objects.filter(key__in=set(people), erased_number__isnull=False)
    return frozenset(rows.values_list("key", flat=True))


def _identity(source: str, value: str, *, mark: str, position: int, buried: bool) -> Identity:
    """A new identity; of an erased person nothing but what knows them again is kept."""
    return Identity(
        source=source,
        value="" if buried else clean(value),
        fingerprint=tombstone(mark) if buried else mark,
        first_seen=position,
        is_erased=buried,
    )


def _link(
    source: str, unseen: dict[str, str], people: dict[str, str], *, position: int
) -> None:
    keys = _known(source, unseen.values())
    matched = [
        IdentityMatch(identity_id=keys[unseen[value]], person_id=person, known_from=position)
        for value, person in people.items()
    ]
    IdentityMatch.objects.bulk_create(matched, ignore_conflicts=True)
    RosterVersion.objects.update_or_create(pk=1, defaults={"position": position})


@transaction.atomic
def identity_of(person: str, *, by: Actor, at: datetime) -> str:
    """The identity under which someone picked on a page is spoken of; it means them only."""
    held = _known(HAND, [fingerprint(person)])
    if held:
        return f"i{next(iter(held.values()))}"
    position = record(
        by=by, at=at, verb="identities.seen", thing=f"source:{HAND}", after={"matched": 1}
    )
    row = Identity.objects.create(
        source=HAND, value=person, fingerprint=fingerprint(person), first_seen=position
    )
    IdentityMatch.objects.create(identity=row, person_id=person, known_from=position)
    RosterVersion.objects.update_or_create(pk=1, defaults={"position": position})
    return f"i{row.pk}"


@transaction.atomic
def match_identity(
    identity: str, *, person: str, by: Actor, at: datetime, reason: str = ""
) -> None:
    """Say whom an identity means: all its records, past and future, move to that person."""
    key = int(identity.removeprefix("i"))
    current = IdentityMatch.objects.filter(identity_id=key, known_before=None).first()
    before = {"person": current.person_id} if current else None
    position = record(
        by=by,
        at=at,
        verb="identity.matched",
        thing=f"identity:{identity}",
        before=before,
        after={"person": person},
        reason=reason,
    )
    IdentityMatch.objects.filter(identity_id=key, known_before=None).update(
        known_before=position
    )
    IdentityMatch.objects.create(identity_id=key, person_id=person, known_from=position)
    if person in _erased([person]):
        bury(Identity.objects.get(pk=key))
    RosterVersion.objects.update_or_create(pk=1, defaults={"position": position})
