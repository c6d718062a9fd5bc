"""Who stands on a board: everyone of a role who was in a team, or every team of a level."""

from collections.abc import Mapping
from datetime import date

from rumbo.kernel.calendar import Period
from rumbo.people import queries as people
from rumbo.people.roster import roster
from rumbo.people.rules.trees import path
from rumbo.people.values import Dated, Viewer
from rumbo.recognition.values import BoardRef


def participants(
    ref: BoardRef, *, viewer: Viewer, period: Period, position: int
) -> Mapping[str, str]:
    """Their names by key; who has no result stands on the board without a value.

    A value of a field takes part when records have it: nobody lists them beforehand.
    """
    if ref.of == "field":
        return {}
    if ref.of == "teams":
        teams = people.teams(viewer=viewer, position=position)
        return {each.key: each.name for each in teams if each.level == ref.level}
    rows = people.people(viewer=viewer, today=period.start, position=position)
    names = {row.person.key: row.person.name for row in rows if ref.role in row.roles}
    during = _members(period, position)
    return {key: name for key, name in names.items() if key in during}


def own_keys(ref: BoardRef, *, viewer: Viewer, today: date, position: int) -> frozenset[str]:
    """The viewer's own row: themselves, or the teams that they lead or are part of."""
    if ref.of == "field":
        return frozenset()
    if ref.of == "people" or viewer.person is None:
        return frozenset({viewer.key})
    parents = {each.key: each.parent for each in people.teams(viewer=viewer)}
    team = people.team_of(viewer.key, day=today, viewer=viewer, position=position)
    leads = people.led_by(viewer.key, day=today, viewer=viewer, position=position)
    starts = [*leads, *([team.key] if team else [])]
    return frozenset(step for start in starts for step in path(start, parents))


def _members(period: Period, position: int) -> frozenset[str]:
    """Everyone who, as was known at the position, was in a team on some day of the period."""
    return frozenset(
        each.person
        for each in roster().memberships
        if _known(each, position)
        and each.valid_from < period.before
        and (each.valid_before is None or each.valid_before > period.start)
    )


def _known(dated: Dated, position: int) -> bool:
    return dated.known_from <= position and (
        dated.known_before is None or dated.known_before > position
    )
