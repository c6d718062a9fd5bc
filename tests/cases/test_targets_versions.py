"""A quota is what it was believed to be; who may see it; and how files are refused."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from rumbo.history import queries as history
from rumbo.history.actors import System
from rumbo.kernel.calendar import parse_period
from rumbo.kernel.problems import Refused
from rumbo.people import access
from rumbo.people import operations as people
from rumbo.people.documents import read_organisation, read_people
from rumbo.targets import operations, queries
from rumbo.targets.documents import read_targets
from rumbo.targets.models import Target
from rumbo.targets.rules.attainment import NoSuchTarget
from rumbo.targets.values import COMPANY, NewTarget, TargetScope

pytestmark = pytest.mark.django_db

CLI = System("cli")
JANUARY = datetime(2017, 1, 2, 9, tzinfo=UTC)
MARCH = datetime(2017, 3, 20, 9, tzinfo=UTC)
QUARTER = parse_period("2017-Q1")
EVERYTHING = access.system_viewer("test")

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
  - {team: north, name: North, level: team}
people:
  - {person: ana, name: Ana Ruiz, team: north, from: 2017-01-01, roles: [rep]}
  - {person: ben, name: Ben Oka, team: north, from: 2017-01-01, roles: [rep]}
  - {person: mar, name: Mar Gil, from: 2017-01-01, roles: [manager], leads: [north]}
"""
TARGETS = """
targets: first-quarter
metric: revenue
period: 2017-Q1
reason: Agreed in the planning meeting
amounts:
  - {of: company, amount: 900000}
  - {of: {team: north}, amount: 500000}
  - {of: {person: ana}, amount: 50000}
"""
ANA = TargetScope.of_person("ana")


@pytest.fixture(autouse=True)
def _acme() -> None:
    organisation = read_organisation(ORGANISATION, file="organisation.yaml")
    people.found_organisation(organisation, by=CLI, at=JANUARY)
    people.declare_people(read_people(PEOPLE, file="people.yaml"), by=CLI, at=JANUARY)


def declare(text: str = TARGETS, at: datetime = JANUARY) -> int:
    return operations.declare(text, file="targets.yaml", by=CLI, at=at)


def of_ana(position: int | None = None) -> Decimal | None:
    found = queries.target(
        metric="revenue", scope=ANA, period=QUARTER, viewer=EVERYTHING, position=position
    )
    return found.amount if found else None


def test_a_file_sets_what_it_says_and_a_second_time_changes_nothing() -> None:
    assert declare() == 3
    head = history.head()
    assert declare() == 0
    assert history.head() == head
    assert of_ana() == 50_000


def test_a_raised_quota_leaves_what_was_believed_before() -> None:
    declare()
    before = history.head()
    raised = NewTarget("revenue", ANA, QUARTER, Decimal(60_000), "New territory")
    assert operations.set_target(raised, by=CLI, at=MARCH)
    assert of_ana() == 60_000
    assert of_ana(before) == 50_000
    versions = queries.versions(metric="revenue", scope=ANA, period=QUARTER, viewer=EVERYTHING)
    assert [(each.amount, each.why.en) for each in versions] == [
        (Decimal(50_000), "Agreed in the planning meeting"),
        (Decimal(60_000), "New territory"),
    ]
    assert versions[0].known_before == versions[1].known_from


def test_a_change_is_written_with_what_was_and_what_is() -> None:
    declare()
    operations.set_target(NewTarget("revenue", ANA, QUARTER, Decimal(60_000)), by=CLI, at=MARCH)
    entry = list(history.entries(about="targets:revenue"))[-1]
    name = "revenue person:ana 2017-01-01..2017-04-01"
    assert Decimal(str(dict(entry.before or {})[name])) == 50_000
    assert Decimal(str(dict(entry.after or {})[name])) == 60_000


def test_before_anyone_set_it_there_is_no_target_rather_than_zero() -> None:
    before = history.head()
    declare()
    assert of_ana(before) is None
    other = parse_period("2017-Q2")
    assert queries.target(metric="revenue", scope=ANA, period=other, viewer=EVERYTHING) is None


def test_a_target_of_zero_is_refused_and_nothing_of_its_batch_is_kept() -> None:
    good = NewTarget("revenue", COMPANY, QUARTER, Decimal(1))
    with pytest.raises(NoSuchTarget):
        operations.set_targets(
            [good, NewTarget("revenue", ANA, QUARTER, Decimal(0))], by=CLI, at=JANUARY
        )
    assert Target.objects.count() == 0


def test_a_colleague_does_not_see_a_quota_and_a_manager_does() -> None:
    declare()
    today = date(2017, 3, 20)
    ben = access.viewer_for_person("ben", today=today)
    with pytest.raises(access.NotVisible):
        queries.target(metric="revenue", scope=ANA, period=QUARTER, viewer=ben)
    seen = queries.targets(metric="revenue", period=QUARTER, viewer=ben)
    assert [str(each.scope) for each in seen] == ["company", "team:north"]
    mar = access.viewer_for_person("mar", today=today)
    seen = queries.targets(metric="revenue", period=QUARTER, viewer=mar)
    assert [str(each.scope) for each in seen] == ["company", "person:ana", "team:north"]


@pytest.mark.parametrize(
    ("wrong", "right", "code", "line"),
    [
        ("amount: 50000}", "amount: 0}", "targets.not-above-zero", 9),
        ("amount: 50000}", "amount: NaN}", "targets.not-above-zero", 9),
        ("amount: 50000}", "amount: 50.000.00}", "targets.not-a-number", 9),
        ("2017-Q1", "2017-Q7", "targets.unknown-period", 4),
        ("{person: ana}", "ana", "targets.unknown-scope", 9),
        ("{person: ana}", "company", "targets.twice", 9),
        ("reason:", "reasons:", "document.unknown-key", 5),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(
    wrong: str, right: str, *, code: str, line: int
) -> None:
    with pytest.raises(Refused) as refused:
        read_targets(TARGETS.replace(wrong, right), file="targets.yaml")
    problem = refused.value.problems[0]
    assert (problem.code, problem.place.line) == (code, line)


def test_an_unknown_person_is_refused_before_anything_is_written() -> None:
    with pytest.raises(Refused) as refused:
        declare(TARGETS.replace("person: ana", "person: zoe"))
    assert refused.value.problems[0].code == "targets.unknown-owner"
    assert Target.objects.count() == 0
