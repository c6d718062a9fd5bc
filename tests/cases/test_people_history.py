"""Who is where, who was known to be where, and who may see whose pay."""

from datetime import UTC, date, datetime

import pytest

from rumbo.history import queries as history
from rumbo.history.actors import System
from rumbo.history.models import Entry
from rumbo.kernel.calendar import Grain
from rumbo.people import access, operations, queries
from rumbo.people.documents import read_organisation, read_people
from rumbo.people.identities import identities_for, match_identity
from rumbo.people.roster import roster

pytestmark = pytest.mark.django_db

CLI = System("cli")
JANUARY = datetime(2017, 1, 2, 9, tzinfo=UTC)
MARCH = datetime(2017, 3, 20, 9, tzinfo=UTC)
TODAY = date(2017, 3, 20)

ORGANISATION = """
organisation: acme
name: Acme
about: {en: Sells tools, es: Vende herramientas}
currency: EUR
time-zone: Europe/Madrid
years: {from: 2017, before: 2018}
"""
PEOPLE = """
teams:
  - {team: north, name: North, level: office}
  - {team: north-1, name: North 1, level: team, part-of: north}
  - {team: south, name: South, level: office}
people:
  - person: ana
    name: Ana Ruiz
    email: ana@acme.example
    team: north-1
    from: 2017-01-01
    roles: [rep]
  - {person: ben, name: Ben Oka, team: north-1, from: 2017-01-01, roles: [rep]}
  - {person: mar, name: Mar Gil, from: 2017-01-01, roles: [manager], leads: [north]}
  - {person: fin, name: Fin Ward, from: 2017-01-01, roles: [finance]}
  - {person: out, name: Outlet 9, kind: partner, from: 2017-01-01, roles: [partner]}
"""


@pytest.fixture(autouse=True)
def _acme() -> None:
    operations.found_organisation(
        read_organisation(ORGANISATION, file="organisation.yaml"), by=CLI, at=JANUARY
    )
    operations.declare_people(read_people(PEOPLE, file="people.yaml"), by=CLI, at=JANUARY)


def pay_of(key: str) -> set[str] | None:
    people = access.viewer_for_person(key, today=TODAY).pay_of
    return None if people is None else set(people)


def team_of_ana(day: date) -> str | None:
    team = queries.team_of("ana", day=day, viewer=access.system_viewer("test"))
    return team.key if team else None


def test_a_rep_sees_their_own_pay_only() -> None:
    assert pay_of("ana") == {"ana"}


def test_a_manager_sees_the_pay_of_everyone_below() -> None:
    assert pay_of("mar") == {"mar", "ana", "ben"}


def test_finance_sees_all_pay() -> None:
    assert pay_of("fin") is None


def test_a_partner_sees_no_colleague() -> None:
    partner = access.viewer_for_person("out", today=TODAY)
    assert set(queries.names(viewer=partner)) == {"out"}
    with pytest.raises(access.NotVisible):
        queries.person("ana", viewer=partner)


def test_a_move_keeps_where_the_person_was() -> None:
    operations.place("ana", team="south", valid_from=date(2017, 3, 15), by=CLI, at=MARCH)
    assert team_of_ana(date(2017, 3, 14)) == "north-1"
    assert team_of_ana(date(2017, 3, 15)) == "south"


def test_an_earlier_moment_does_not_know_of_the_move() -> None:
    before = history.head()
    operations.place("ana", team="south", valid_from=date(2017, 2, 1), by=CLI, at=MARCH)
    believed = [
        (each.team, each.valid_before)
        for each in roster().memberships
        if each.person == "ana"
        and each.known_from <= before
        and (each.known_before is None or each.known_before > before)
    ]
    assert believed == [("north-1", None)]


def test_a_name_that_one_person_has_is_matched_and_others_wait() -> None:
    keys = identities_for(source="crm", values=["ANA  ruiz", "Somebody Else"], by=CLI, at=MARCH)
    matched = {each.identity: each.person for each in roster().identities}
    assert matched == {keys["ANA  ruiz"]: "ana"}


def test_resolving_an_identity_is_remembered_with_what_was_believed_before() -> None:
    key = identities_for(source="crm", values=["A. Ruiz"], by=CLI, at=JANUARY)["A. Ruiz"]
    match_identity(key, person="ben", by=CLI, at=JANUARY)
    match_identity(key, person="ana", by=CLI, at=MARCH, reason="Wrong Ruiz")
    rows = {each.person: each for each in roster().identities if each.identity == key}
    assert rows["ben"].known_before == rows["ana"].known_from


def test_the_position_of_an_instant_is_the_last_one_known_by_then() -> None:
    in_january = history.head()
    operations.grant("ben", role="manager", by=CLI, at=MARCH)
    assert history.position_at(datetime(2017, 2, 1, tzinfo=UTC)) == in_january
    assert history.position_at(MARCH) == history.head()
    assert history.position_at(datetime(2016, 1, 1, tzinfo=UTC)) == 0


def test_a_change_of_history_by_hand_is_named() -> None:
    assert history.verify() == ()
    entry = Entry.objects.order_by("position")[3]
    Entry.objects.filter(pk=entry.pk).update(after={"role": "admin"})
    assert [each.position for each in history.verify()] == [entry.position]


def test_the_calendar_is_rows() -> None:
    assert queries.period("2017-Q3").start == date(2017, 7, 1)
    assert queries.named_period(date(2017, 11, 22), Grain.QUARTER).name == "2017-Q4"
