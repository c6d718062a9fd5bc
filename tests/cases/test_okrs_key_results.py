"""Objectives over a handful of deals that anyone can add up; asked now, and as of before."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from rumbo.history import queries as history
from rumbo.kernel.problems import Refused
from rumbo.okrs import operations, queries
from rumbo.okrs.documents import read_objectives
from rumbo.okrs.models import CheckIn
from rumbo.okrs.rules.roll_up import Policy
from rumbo.okrs.values import CheckInGiven, KeyResultView
from rumbo.people import access
from rumbo.people.values import Viewer
from tests.acme import CLI, Deal, bring_deals, found_acme

pytestmark = pytest.mark.django_db

SEPTEMBER = datetime(2017, 9, 1, 9, tzinfo=UTC)
NOVEMBER = datetime(2017, 11, 16, 9, tzinfo=UTC)
HALFWAY = date(2017, 11, 16)  # 46 of the 92 days of the quarter have passed
EVERYTHING = access.system_viewer("test")

OKRS = """
okrs: 2017-q4
name: {en: Fourth quarter, es: Cuarto trimestre}
period: 2017-Q4
objectives:
  - objective: company
    name: {en: Sell more, es: Vender más}
    of: company
    owner: mar
    type: revenue
    key-results:
      - key-result: north-revenue
        name: {en: North, es: Norte}
        of: {team: north}
        metric: revenue
        reach: 1000
      - key-result: south-revenue
        name: {en: South, es: Sur}
        of: {team: south}
        metric: revenue
        reach: 200
  - objective: ana
    name: {en: Win more often, es: Ganar más a menudo}
    of: {person: ana}
    owner: ana
    type: process
    contributes-to: [{objective: company}]
    key-results:
      - key-result: ana-win-rate
        name: {en: My win rate rises by ten points, es: Mi tasa de cierre sube diez puntos}
        metric: win-rate
        change: +10 percentage points
        against: previous period
      - key-result: ana-visits
        name: {en: Eight visits, es: Ocho visitas}
        by-hand: count
        start: 0
        reach: 8
  - objective: outlet
    name: {en: Open the outlet, es: Abrir la tienda}
    of: {person: out}
    type: customer
    key-results:
      - key-result: outlet-visits
        name: {en: Visits, es: Visitas}
        by-hand: count
        start: 0
        reach: 4
