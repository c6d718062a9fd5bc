"""Every change of the organisation, its people and teams; each one is written to history."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from rumbo.history.actors import Actor
from rumbo.history.operations import record
from rumbo.kernel.calendar import fiscal_year
from rumbo.people.documents import (
    OrganisationDocument,
    PeopleDocument,
    PersonShape,
    TeamShape,
)
from rumbo.people.memberships import Stay
from rumbo.people.models import (
    FiscalPeriod,
    Leadership,
    Membership,
    Organisation,
    Person,
    RoleGrant,
    RosterVersion,
    Team,
    User,
)
from rumbo.people.roster import Work
from rumbo.people.rules.identity import clean, normalised


@transaction.atomic
def found_organisation(document: OrganisationDocument, *, by: Actor, at: datetime) -> None:
    """Create or update the organisation and the rows of its fiscal periods."""
    values = {
        "key": document.organisation,
        "name": document.name,
        "about_en": document.about.en,
        "about_es": document.about.es,
        "currency": document.currency,
        "time_zone": document.time_zone,
        "week_start": document.week_start,
        "fiscal_start_month": document.fiscal_year_starts,
        "language": document.language,
    }
    Organisation.objects.update_or_create(pk=1, defaults=values)
    for year in range(document.years.start, document.years.before):
        _open_year(year, document.fiscal_year_starts)
    record(by=by, at=at, verb="organisation.founded", thing="organisation", after=dict(values))


def _open_year(year: int, start_month: int) -> None:
    periods = [
        FiscalPeriod(
            name=each.name, grain=each.grain, start=each.period.start, before=each.period.before
        )
        for each in fiscal_year(year, start_month)
    ]
    FiscalPeriod.objects.bulk_create(periods, ignore_conflicts=True)


@transaction.atomic
def declare_people(document: PeopleDocument, *, by: Actor, at: datetime) -> None:
    """Add the teams and people of a document that are not there yet; change nobody."""
    for team in document.teams:
        _add_team(team, by=by, at=at)
    for person in document.people:
        if not Person.objects.filter(key=person.person).exists():
            _add_person(person, by=by, at=at)


def _add_team(shape: TeamShape, *, by: Actor, at: datetime) -> None:
    after = {"name": shape.name, "level": shape.level, "parent": shape.part_of}
    team, created = Team.objects.get_or_create(
        key=shape.team,
        defaults={"name": shape.name, "level": shape.level, "parent_id": shape.part_of},
    )
    if created:
        thing = f"team:{team.key}"
        position = record(by=by, at=at, verb="team.added", thing=thing, after=after)
        Team.objects.filter(pk=team.pk).update(known_from=position)
        _touch(position)


def _add_person(shape: PersonShape, *, by: Actor, at: datetime) -> None:
    name = clean(shape.name)
    Person.objects.create(
        key=shape.person,
        name=name,
        normalised_name=normalised(name),
        email=shape.email.casefold(),
        kind=shape.kind,
        language=shape.language,
        invented=shape.invented == "yes",
    )
    thing = f"person:{shape.person}"
    after = {"kind": shape.kind}
    position = record(by=by, at=at, verb="person.added", thing=thing, after=after)
    Person.objects.filter(pk=shape.person).update(known_from=position)
    _touch(position)
    for role in shape.roles:
        grant(shape.person, role=role, by=by, at=at)
    if shape.team:
        place(shape.person, team=shape.team, valid_from=shape.since, by=by, at=at)
    for team in shape.leads:
        appoint(shape.person, team=team, valid_from=shape.since, by=by, at=at)


@transaction.atomic
def grant(person: str, *, role: str, by: Actor, at: datetime) -> None:
    """Give a role; granting it twice changes nothing."""
    if RoleGrant.objects.filter(person_id=person, role=role).exists():
        return
    thing = f"person:{person}"
    position = record(by=by, at=at, verb="role.granted", thing=thing, after={"role": str(role)})
    RoleGrant.objects.create(person_id=person, role=role, position=position)


@transaction.atomic
def place(person: str, *, team: str, valid_from: date, by: Actor, at: datetime) -> None:
    """Put a person into a team from a day on; where they were before ends on that day.

    Their share of the hours, role and country go with them.
    What was believed until now stays in the rows, so that an earlier moment still sees it.
    """
    after = {"team": team, "from": valid_from.isoformat()}
    current = Membership.objects.filter(
        person_id=person, known_before=None, valid_before=None
    ).first()
    before = {"team": current.team_id} if current else None
    position = record(
        by=by, at=at, verb="team.joined", thing=f"person:{person}", before=before, after=after
    )
    if current:
        _end(current, valid_before=valid_from, position=position)
    Membership.objects.create(
        person_id=person,
        team_id=team,
        valid_from=valid_from,
        known_from=position,
        **_carried(current),
    )
    _touch(position)


def _carried(current: Membership | None) -> Work:
    """What does not change when a person changes team."""
    if current is None:
        return {}
    return {"hours": current.hours, "role": current.role, "country": current.country}


def _end(current: Membership, *, valid_before: date, position: int) -> None:
    """Close the open row, and keep believing in the days it did hold, if any."""
    Membership.objects.filter(pk=current.pk).update(known_before=position)
    if current.valid_from < valid_before:
        Membership.objects.create(
            person_id=current.person_id,
            team_id=current.team_id,
            valid_from=current.valid_from,
            valid_before=valid_before,
            known_from=position,
            **_carried(current),
        )


@transaction.atomic
def declare_memberships(stays: Iterable[Stay], *, by: Actor, at: datetime) -> int:
    """Believe these stays of each person they name, and no others; return how many changed.

    What was believed until now stays in the rows, so that an earlier moment still sees it.
    """
    wanted: dict[str, list[Stay]] = {}
    for each in stays:
        wanted.setdefault(each.person, []).append(each)
    changed = [key for key in sorted(wanted) if _stays(key) != frozenset(wanted[key])]
    for person in changed:
        _believe(person, wanted[person], by=by, at=at)
    return len(changed)


def _stays(person: str) -> frozenset[Stay]:
    rows = Membership.objects.filter(person_id=person, known_before=None)
    return frozenset(
        Stay(
            person,
            each.valid_from,
            each.team_id,
            each.valid_before,
            each.hours.normalize(),
            each.role,
            each.country,
        )
        for each in rows
    )


def _believe(person: str, stays: list[Stay], *, by: Actor, at: datetime) -> None:
    after = {
        f"{each.valid_from}": f"{each.team} {each.hours} {each.valid_before or ''}".strip()
        for each in sorted(stays, key=lambda each: each.valid_from)
    }
    position = record(
        by=by, at=at, verb="team.stays-declared", thing=f"person:{person}", after=after
    )
    Membership.objects.filter(person_id=person, known_before=None).update(known_before=position)
    Membership.objects.bulk_create(
        Membership(
            person_id=person,
            team_id=each.team,
            valid_from=each.valid_from,
            valid_before=each.valid_before,
            known_from=position,
            hours=each.hours,
            role=each.role,
            country=each.country,
        )
        for each in stays
    )
    _touch(position)


@transaction.atomic
def appoint(person: str, *, team: str, valid_from: date, by: Actor, at: datetime) -> None:
    """Make a person a leader of a team from a day on."""
    after = {"leads": team, "from": valid_from.isoformat()}
    position = record(by=by, at=at, verb="team.led", thing=f"person:{person}", after=after)
    Leadership.objects.create(
        person_id=person, team_id=team, valid_from=valid_from, known_from=position
    )
    _touch(position)


@transaction.atomic
def open_sign_in(person: str, *, password: str, by: Actor, at: datetime) -> None:
    """Give a person a sign-in with their e-mail address; a second call changes the password."""
    row = Person.objects.select_for_update().get(key=person)
    if row.user is None:
        row.user = User.objects.create_user(row.email, password)
        row.save(update_fields=["user"])
    else:
        row.user.set_password(password)
        row.user.save(update_fields=["password"])
    record(by=by, at=at, verb="sign-in.opened", thing=f"person:{person}")


def set_preferences(person: str, *, language: str = "", theme: str = "") -> None:
    """Remember how a person wants to read; a preference is nobody's history."""
    chosen = {"language": language, "theme": theme}
    kept = {key: value for key, value in chosen.items() if value}
    Person.objects.filter(key=person).update(**kept)


@transaction.atomic
def start_replay(*, at: datetime, before: date, by: Actor) -> None:
    """Let the organisation's clock stand at an instant of the past, to be moved by hand."""
    Organisation.objects.filter(pk=1).update(replay_at=at, replay_before=before, is_demo=True)
    record(by=by, at=at, verb="clock.replayed", thing="organisation")


def move_clock(*, to: datetime) -> None:
    """Move a replayed clock forward; a real clock moves by itself."""
    Organisation.objects.filter(pk=1, replay_at__lt=to).update(replay_at=to)


def _touch(position: int) -> None:
    RosterVersion.objects.update_or_create(pk=1, defaults={"position": position})
