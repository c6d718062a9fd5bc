"""Reads of the organisation, its calendar, its teams and people."""

from collections.abc import Iterable
from datetime import date

from rumbo.kernel.calendar import Grain, Period, parse_period, period_of
from rumbo.kernel.texts import Text
from rumbo.people.access import NotVisible
from rumbo.people.believed import believed
from rumbo.people.models import (
    FiscalPeriod,
    Leadership,
    Membership,
    Organisation,
    Person,
    Team,
)
from rumbo.people.rules import fiscal
from rumbo.people.rules.trees import below, holding, path
from rumbo.people.values import (
    NamedPeriod,
    OrganisationView,
    PersonRef,
    PersonRow,
    TeamRef,
    Viewer,
)
from rumbo.wording.people import neutral_name


class NoOrganisation(Exception):
    """Nothing has been set up yet: `rumbo init` or `rumbo demo` comes first."""


def organisation() -> OrganisationView:
    """The organisation of this installation; raises NoOrganisation before there is one."""
    row = Organisation.objects.filter(pk=1).first()
    if row is None:
        raise NoOrganisation
    return OrganisationView(
        key=row.key,
        name=row.name,
        about=Text(row.about_en, row.about_es),
        currency=row.currency,
        time_zone=row.time_zone,
        week_start=row.week_start,
        fiscal_start_month=row.fiscal_start_month,
        language=row.language,
        clock="replay" if row.replay_at else "real",
        replay_at=row.replay_at,
        replay_before=row.replay_before,
        is_demo=row.is_demo,
    )


def period(name: str) -> Period:
    """The dates of a fiscal period, a week or a day by name; raises UnknownPeriod."""
    row = FiscalPeriod.objects.filter(name=name).first()
    if row is not None:
        return Period(row.start, row.before)
    if name.count("-") == 2 or "W" in name:
        return parse_period(name)
    return fiscal.named(name, _start_month()).period


def named_period(day: date, grain: Grain) -> NamedPeriod:
    """The fiscal period of a grain around a day; weeks and days follow the calendar."""
    row = FiscalPeriod.objects.filter(grain=grain, start__lte=day, before__gt=day).first()
    if row is not None:
        return NamedPeriod(row.name, grain, Period(row.start, row.before))
    if grain in {Grain.DAY, Grain.WEEK}:
        start = Organisation.objects.values_list("week_start", flat=True).first() or 0
        found = period_of(day, grain, week_start=start)
        return NamedPeriod(found.start.isoformat(), grain, found)
    computed = fiscal.around(day, grain, _start_month())
    return NamedPeriod(computed.name, grain, computed.period)


def _start_month() -> int:
    return Organisation.objects.values_list("fiscal_start_month", flat=True).first() or 1


def name_of(period: Period) -> str | None:
    """The name of a fiscal period, if these dates have one."""
    rows = FiscalPeriod.objects.filter(start=period.start, before=period.before)
    name = rows.values_list("name", flat=True).first()
    if name is None:
        name = fiscal.name_of(period, _start_month())
    return name


def periods(grain: Grain) -> tuple[NamedPeriod, ...]:
    """Every fiscal period of a grain, in order."""
    rows = FiscalPeriod.objects.filter(grain=grain).order_by("start")
    return tuple(
        NamedPeriod(each.name, grain, Period(each.start, each.before)) for each in rows
    )


def person(key: str, *, viewer: Viewer) -> PersonRef:
    """A person by key; raises NotVisible for an unknown one or one out of sight."""
    row = Person.objects.filter(key=key).first()
    if row is None or (viewer.visible.people is not None and key not in viewer.visible.people):
        raise NotVisible(key)
    return _ref(row, viewer)


def _ref(row: Person, viewer: Viewer) -> PersonRef:
    return PersonRef(row.key, _name(row.name, row.erased_number, viewer), row.language)


def _name(name: str, number: int | None, viewer: Viewer) -> str:
    """A name; of someone erased the neutral one, in the reader's language."""
    language = viewer.person.language if viewer.person else "en"
    return name if number is None else neutral_name(number, language)


def names(*, viewer: Viewer) -> dict[str, str]:
    """The names of the people the viewer may see, by key."""
    rows = Person.objects.values_list("key", "name", "erased_number")
    seen = viewer.visible.people
    return {
        key: _name(name, number, viewer)
        for key, name, number in rows
        if seen is None or key in seen
    }


def teams(
    *,
    viewer: Viewer,  # noqa: ARG001 - every read names its reader
    position: int | None = None,
) -> tuple[TeamRef, ...]:
    """Every team, in order of name; the shape of the organisation is no secret inside it.

    With a position, those that were there by then, named as they are now.
    """
    rows = Team.objects.order_by("name")
    if position is not None:
        rows = rows.filter(known_from__lte=position)
    return tuple(TeamRef(each.key, each.name, each.level, each.parent_id) for each in rows)


