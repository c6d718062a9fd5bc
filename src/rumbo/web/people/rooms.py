"""People as one finds them: by outermost team, and in it by group, whoever leads it first."""

from collections.abc import Iterable
from dataclasses import dataclass

from rumbo.people.values import PersonRow, TeamRef

PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Group:
    """A team inside an outermost one: who leads it, and who is in it."""

    team: TeamRef
    leaders: tuple[PersonRow, ...]
    members: tuple[PersonRow, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """An outermost team: those directly in it who lead no group, and its groups."""

    team: TeamRef
    people: tuple[PersonRow, ...]
    groups: tuple[Group, ...]

    @property
    def size(self) -> int:
        keys = {row.person.key for row in self.people}
        for each in self.groups:
            keys |= {row.person.key for row in (*each.leaders, *each.members)}
        return len(keys)


@dataclass(frozen=True, slots=True)
class Rooms:
    """Everyone once: in their teams, without one, and the partners."""

    rooms: tuple[Room, ...]
    elsewhere: tuple[PersonRow, ...]
    partners: tuple[PersonRow, ...]


def rooms(people: Iterable[PersonRow], teams: Iterable[TeamRef]) -> Rooms:
    """Sort people into their teams of today; the order of those given is kept."""
    rows = tuple(people)
    inside = tuple(row for row in rows if row.kind != PARTNER)
    tops = [each for each in teams if each.parent is None]
    return Rooms(
        rooms=tuple(room for top in tops if (room := _room(top, inside)) is not None),
        elsewhere=tuple(row for row in inside if row.team is None and not row.leads),
        partners=tuple(row for row in rows if row.kind == PARTNER),
    )


def _room(top: TeamRef, rows: tuple[PersonRow, ...]) -> Room | None:
    within = [row for row in rows if row.path and row.path[0].key == top.key]
    if not within:
        return None
    lower: dict[str, TeamRef] = {}
    for row in within:
        for team in (*row.path[1:], *row.leads):
            lower.setdefault(team.key, team)
    groups = tuple(_group(each, rows) for each in sorted(lower.values(), key=_name))
    seen = {row.person.key for group in groups for row in (*group.leaders, *group.members)}
    alone = tuple(row for row in within if row.person.key not in seen)
    return Room(top, alone, groups)


def _group(team: TeamRef, rows: tuple[PersonRow, ...]) -> Group:
    leaders = tuple(row for row in rows if team in row.leads)
    members = tuple(row for row in rows if row.team == team and row not in leaders)
    return Group(team, leaders, members)


def _name(team: TeamRef) -> str:
    return team.name
