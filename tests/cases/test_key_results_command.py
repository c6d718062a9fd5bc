"""`rumbo key-results`, as a new user calls it: on nothing, and nothing else before it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.installation import Installation, installation_in
from tools.every_key_result.generate import FOLDER

TRUTH = json.loads((FOLDER / "truth.json").read_text("utf-8"))
ASKED = ("key-results", "--example", "every-key-result")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, Any]]:
    """An installation on which only the command has been run, and what it answered."""
    with installation_in(tmp_path_factory.mktemp("fresh")) as own:
        yield own, own.rumbo_json(*ASKED)


@pytest.mark.parametrize("expected", TRUTH, ids=lambda each: each["id"])
def test_a_key_result_stands_where_the_records_say(
    fresh: tuple[Installation, Any], expected: dict[str, str | None]
) -> None:
    found = {each["id"]: each for each in fresh[1]}
    assert found[str(expected["id"])] == expected


def test_they_are_all_45(fresh: tuple[Installation, Any]) -> None:
    assert len(fresh[1]) == len(TRUTH) == 45


def test_they_come_in_the_order_of_the_library(fresh: tuple[Installation, Any]) -> None:
    assert [each["id"] for each in fresh[1]] == [each["id"] for each in TRUTH]


def test_without_an_example_it_lists_what_is_there(fresh: tuple[Installation, Any]) -> None:
    own, answered = fresh
    assert own.rumbo_json("key-results") == answered
    assert own.rumbo_json("key-results", "year-2026") == answered


def test_asked_again_it_loads_nothing_and_says_the_same(
    fresh: tuple[Installation, Any],
) -> None:
    own, answered = fresh
    assert own.rumbo_json(*ASKED) == answered


def test_a_person_reads_what_each_is_measured_against(fresh: tuple[Installation, Any]) -> None:
    table = fresh[0].rumbo("key-results")
    assert "against Q3 2025: €7,449.05, 10% more = €8,194" in table
    assert "2 of 3 milestones" in table


def test_another_organisation_is_never_loaded_over(fresh: tuple[Installation, Any]) -> None:
    own, answered = fresh
    asked = ("key-results", "--example", "maventech")
    (problem,) = own.rumbo_json(*asked, expect=2)["problems"]
    assert problem["code"] == "cli.other-organisation"
    assert own.rumbo_json("key-results") == answered


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("key-results", "2019"), "cli.unknown"),
        (("key-results", "--example", "nothing"), "cli.example.unknown"),
        (("key-results", "--as-of", "soon"), "moment.unreadable"),
    ],
)
def test_a_wrong_word_is_told(
    fresh: tuple[Installation, Any], words: tuple[str, ...], code: str
) -> None:
    (problem,) = fresh[0].rumbo_json(*words, expect=2)["problems"]
    assert problem["code"] == code


def test_on_nothing_it_asks_for_an_organisation(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with installation_in(tmp_path_factory.mktemp("nothing")) as own:
        (problem,) = own.rumbo_json("key-results", expect=2)["problems"]
        assert problem["code"] == "cli.not-initialised"
