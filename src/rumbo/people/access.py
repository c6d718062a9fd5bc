"""Turns a sign-in, a person or a part of the system into a viewer: what they may see and do."""

from datetime import date

from rumbo.history.actors import Actor, System
from rumbo.people.models import Leadership, Membership, Person, Team, User
from rumbo.people.rules.roles import Right, rights_of
from rumbo.people.rules.trees import below, holding
from rumbo.people.values import PersonRef, Viewer, Visible


class NotVisible(Exception):
    """The viewer may not know that this exists; a door answers as if it did not."""


class NotAllowed(Exception):
    """The viewer may see this but not do that."""


def system_viewer(name: str) -> Viewer:
    """A part of the system that reads everything, named so that history tells which."""
    return Viewer(System(name), frozenset(Right), None, Visible())


def viewer_of(user: User, *, today: date) -> Viewer:
    """The viewer behind a sign-in; raises NotVisible when it belongs to nobody."""
    person = Person.objects.filter(user=user).first()
    if person is None:
        raise NotVisible("a sign-in without a person")
    return _viewer(person, today)


def viewer_for_person(key: str, *, today: date) -> Viewer:
    """The viewer that a person is; raises NotVisible for an unknown key."""
    person = Person.objects.filter(key=key).first()
    if person is None:
        raise NotVisible(key)
    return _viewer(person, today)


def require(viewer: Viewer, right: Right) -> None:
    """Raise NotAllowed unless the viewer has the right."""
    if not viewer.may(right):
        raise NotAllowed(right.value)


def _viewer(person: Person, today: date) -> Viewer:
    roles = frozenset(person.grants.values_list("role", flat=True))
    rights = rights_of(roles)
    leads = _leads(person.key, today)
    own = frozenset({person.key})
    return Viewer(
        actor=Actor("person", person.key),
        rights=rights,
        pay_of=_pay_of(own, rights, leads=leads, today=today),
        visible=Visible() if Right.SEE_COLLEAGUES in rights else Visible(own),
        person=PersonRef(person.key, person.name, person.language, person.theme),
        roles=roles,
        leads=leads,
    )


def _leads(person: str, today: date) -> tuple[str, ...]:
    dated = Leadership.objects.filter(person_id=person, known_before=None)
    return tuple(each.team_id for each in dated if holding(each, today))


def _pay_of(
    own: frozenset[str], rights: frozenset[Right], *, leads: tuple[str, ...], today: date
) -> frozenset[str] | None:
    if Right.SEE_ALL_PAY in rights:
        return None
    if Right.SEE_TEAM_PAY not in rights or not leads:
        return own
    teams = below(leads, dict(Team.objects.values_list("key", "parent_id")))
    members = Membership.objects.filter(team_id__in=teams, known_before=None)
    return own | {each.person_id for each in members if holding(each, today)}