def team(key: str, *, viewer: Viewer) -> TeamRef:
    """A team by key; raises NotVisible for an unknown one."""
    for each in teams(viewer=viewer):
        if each.key == key:
            return each
    raise NotVisible(key)


def people(
    *, viewer: Viewer, today: date, position: int | None = None
) -> tuple[PersonRow, ...]:
    """The people the viewer may see, by name, with where they are today; four queries.

    With a position, those who were known then, their roles then, and where they were believed
    to be. Names are those of now: a person is called what they are called (docs/as-of.md).
    """
    refs = {each.key: each for each in teams(viewer=viewer)}
    parents = {key: each.parent for key, each in refs.items()}
    member, leads = _teams_on(today, position)
    seen = viewer.visible.people
    rows = Person.objects.prefetch_related("grants").order_by("name")
    return tuple(
        PersonRow(
            person=_ref(row, viewer),
            email=row.email,
            kind=row.kind,
            roles=_roles(row, position),
            team=refs.get(member.get(row.key, "")),
            path=tuple(refs[each] for each in _path(member.get(row.key), parents)),
            leads=tuple(refs[each] for each in leads.get(row.key, ())),
            invented=row.invented,
            may_sign_in=row.user_id is not None,
            is_erased=row.erased_number is not None,
        )
        for row in rows
        if (seen is None or row.key in seen) and _known(row.known_from, position)
    )


def _roles(row: Person, position: int | None) -> tuple[str, ...]:
    held = (each for each in row.grants.all() if _known(each.position, position))
    return tuple(sorted(each.role for each in held))


def _known(known_from: int, position: int | None) -> bool:
    return position is None or known_from <= position


def _path(team: str | None, parents: dict[str, str | None]) -> tuple[str, ...]:
    return path(team, parents) if team else ()


def _teams_on(day: date, position: int | None) -> tuple[dict[str, str], dict[str, list[str]]]:
    members = Membership.objects.filter(believed(position))
    member = {each.person_id: each.team_id for each in members if holding(each, day)}
    leads: dict[str, list[str]] = {}
    for each in Leadership.objects.filter(believed(position)).order_by("team_id"):
        if holding(each, day):
            leads.setdefault(each.person_id, []).append(each.team_id)
    return member, leads


def leads_over(
    members: Iterable[str], *, day: date, viewer: Viewer, position: int | None = None
) -> tuple[str, ...]:
    """Who leads, on a day, the teams that these people are in, or a team above; in order."""
    member, leads = _teams_on(day, position)
    parents: dict[str, str | None] = dict(Team.objects.values_list("key", "parent_id"))
    above = {team for each in members for team in _path(member.get(each), parents)}
    seen = viewer.visible.people
    return tuple(
        sorted(
            lead
            for lead, own in leads.items()
            if above.intersection(own) and (seen is None or lead in seen)
        )
    )


def led_by(
    person: str, *, day: date, viewer: Viewer, position: int | None = None
) -> tuple[str, ...]:
    """The keys of the teams that a person leads on a day, in order."""
    if viewer.visible.people is not None and person not in viewer.visible.people:
        raise NotVisible(person)
    rows = Leadership.objects.filter(believed(position), person_id=person)
    return tuple(each.team_id for each in rows.order_by("team_id") if holding(each, day))


def members(
    teams: Iterable[str], *, day: date, viewer: Viewer, position: int | None = None
) -> tuple[PersonRef, ...]:
    """Who is in these teams, or in a team that is part of them, on a day; by name."""
    within = below(teams, dict(Team.objects.values_list("key", "parent_id")))
    rows = Membership.objects.filter(believed(position), team_id__in=within)
    keys = {each.person_id for each in rows if holding(each, day)}
    if viewer.visible.people is not None:
        keys &= viewer.visible.people
    found = Person.objects.filter(key__in=keys).order_by("name")
    return tuple(_ref(each, viewer) for each in found)


def team_of(
    person: str, *, day: date, viewer: Viewer, position: int | None = None
) -> TeamRef | None:
    """The team a person is in on a day, if any."""
    if viewer.visible.people is not None and person not in viewer.visible.people:
        raise NotVisible(person)
    rows = Membership.objects.filter(believed(position), person_id=person)
    for each in rows.select_related("team"):
        if holding(each, day):
            parent = each.team.parent_id
            return TeamRef(each.team.key, each.team.name, each.team.level, parent)
    return None
