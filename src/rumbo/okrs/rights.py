"""Who may know of a key result, who may check in on it, and who may set one for whom."""

from dataclasses import dataclass

from rumbo.okrs.models import KeyResult, KeyResultVersion, ObjectiveVersion
from rumbo.people import queries as people
from rumbo.people.access import NotVisible
from rumbo.people.rules.roles import Right, Role
from rumbo.people.rules.trees import below
from rumbo.people.values import PersonRef, TeamRef, Viewer
from rumbo.targets.values import TargetScope

Version = KeyResultVersion | ObjectiveVersion


def may_see(version: ObjectiveVersion, *, viewer: Viewer) -> bool:
    """Objectives are public inside the organisation; a partner sees only their own."""
    seen = viewer.visible.people
    return seen is None or bool({version.person_id, version.owner_id} & seen)


def visible_key_result(key: str, *, viewer: Viewer) -> KeyResult:
    """The key result by key; raises NotVisible for an unknown one or one out of sight."""
    row = KeyResult.objects.select_related("objective__cycle").filter(key=key).first()
    version = row.objective.versions.filter(known_before=None).first() if row else None
    if row is None or version is None or not may_see(version, viewer=viewer):
        raise NotVisible(key)
    return row


def may_check_in(row: KeyResult, *, viewer: Viewer) -> bool:
    """Whether the viewer may check in on what is believed of a key result now."""
    versions: list[Version] = [
        *row.versions.filter(known_before=None),
        *row.objective.versions.filter(known_before=None),
    ]
    return may_answer_for(versions, viewer=viewer)


def may_answer_for(versions: list[Version], *, viewer: Viewer) -> bool:
    """The owners, whose objective it is, those who lead them or the team, and the admin."""
    if viewer.person is None or Role.ADMIN in viewer.roles:
        return True
    people = {each.owner_id for each in versions} | {each.person_id for each in versions}
    led = viewer.pay_of if viewer.leads and viewer.pay_of is not None else frozenset()
    teams = {each.team_id for each in versions}
    return viewer.key in people or bool(people & led) or bool(teams & set(viewer.leads))


@dataclass(frozen=True, slots=True)
class Settable:
    """For whom somebody may set objectives."""

    company: bool
    teams: tuple[TeamRef, ...]
    people: tuple[PersonRef, ...]


_FOR_ALL: frozenset[str] = frozenset({Role.ADMIN, Role.EXECUTIVE})


def settable(viewer: Viewer) -> Settable:
    """Executives and admins for everyone; a manager for the teams led and who is in them."""
    if not viewer.may(Right.SET_OBJECTIVES):
        return Settable(company=False, teams=(), people=())
    everyone = viewer.person is None or bool(_FOR_ALL & viewer.roles)
    teams = people.teams(viewer=viewer)
    led = below(viewer.leads, {each.key: each.parent for each in teams})
    own = viewer.pay_of if viewer.leads and viewer.pay_of is not None else {viewer.key}
    names = sorted(people.names(viewer=viewer).items(), key=lambda each: each[1].casefold())
    return Settable(
        company=everyone,
        teams=tuple(each for each in teams if everyone or each.key in led),
        people=tuple(PersonRef(key, name) for key, name in names if everyone or key in own),
    )


def may_set_for(scope: TargetScope, *, viewer: Viewer) -> bool:
    """Whether the viewer may set an objective of this scope."""
    may = settable(viewer)
    match scope.kind:
        case "team":
            return scope.key in {each.key for each in may.teams}
        case "person":
            return scope.key in {each.key for each in may.people}
        case _:
            return may.company
