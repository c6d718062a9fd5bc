"""The third quarter of 2017, computed apart from the project, to the last place."""

import pytest

from tests.installation import Installation

Q3 = ("--period", "2017-Q3")


@pytest.mark.parametrize(
    ("metric", "value"),
    [
        ("revenue", "2982255"),
        ("deals-won", "1257"),
        ("deals-lost", "790"),
        ("win-rate", "0.614069"),
        ("average-deal", "2372.5179"),
        ("sales-cycle", "48.817025"),
    ],
)
def test_the_quarter_as_a_whole(maventech: Installation, metric: str, value: str) -> None:
    answer = maventech.rumbo_json("metric", metric, *Q3)
    assert answer["metric"] == metric
    assert answer["period"] == ["2017-07-01", "2017-10-01"]
    assert answer["rows"] == [{"value": value}]


def test_the_offices_are_the_teams(maventech: Installation) -> None:
    rows = maventech.rumbo_json("metric", "revenue", *Q3, "--by", "team")["rows"]
    assert {row["team"]: row["value"] for row in rows} == {
        "Central": "1053202",
        "West": "1009286",
        "East": "919767",
    }


def test_gtxpro_stays_as_it_was_recorded(maventech: Installation) -> None:
    rows = maventech.rumbo_json("metric", "product-revenue", *Q3, "--by", "product")["rows"]
    assert {row["product"]: row["value"] for row in rows}["GTXPro"] == "1096599"


def test_people_are_named_and_have_a_key(maventech: Installation) -> None:
    rows = maventech.rumbo_json("metric", "revenue", *Q3, "--by", "person")["rows"]
    best = max(rows, key=lambda row: int(row["value"] or 0))
    assert best == {
        "person": "Darcel Schlecht",
        "person_key": "darcel-schlecht",
        "value": "373218",
    }
    assert sum(int(row["value"] or 0) for row in rows) == 2982255


def test_two_dimensions_at_once(maventech: Installation) -> None:
    answer = maventech.rumbo_json("metric", "revenue", *Q3, "--by", "team", "--by", "month")
    again = maventech.rumbo_json("metric", "revenue", *Q3, "--by", "team,month")
    assert answer["rows"] == again["rows"]
    assert sum(int(row["value"]) for row in answer["rows"]) == 2982255
    assert len(answer["rows"]) == 9


@pytest.mark.parametrize(("metric", "value"), [("deals-won", "571"), ("revenue", "1411242")])
def test_from_the_first_of_october_to_before_the_22nd_of_november(
    maventech: Installation, metric: str, value: str
) -> None:
    days = ("--from", "2017-10-01", "--before", "2017-11-22")
    assert maventech.rumbo_json("metric", metric, *days)["rows"] == [{"value": value}]


def test_the_board_of_the_quarter(maventech: Installation) -> None:
    rows = maventech.rumbo_json("board", "revenue", *Q3, "--top", "5")["rows"]
    assert [(row["rank"], row["person"], row["value"]) for row in rows] == [
        (1, "Darcel Schlecht", "373218"),
        (2, "Vicki Laflamme", "168738"),
        (3, "Donn Cantrell", "160284"),
        (4, "Corliss Cosme", "146512"),
        (5, "Reed Clapper", "139919"),
    ]


def test_before_the_import_nothing_was_known(maventech: Installation) -> None:
    asked = ("metric", "revenue", *Q3, "--as-of", "2017-11-22")
    assert maventech.rumbo_json(*asked)["rows"] == [{"value": None}]


def test_a_person_reads_a_table(maventech: Installation) -> None:
    printed = maventech.rumbo("metric", "revenue", *Q3, "--by", "team")
    assert "Q3 2017" in printed
    assert "Central" in printed
    assert "$1,053,202" in printed
