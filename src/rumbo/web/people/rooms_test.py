from rumbo.people.values import PersonRef, PersonRow, TeamRef
from rumbo.web.people.rooms import rooms

CENTRAL = TeamRef("central", "Central", "team")
MARXEN = TeamRef("central-marxen", "Central · Marxen", "group", "central")


def row(
    key: str, *, path: tuple[TeamRef, ...] = (), leads: tuple[TeamRef, ...] = ()
) -> PersonRow:
    team = path[-1] if path else None
    return PersonRow(
        person=PersonRef(key, key.title()),
        email="",
        kind="partner" if key == "acme" else "employee",
        roles=(),
        team=team,
        path=path,
        leads=leads,
        invented=False,
        may_sign_in=False,
    )


def test_whoever_leads_a_group_stands_with_it_and_nobody_stands_twice() -> None:
    melvin = row("melvin", path=(CENTRAL,), leads=(MARXEN,))
    darcel = row("darcel", path=(CENTRAL, MARXEN))
    found = rooms((darcel, melvin, row("noa"), row("acme")), (CENTRAL, MARXEN))

    (central,) = found.rooms
    (marxen,) = central.groups
    assert central.people == ()
    assert (marxen.leaders, marxen.members) == ((melvin,), (darcel,))
    assert central.size == 2
    assert [each.person.key for each in found.elsewhere] == ["noa"]
    assert [each.person.key for each in found.partners] == ["acme"]


def test_a_team_without_anyone_is_not_shown() -> None:
    assert rooms((row("noa"),), (CENTRAL,)).rooms == ()
