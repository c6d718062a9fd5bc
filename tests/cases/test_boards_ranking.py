"""A board of four sellers: places, gaps, what changed since yesterday, and who may look."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from rumbo.history import queries as history
from rumbo.kernel.calendar import parse_period
from rumbo.kernel.problems import Refused
from rumbo.people import access
from rumbo.people import operations as people
from rumbo.people.documents import read_people
from rumbo.recognition import operations, queries
from rumbo.recognition.values import BoardView
from tests.acme import CLI, bring_deals, found_acme

pytestmark = pytest.mark.django_db

SEPTEMBER = datetime(2017, 9, 1, 9, tzinfo=UTC)
YESTERDAY = datetime(2017, 11, 15, 16, tzinfo=UTC)
THIS_MORNING = datetime(2017, 11, 16, 8, tzinfo=UTC)
TODAY = date(2017, 11, 16)
QUARTER = parse_period("2017-Q4")

MORE_PEOPLE = """
teams: [{team: south, name: South, level: team}]
people:
  - {person: cem, name: Cem Kaya, team: south, from: 2017-01-01, roles: [rep]}
  - {person: dua, name: Dua Roy, team: south, from: 2017-01-01, roles: [rep]}
"""
PEOPLE_BOARD = """
board: revenue
name: {en: Revenue, es: Ventas}
metric: revenue
every: quarter
of: people
"""
TEAMS_BOARD = """
board: by-team
name: {en: Teams, es: Equipos}
metric: revenue
of: teams
level: team
"""


@pytest.fixture(autouse=True)
def _acme() -> None:
    found_acme(at=SEPTEMBER)
    shape = read_people(MORE_PEOPLE, file="people.yaml")
    people.declare_people(shape, by=CLI, at=SEPTEMBER)
    for text in (PEOPLE_BOARD, TEAMS_BOARD):
        operations.declare(text, file="board.yaml", by=CLI, at=SEPTEMBER)


def board(
    key: str = "revenue", *, who: str = "ben", position: int | None = None, today: date = TODAY
) -> BoardView:
    viewer = access.viewer_for_person(who, today=today)
    return queries.board(key, viewer=viewer, period=QUARTER, today=today, position=position)


def dollars(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


def places(view: BoardView) -> list[tuple[str, int | None, int | None]]:
    return [(row.key, row.rank, dollars(row.value)) for row in view.rows]


def test_equals_share_a_place_and_who_has_no_deal_has_no_place() -> None:
    bring_deals(
        ("D1", "Ana Ruiz", "Won", "2017-10-03", 100),
        ("D2", "Ben Oka", "Won", "2017-10-03", 60),
        ("D3", "Cem Kaya", "Won", "2017-10-04", 60),
        at=YESTERDAY,
    )
    view = board()
    assert places(view) == [
        ("ana", 1, 100),
        ("ben", 2, 60),
        ("cem", 2, 60),
        ("dua", None, None),
    ]
    assert [dollars(row.gap_to_next) for row in view.rows] == [None, 40, 40, None]
    assert [row.next_name for row in view.rows] == [None, "Ana Ruiz", "Ana Ruiz", None]
    assert [row.share for row in view.rows[:2]] == [1, Decimal("0.6")]


def test_a_deal_of_this_morning_moves_two_people_since_yesterday() -> None:
    bring_deals(
        ("D1", "Ana Ruiz", "Won", "2017-10-03", 100),
        ("D2", "Ben Oka", "Won", "2017-10-03", 60),
        ("D3", "Cem Kaya", "Won", "2017-10-04", 30),
        at=YESTERDAY,
    )
    bring_deals(
        ("D4", "Cem Kaya", "Won", "2017-11-16", 50),
        ("D5", "Dua Roy", "Won", "2017-11-16", 5),
        at=THIS_MORNING,
    )
    assert [(row.key, row.rank_change) for row in board().rows] == [
        ("ana", 0),
        ("cem", 1),
        ("ben", -1),
        ("dua", None),
    ]


def test_a_deal_dated_yesterday_but_learned_today_counts_as_news() -> None:
    bring_deals(
        ("D1", "Ana Ruiz", "Won", "2017-10-03", 100),
        ("D2", "Ben Oka", "Won", "2017-10-03", 60),
        at=YESTERDAY,
    )
    bring_deals(("D4", "Ben Oka", "Won", "2017-11-15", 50), at=THIS_MORNING)
    assert [(row.key, row.rank_change) for row in board().rows[:2]] == [("ben", 1), ("ana", -1)]


def test_on_the_first_day_of_the_quarter_there_is_no_yesterday() -> None:
    bring_deals(("D1", "Ana Ruiz", "Won", "2017-10-01", 100), at=YESTERDAY)
    view = board(today=date(2017, 10, 1))
    assert view.compared_with is None
    assert view.rows[0].rank_change is None


def test_on_the_day_on_which_everything_was_set_up_there_is_no_yesterday() -> None:
    bring_deals(("D1", "Ana Ruiz", "Won", "2017-10-03", 100), at=SEPTEMBER)
    view = queries.board(
        "revenue",
        viewer=access.system_viewer("test"),
        period=parse_period("2017-Q3"),
        today=SEPTEMBER.date(),
    )
    assert view.compared_with is None
    assert {row.rank_change for row in view.rows} == {None}


def test_asked_as_of_yesterday_the_board_does_not_know_today() -> None:
    bring_deals(("D1", "Ana Ruiz", "Won", "2017-10-03", 100), at=YESTERDAY)
    then = history.head()
    bring_deals(("D2", "Ben Oka", "Won", "2017-11-16", 900), at=THIS_MORNING)
    assert places(board())[0] == ("ben", 1, 900)
    assert places(board(position=then))[0] == ("ana", 1, 100)


def test_teams_are_ranked_and_ones_own_is_marked() -> None:
    bring_deals(
        ("D1", "Ana Ruiz", "Won", "2017-10-03", 100),
        ("D2", "Ben Oka", "Won", "2017-10-03", 60),
        ("D3", "Cem Kaya", "Won", "2017-10-04", 70),
        at=YESTERDAY,
    )
    view = board("by-team")
    assert places(view) == [("south", 1, 130), ("north", 2, 100)]
    assert view.mine is not None
    assert view.mine.key == "south"
    manager = board("by-team", who="mar").mine
    assert manager is not None
    assert manager.key == "north"


def test_around_me_are_my_neighbours() -> None:
    bring_deals(
        ("D1", "Ana Ruiz", "Won", "2017-10-03", 100),
        ("D2", "Ben Oka", "Won", "2017-10-03", 60),
        ("D3", "Cem Kaya", "Won", "2017-10-04", 30),
        at=YESTERDAY,
    )
    view = board()
    assert [row.key for row in view.around(1)] == ["ana", "ben", "cem"]
    assert [row.key for row in view.top(2)] == ["ana", "ben"]
    assert [row.key for row in board(who="mar").around(1)] == ["ana", "ben", "cem"]


def test_what_belongs_to_nobody_known_is_shown_beside_the_board() -> None:
    bring_deals(
        ("D1", "Ana Ruiz", "Won", "2017-10-03", 100),
        ("D2", "Somebody Else", "Won", "2017-10-03", 7),
        at=YESTERDAY,
    )
    view = board()
    assert view.unmatched == 7
    assert [row.key for row in view.rows if row.value is not None] == ["ana"]


def test_a_partner_sees_no_board() -> None:
    partner = access.viewer_for_person("out", today=TODAY)
    assert queries.boards(partner) == ()
    with pytest.raises(access.NotVisible):
        board(who="out")


def test_boards_of_people_come_before_those_of_teams() -> None:
    listed = queries.boards(access.system_viewer("test"))
    assert [each.key for each in listed] == ["revenue", "by-team"]


def test_an_unknown_board_is_not_visible() -> None:
    with pytest.raises(access.NotVisible):
        board("nothing")


def test_the_same_file_again_changes_nothing_and_another_name_is_a_version() -> None:
    bring_deals(("D1", "Ana Ruiz", "Won", "2017-10-03", 100), at=YESTERDAY)
    assert not operations.declare(PEOPLE_BOARD, file="board.yaml", by=CLI, at=YESTERDAY)
    then = history.head()
    renamed = PEOPLE_BOARD.replace("en: Revenue", "en: The race")
    assert operations.declare(renamed, file="board.yaml", by=CLI, at=THIS_MORNING)
    assert board().ref.name.en == "The race"
    assert board().compared_with is not None
    assert board(position=then).ref.name.en == "Revenue"


@pytest.mark.parametrize(
    ("wrong", "right", "code"),
    [
        ("metric: revenue", "metric: revenues", "boards.unknown-metric"),
        ("of: people", "of: teams", "boards.level"),
        ("of: people", "of: people\nlevel: team", "boards.level"),
        ("of: people", "of: dogs", "document.wrong-value"),
        ("every:", "evry:", "document.unknown-key"),
    ],
)
def test_a_wrong_board_is_refused_with_its_place(wrong: str, right: str, code: str) -> None:
    text = PEOPLE_BOARD.replace(wrong, right)
    with pytest.raises(Refused) as refused:
        operations.declare(text, file="board.yaml", by=CLI, at=YESTERDAY)
    first = refused.value.problems[0]
    assert first.code == code
    assert first.place.file == "board.yaml"


def test_a_board_made_today_is_compared_with_nothing() -> None:
    text = PEOPLE_BOARD.replace("board: revenue", "board: new")
    operations.declare(text, file="board.yaml", by=CLI, at=THIS_MORNING)
    shown = board("new")
    assert shown.compared_with is None
    assert {each.rank_change for each in shown.rows} == {None}
