"""`rumbo okr`: where a cycle stands, and what each key result is measured against."""

from tests.installation import Installation


def test_each_key_result_says_where_it_stands_and_from_where(maventech: Installation) -> None:
    board = maventech.rumbo_json("okr", "2017-q4")
    found = {
        each["key_result"]: each for one in board["objectives"] for each in one["key_results"]
    }
    revenue = found["company-revenue"]
    assert (revenue["aim"], revenue["current"], revenue["target"]) == (
        "reach",
        "2802496",
        "2500000",
    )
    (rate,) = (each for name, each in found.items() if name == "company-win-rate")
    # 61.4 % in the third quarter, and two percentage points more.
    assert (rate["aim"], rate["baseline"][:5], rate["target"][:5]) == (
        "change",
        "0.614",
        "0.634",
    )


def test_a_person_reads_the_baseline_beside_the_target(maventech: Installation) -> None:
    table = maventech.rumbo("okr")
    assert "Fourth quarter of 2017" in table
    assert "to reach $2,500,000" in table
    assert "against Q3 2017: 61.4%, 2 percentage points more = 63.4%" in table


def test_a_cycle_that_is_not_there_is_told_with_those_that_are(
    maventech: Installation,
) -> None:
    (problem,) = maventech.rumbo_json("okr", "2019-q1", expect=2)["problems"]
    assert problem["code"] == "cli.unknown"
    assert "2017-q4" in problem["message"]


def test_asked_before_anything_was_known_it_is_refused(maventech: Installation) -> None:
    asked = ("okr", "2017-q4", "--as-of", "2001-01-01")
    (problem,) = maventech.rumbo_json(*asked, expect=2)["problems"]
    assert problem["code"] == "moment.before-anything"