"""


@pytest.fixture(autouse=True)
def _acme() -> None:
    found_acme(at=SEPTEMBER)
    operations.declare(OKRS, file="okrs.yaml", by=CLI, at=SEPTEMBER)


def bring(*deals: Deal) -> None:
    bring_deals(*deals, at=NOVEMBER)


def results(
    today: date = HALFWAY, position: int | None = None, viewer: Viewer = EVERYTHING
) -> Mapping[str, KeyResultView]:
    board = queries.objectives("2017-q4", viewer=viewer, today=today, position=position)
    return {each.key: each for view in board.objectives for each in view.key_results}


def viewer(key: str) -> Viewer:
    return access.viewer_for_person(key, today=HALFWAY)


def test_a_team_is_measured_by_its_own_deals_and_judged_halfway() -> None:
    bring(
        ("D1", "Ana Ruiz", "Won", "2017-10-03", 400),
        ("D2", "Ana Ruiz", "Lost", "2017-10-04", 900),
        ("D3", "Ben Oka", "Won", "2017-11-06", 60),
    )
    north, south = results()["north-revenue"], results()["south-revenue"]
    assert (north.current, north.progress, north.expected) == (
        400,
        Decimal("0.4"),
        Decimal("0.5"),
    )
    assert (north.standing, north.ratio, north.score) == (
        "amber",
        Decimal("0.8"),
        Decimal("0.4"),
    )
    assert north.expected_value == 500
    assert (south.current, south.standing) == (60, "red")


def test_revenue_of_two_teams_is_added_and_not_averaged() -> None:
    bring(
        ("D1", "Ana Ruiz", "Won", "2017-10-03", 400),
        ("D3", "Ben Oka", "Won", "2017-11-06", 200),
    )
    company = queries.objective("company", viewer=EVERYTHING, today=HALFWAY)
    assert company.policy is Policy.VALUES_ADD
    assert company.progress == Decimal("0.5")  # 600 of 1 200, where a mean would say 0.7
    assert (company.standing, company.reporting, company.of) == ("green", 2, 2)


def test_a_change_is_measured_from_the_quarter_before() -> None:
    bring(
        ("P1", "Ana Ruiz", "Won", "2017-08-01", 1),
        ("P2", "Ana Ruiz", "Lost", "2017-08-02", 0),
        ("D1", "Ana Ruiz", "Won", "2017-10-03", 1),
        ("D2", "Ana Ruiz", "Won", "2017-10-04", 1),
        ("D3", "Ana Ruiz", "Won", "2017-11-01", 1),
        ("D4", "Ana Ruiz", "Lost", "2017-11-02", 0),
        ("D5", "Ana Ruiz", "Lost", "2017-11-03", 0),
    )
    found = results()["ana-win-rate"]
    assert (found.baseline, found.start, found.target) == (
        Decimal("0.5"),
        Decimal("0.5"),
        Decimal("0.6"),
    )
    assert (found.current, found.progress) == (Decimal("0.6"), 1)
    assert [(each.day, each.value) for each in found.points] == [
        (date(2017, 10, 8), 1),
        (date(2017, 11, 5), Decimal("0.6")),
    ]


def test_without_the_quarter_before_there_is_nothing_to_measure_against() -> None:
    bring(("D1", "Ana Ruiz", "Won", "2017-10-03", 1))
    found = results()["ana-win-rate"]
    assert (found.standing, found.reason, found.progress) == ("grey", "pace.no-baseline", None)


def test_no_deals_is_grey_and_left_out_of_the_roll_up() -> None:
    bring(("D1", "Ana Ruiz", "Won", "2017-10-03", 500))
    assert results()["south-revenue"].reason == "pace.no-data"
    company = queries.objective("company", viewer=EVERYTHING, today=HALFWAY)
    assert (company.progress, company.reporting, company.of) == (Decimal("0.5"), 1, 2)


def test_a_source_that_fell_silent_is_grey_whatever_it_said() -> None:
    bring(("D1", "Ana Ruiz", "Won", "2017-10-03", 900))
    assert results(date(2017, 11, 23))["north-revenue"].standing == "green"
    stale = results(date(2017, 11, 24))["north-revenue"]
    assert (stale.standing, stale.reason, stale.current) == ("grey", "pace.stale", 900)


def test_before_the_cycle_nothing_has_started() -> None:
    assert {each.standing for each in results(SEPTEMBER.date()).values()} == {"not-started"}


def test_asked_as_of_before_a_deal_was_known_it_is_not_counted() -> None:
    bring(("D1", "Ana Ruiz", "Won", "2017-10-03", 400))
    then = history.head()
    bring(("D2", "Ana Ruiz", "Won", "2017-10-05", 100))
    assert results()["north-revenue"].current == 500
    assert results(position=then)["north-revenue"].current == 400


def test_a_revised_target_keeps_the_original_with_its_reason() -> None:
    bring(("D1", "Ana Ruiz", "Won", "2017-10-03", 400))
    then = history.head()
    revised = OKRS.replace("reach: 1000", "reach: 800\n        reason: Two people left")
    done = operations.declare(revised, file="okrs.yaml", by=CLI, at=NOVEMBER)
    assert (done.new, done.changed, done.same) == (0, 1, 7)
    assert results()["north-revenue"].progress == Decimal("0.5")
    assert results(position=then)["north-revenue"].progress == Decimal("0.4")
    aims = [(each.reach, each.reason) for each in results()["north-revenue"].aims]
    assert aims == [(1000, ""), (800, "Two people left")]
    entry_of = list(history.entries(about="cycle:2017-q4"))[-1]
    before = dict(entry_of.before or {})["key-result:north-revenue"]
    assert isinstance(before, dict)
    assert Decimal(str(before["reach"])) == 1000


def test_the_same_file_again_changes_nothing() -> None:
    head = history.head()
    done = operations.declare(OKRS, file="okrs.yaml", by=CLI, at=NOVEMBER)
    assert (done.new, done.changed) == (0, 0)
    assert history.head() == head


def test_a_check_in_gives_the_value_and_the_confidence() -> None:
    given = CheckInGiven(HALFWAY, Decimal(5), Decimal("0.7"), "Two more are planned", after=0)
    assert operations.check_in("ana-visits", given, viewer=viewer("ana"), at=NOVEMBER) == 1
    found = results()["ana-visits"]
    assert (found.current, found.standing, found.confidence) == (5, "green", Decimal("0.7"))
    said = found.check_ins[0]
    assert (said.by.key if said.by else "", said.note) == ("ana", "Two more are planned")


def test_two_weeks_without_a_word_and_a_value_by_hand_is_grey() -> None:
    given = CheckInGiven(date(2017, 11, 1), Decimal(8))
    operations.check_in("ana-visits", given, viewer=viewer("ana"), at=NOVEMBER)
    assert results(date(2017, 11, 15))["ana-visits"].standing == "green"
    assert results(date(2017, 11, 16))["ana-visits"].reason == "pace.stale"


def test_the_second_of_two_who_saw_the_same_page_is_told() -> None:
    given = CheckInGiven(HALFWAY, Decimal(5), after=0)
    operations.check_in("ana-visits", given, viewer=viewer("ana"), at=NOVEMBER)
    with pytest.raises(operations.AlreadyCheckedIn):
        operations.check_in("ana-visits", given, viewer=viewer("mar"), at=NOVEMBER)
    assert CheckIn.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "may"), [("ana", True), ("mar", True), ("sue", False), ("ben", False)]
)
def test_the_owner_and_their_manager_may_check_in(who: str, *, may: bool) -> None:
    given = CheckInGiven(HALFWAY, Decimal(5))
    assert results(viewer=viewer(who))["ana-visits"].may_check_in is may
    if may:
        assert operations.check_in("ana-visits", given, viewer=viewer(who), at=NOVEMBER) == 1
    else:
        with pytest.raises(access.NotAllowed):
            operations.check_in("ana-visits", given, viewer=viewer(who), at=NOVEMBER)


def test_a_measured_key_result_takes_no_value_by_hand() -> None:
    with pytest.raises(Refused) as refused:
        operations.check_in(
            "ana-win-rate", CheckInGiven(HALFWAY, Decimal(1)), viewer=viewer("ana"), at=NOVEMBER
        )
    assert refused.value.problems[0].code == "okrs.value-is-measured"


def test_a_confidence_is_a_tenth() -> None:
    with pytest.raises(Refused) as refused:
        operations.check_in(
            "ana-win-rate",
            CheckInGiven(HALFWAY, confidence=Decimal("0.75")),
            viewer=viewer("ana"),
            at=NOVEMBER,
        )
    assert refused.value.problems[0].code == "okrs.not-a-confidence"


def test_a_closed_cycle_takes_no_more_check_ins_and_never_opens_again() -> None:
    operations.move_cycle("2017-q4", "closed", by=CLI, at=NOVEMBER)
    with pytest.raises(operations.WrongState):
        operations.check_in(
            "ana-visits", CheckInGiven(HALFWAY, Decimal(1)), viewer=viewer("ana"), at=NOVEMBER
        )
    with pytest.raises(operations.WrongState):
        operations.move_cycle("2017-q4", "open", by=CLI, at=NOVEMBER)


def test_a_partner_sees_only_their_own_objective() -> None:
    board = queries.objectives("2017-q4", viewer=viewer("out"), today=HALFWAY)
    assert [each.key for each in board.objectives] == ["outlet"]
    with pytest.raises(access.NotVisible):
        queries.objective("company", viewer=viewer("out"), today=HALFWAY)
    with pytest.raises(access.NotVisible):
        queries.key_result("north-revenue", viewer=viewer("out"), today=HALFWAY)


def test_my_key_results_are_what_is_about_me_or_mine_to_answer_for() -> None:
    def mine(person: str) -> list[str]:
        found = queries.my_key_results(person, viewer=EVERYTHING, today=HALFWAY)
        return [each.key for each in found]

    assert mine("ana") == ["ana-win-rate", "ana-visits"]
    assert mine("mar") == ["north-revenue", "south-revenue"]
    assert mine("ben") == []


def test_the_tree_stands_in_order_with_its_summary() -> None:
    board = queries.objectives("2017-q4", viewer=EVERYTHING, today=HALFWAY)
    assert [(each.key, each.depth) for each in board.objectives] == [
        ("company", 0),
        ("ana", 1),
        ("outlet", 0),
    ]
    assert board.objectives[1].parents[0].key == "company"
    assert (board.summary.grey, board.summary.of) == (5, 5)


@pytest.mark.parametrize(
    ("wrong", "right", "code"),
    [
        ("metric: revenue", "metric: revenu", "okrs.unknown-metric"),
        ("{objective: company}", "{objective: companies}", "okrs.unknown-objective"),
        ("{objective: company}", "{objective: company, share: 60%}", "okrs.shares-not-whole"),
        ("{objective: company}", "{objective: ana}", "okrs.loop"),
        ("owner: ana", "owner: anna", "okrs.unknown-person"),
        ("{team: south}", "{team: sud}", "okrs.unknown-team"),
        (
            "start: 0\n        reach: 8",
            "start: 8\n        reach: 8",
            "okrs.start-equals-target",
        ),
        ("start: 0\n        reach: 8", "reach: 8", "okrs.by-hand-start"),
        ("reach: 200", "reach: 200\n        change: 5%", "okrs.one-aim"),
        ("metric: revenue\n        reach: 200", "reach: 200", "okrs.one-measure"),
        ("reach: 200", "reach: many", "okrs.not-a-number"),
        ("reach: 200", "reach: 0.1234567", "okrs.too-many-places"),
        ("+10 percentage points", "+10", "okrs.unclear-change"),
        ("+10 percentage points", "0%", "okrs.change-of-nothing"),
        ("previous period", "last year", "okrs.unclear-baseline"),
        ("south-revenue", "north-revenue", "okrs.twice"),
        ("period: 2017-Q4", "period: 2017-Q5", "okrs.unknown-period"),
        ("reach: 200", "reach: 200\n        where: stage =", "expression"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place_and_nothing_is_written(
    wrong: str, right: str, code: str
) -> None:
    head = history.head()
    with pytest.raises(Refused) as refused:
        operations.declare(OKRS.replace(wrong, right), file="okrs.yaml", by=CLI, at=NOVEMBER)
    first = refused.value.problems[0]
    assert first.code.startswith(code)
    assert first.place.line > 1
    assert history.head() == head


def test_a_file_is_checked_without_knowing_the_installation() -> None:
    assert len(read_objectives(OKRS, file="okrs.yaml").objectives) == 3
