"""What the projection of records needs to know of people, with every position that knew it."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TypedDict

from rumbo.people.believed import believed
from rumbo.people.models import (
    DatedInTeam,
    Identity,
    IdentityMatch,
    Leadership,
    Membership,
    Person,
    RosterVersion,
    Team,
)
from rumbo.people.values import Dated, IdentityRow, Roster, TeamRef
from rumbo.wording.people import neutral_name

# Stays below the number of variables that one SQLite statement may have.
AT_ONCE = 500


class Work(TypedDict, total=False):
    """For which share of the hours a member works, as what, and where."""

    hours: Decimal
    role: str
    country: str


def roster_version() -> int:
    """The position of the last change of the roster; 0 before the first."""
    return RosterVersion.objects.values_list("position", flat=True).first() or 0


def roster() -> Roster:
    """Identities, memberships and leaderships, as they hold and as they were known."""
    version = roster_version()
    return Roster(
        version=version,
        identities=tuple(
            IdentityRow(
                f"i{each.identity_id}", each.person_id, each.known_from, each.known_before
            )
            for each in IdentityMatch.objects.all()
        ),
        memberships=_dated(Membership.objects.all()),
        leaderships=_dated(Leadership.objects.all()),
        people=_names(),
        teams=tuple(
            TeamRef(each.key, each.name, each.level, each.parent_id)
            for each in Team.objects.all()
        ),
    )


def identity_values(keys: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The source and the value, as the source wrote it, of each identity key."""
    wanted = [int(key.removeprefix("i")) for key in keys]
    found: dict[str, tuple[str, str]] = {}
    for start in range(0, len(wanted), AT_ONCE):
        rows = Identity.objects.filter(pk__in=wanted[start : start + AT_ONCE])
        found.update((f"i{each.pk}", (each.source, each.value)) for each in rows)
    return found


def people_of(keys: Iterable[str], *, position: int | None = None) -> dict[str, str]:
    """The person that each identity means, or meant at a position; nobody's are left out."""
    wanted = [int(key.removeprefix("i")) for key in keys]
    rows = IdentityMatch.objects.filter(believed(position), identity_id__in=wanted)
    return {f"i{each.identity_id}": each.person_id for each in rows}


def _names() -> dict[str, str]:
    """The names by which records are searched; of someone erased, the neutral one."""
    rows = Person.objects.values_list("key", "name", "erased_number")
    return {key: neutral_name(number, "en") if number else name for key, name, number in rows}


def _dated(rows: Iterable[DatedInTeam]) -> tuple[Dated, ...]:
    return tuple(
        Dated(
            person=each.person_id,
            team=each.team_id,
            valid_from=each.valid_from,
            valid_before=each.valid_before,
            known_from=each.known_from,
            known_before=each.known_before,
            **_work(each),
        )
        for each in rows
    )


def _work(row: DatedInTeam) -> Work:
    """What only a member has: hours, role and country."""
    if not isinstance(row, Membership):
        return {}
    return {"hours": row.hours, "role": row.role, "country": row.country}
