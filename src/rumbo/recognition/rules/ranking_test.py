from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from rumbo.recognition.rules.ranking import Direction, Placed, Result, climbed, ranked, ranks


def board(*values: str | None, direction: Direction = Direction.UP) -> tuple[Placed, ...]:
    names = ["Ana", "Ben", "Cem", "Dua", "Eva"]
    results = [
        Result(name.lower(), name, Decimal(value) if value is not None else None)
        for name, value in zip(names, values, strict=False)
    ]
    return ranked(results, direction=direction)


def places(placed: tuple[Placed, ...]) -> list[tuple[str, int | None]]:
    return [(each.result.name, each.rank) for each in placed]


def gaps(placed: tuple[Placed, ...]) -> list[str | None]:
    return [None if each.gap is None else str(each.gap) for each in placed]


def test_equals_share_a_place_and_the_next_is_skipped() -> None:
    assert places(board("50", "80", "80", "100")) == [
        ("Dua", 1),
        ("Ben", 2),
        ("Cem", 2),
        ("Ana", 4),
    ]


def test_the_gap_leads_to_the_next_better_place_even_from_a_shared_one() -> None:
    placed = board("50", "80", "80", "100")
    assert gaps(placed) == [None, "20", "20", "30"]
    assert [each.ahead for each in placed] == [None, "Dua", "Dua", "Cem"]


def test_all_equal_are_all_first_with_nobody_ahead() -> None:
    placed = board("7", "7.00")
    assert places(placed) == [("Ana", 1), ("Ben", 1)]
    assert gaps(placed) == [None, None]


def test_no_value_stands_last_without_a_place_while_zero_is_a_value() -> None:
    assert places(board(None, "0", "-3")) == [("Ben", 1), ("Cem", 2), ("Ana", None)]


def test_where_less_is_better_the_least_is_first() -> None:
    placed = board("40", "30", "35", direction=Direction.DOWN)
    assert places(placed) == [("Ben", 1), ("Cem", 2), ("Ana", 3)]
    assert gaps(placed) == [None, "5", "5"]


def test_an_empty_board_is_empty() -> None:
    assert board() == ()


def test_climbing_two_places_is_plus_two_and_a_newcomer_has_no_change() -> None:
    assert climbed(2, before=4) == 2
    assert climbed(4, before=2) == -2
    assert climbed(1, before=None) is None
    assert climbed(None, before=1) is None


@given(st.lists(st.decimals(-100, 100, places=1), max_size=30))
def test_a_rank_is_one_more_than_the_number_of_better_results(values: list[Decimal]) -> None:
    results = [Result(f"p{i:02}", f"p{i:02}", value) for i, value in enumerate(values)]
    found = ranks(ranked(results, direction=Direction.UP))
    assert found == {
        f"p{i:02}": 1 + sum(other > value for other in values) for i, value in enumerate(values)
    }
