"""Whatever is wrong with an input: the place, the remedy, exit code 2, nothing half-done."""

import csv
import io
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.installation import Installation

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "maventech"
HEADER = (
    "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value"
)
GOOD = "NEW00001,Anna Snelling,GTX Basic,Isdom,Won,2017-07-03,2017-08-01,550"


def deals(folder: Path, *lines: str, header: str = HEADER) -> str:
    file = folder / "deals.csv"
    file.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
    return str(file)


def imported(own: Installation, file: str, *, expect: int = 0) -> Any:
    return own.rumbo_json("import", "deals", file, "--mapping", "maventech", expect=expect)


def codes(answer: Any) -> list[str]:
    return [each["code"] for each in answer["problems"]]


def test_a_column_that_the_mapping_names_is_missing(
    own_maventech: Installation, tmp_path: Path
) -> None:
    file = deals(tmp_path, GOOD, header=HEADER.replace("close_value", "value_at_close"))
    answer = imported(own_maventech, file, expect=2)
    assert answer["problems"][0]["line"] == 1
    assert "close_value" in answer["problems"][0]["message"]
    assert known(own_maventech) == "6711"


def test_a_bad_row_is_listed_and_the_good_ones_go_in(
    own_maventech: Installation, tmp_path: Path
) -> None:
    bad = GOOD.replace("NEW00001", "NEW00002").replace("550", "many")
    answer = imported(own_maventech, deals(tmp_path, GOOD, bad), expect=2)
    assert (answer["new"], answer["changed"], answer["same"]) == (1, 0, 0)
    rejected = answer["rejected"]
    assert [(each["line"], each["column"], each["value"]) for each in rejected] == [
        (3, "close_value", "many")
    ]
    assert rejected[0]["reason"]


def test_a_comma_where_a_point_is_declared(own_maventech: Installation, tmp_path: Path) -> None:
    amount = io.StringIO()
    csv.writer(amount).writerow([*GOOD.split(",")[:-1], "1.234,56"])
    answer = imported(own_maventech, deals(tmp_path, amount.getvalue().strip()), expect=2)
    assert answer["new"] == 0
    assert [each["value"] for each in answer["rejected"]] == ["1.234,56"]


def test_a_line_of_twenty_megabytes(own_maventech: Installation, tmp_path: Path) -> None:
    answer = imported(own_maventech, deals(tmp_path, "x" * 20_000_000, GOOD), expect=2)
    assert [each["line"] for each in answer["rejected"]] == [2]
    assert len(answer["rejected"][0]["value"]) < 200
    assert answer["new"] == 1


def test_a_file_that_is_not_text(own_maventech: Installation, tmp_path: Path) -> None:
    file = tmp_path / "deals.csv"
    file.write_bytes(b"PK\x03\x04\xff\xfe\x00\x01" * 50)
    assert codes(imported(own_maventech, str(file), expect=2))
    assert known(own_maventech) == "6711"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("import", "deals", "nowhere.csv", "--mapping", "maventech"), "flow.no-such-file"),
        (("import", "deals", "nowhere.csv", "--mapping", "maventec"), "cli.unknown"),
        (("import", "deal", "nowhere.csv", "--mapping", "maventech"), "cli.unknown"),
        (("metric", "revenues"), "cli.unknown"),
        (("metric", "revenue", "--period", "2017-Q5"), "cli.period.unknown"),
        (("metric", "revenue", "--from", "2017-07-01"), "cli.period.half"),
        (("metric", "revenue", "--as-of", "yesterday"), "moment.unreadable"),
        (("board", "revenues"), "cli.unknown"),
        (("settle", "account-executives", "--period", "2017-Q3"), "plan.unknown"),
        (("settle", "account-executive"), "cli.usage"),
        (("recompute", "nothing"), "cli.unknown"),
        (("nothing",), "cli.usage"),
    ],
)
def test_a_command_that_asks_for_what_is_not_there(
    maventech: Installation, words: Sequence[str], code: str
) -> None:
    assert codes(maventech.rumbo_json(*words, expect=2)) == [code]


def test_before_init_a_command_says_what_to_run(installation: Installation) -> None:
    problems = installation.rumbo_json("metric", "revenue", expect=2)["problems"]
    assert [each["code"] for each in problems] == ["cli.not-initialised"]
    assert "rumbo init" in problems[0]["message"]


def known(own: Installation) -> str:
    """How many deals were won or lost, whenever: what a refused file must not move."""
    days = ("--from", "2016-01-01", "--before", "2019-01-01")
    found = [own.rumbo_json("metric", each, *days) for each in ("deals-won", "deals-lost")]
    return str(sum(int(answer["rows"][0]["value"]) for answer in found))


def changed_example(folder: Path, file: str, *, old: str, new: str) -> Path:
    """A copy of the example in which one file says something else."""
    copy = folder / "example"
    shutil.copytree(EXAMPLE, copy, ignore=shutil.ignore_patterns("data"))
    text = (copy / file).read_text()
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1))
    return copy


def checked(installation: Installation, path: Path) -> list[dict[str, Any]]:
    problems = installation.rumbo_json("check", str(path), expect=2)["problems"]
    assert isinstance(problems, list)
    return problems


def test_the_example_has_nothing_wrong(installation: Installation) -> None:
    assert installation.rumbo_json("check", str(EXAMPLE)) == {"problems": []}
    assert not (installation.home / "rumbo.sqlite3").exists()


def test_broken_yaml(installation: Installation, tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text("metric: revenue\nname: {en: Revenue\nkind: simple\n")
    problems = checked(installation, file)
    assert [(each["code"], each["line"]) for each in problems] == [("document.not-yaml", 3)]


def test_an_unknown_name_in_an_expression(installation: Installation, tmp_path: Path) -> None:
    copy = changed_example(
        tmp_path, "metrics/revenue.yaml", old="sum(close_value)", new="sum(closed_value)"
    )
    (problem,) = checked(installation, copy)
    assert problem["file"].endswith("metrics/revenue.yaml")
    assert problem["line"] > 0
    assert "closed_value" in problem["message"]
    assert "close_value" in problem["message"]


def test_a_plan_without_cases(installation: Installation, tmp_path: Path) -> None:
    copy = changed_example(tmp_path, "plans/account-executive.yaml", old="\ncases:", new="\n#")
    text = (copy / "plans/account-executive.yaml").read_text()
    (copy / "plans/account-executive.yaml").write_text(text.split("\n#")[0] + "\n")
    problems = checked(installation, copy / "plans")
    assert "plan.cases.missing" in [each["code"] for each in problems]


def test_a_person_reads_the_place_the_sentence_and_the_remedy(
    installation: Installation, tmp_path: Path
) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text("metrics: revenue\n")
    done = installation.start("check", str(file))
    printed, _ = done.communicate()
    assert done.returncode == 2
    assert printed.splitlines()[0] == f"{file}:1:1  check.unknown-kind"
