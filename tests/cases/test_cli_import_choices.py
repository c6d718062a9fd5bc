"""`rumbo import`, step by step: how a file is written, what would happen, what is left out."""

import csv
from pathlib import Path
from typing import Any

import pytest

from tests.installation import Installation

DATA = Path(__file__).resolve().parents[2] / "examples" / "maventech" / "data"
HEADER = (
    "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value"
)
NEW = "X0000001,Anna Snelling,GTX Basic,Isdom,Won,2017-07-03,2017-08-01,10"
WRONG = "X0000002,Anna Snelling,GTX Basic,Isdom,Won,2017-07-03,2017-08-01,many"
IMPORT = ("import", "deals")
MAPPED = ("--mapping", "maventech")


def pipeline() -> list[str]:
    return (DATA / "sales_pipeline.csv").read_text().splitlines()


def written(folder: Path, *rows: str) -> str:
    file = folder / "deals.csv"
    file.write_text("\n".join([HEADER, *rows, ""]))
    return str(file)


def position(own: Installation) -> Any:
    return own.rumbo_json("metric", "revenue", "--period", "2017-Q3")["position"]


def test_how_a_file_is_written_is_told_and_nothing_is_taken(
    maventech: Installation, tmp_path: Path
) -> None:
    before = position(maventech)
    found = maventech.rumbo_json(*IMPORT, written(tmp_path, NEW), "--detect")
    assert (found["kind"], found["rows"]) == ("csv", 1)
    assert {"mapping": "maventech", "lacking": []} in found["mappings"]
    assert {each["aspect"] for each in found["findings"]} >= {"delimiter", "encoding"}
    assert "dataset: deals" in found["document"]
    assert position(maventech) == before


def test_without_a_mapping_those_that_fit_are_named(
    maventech: Installation, tmp_path: Path
) -> None:
    told = maventech.rumbo_json(*IMPORT, written(tmp_path, NEW), expect=2)
    (problem,) = told["problems"]
    assert problem["code"] == "cli.import.mapping"
    assert "maventech" in problem["message"]


def test_a_preview_counts_and_changes_nothing(maventech: Installation, tmp_path: Path) -> None:
    before = position(maventech)
    file = written(tmp_path, *pipeline()[1:11], NEW, WRONG)
    found = maventech.rumbo_json(*IMPORT, file, *MAPPED, "--preview", expect=2)
    assert (found["new"], found["changed"], found["same"]) == (1, 0, 10)
    # All other deals of the source are not in the file, and stay where they are.
    assert found["missing"] == 8_790
    assert [each["line"] for each in found["rejected"]] == [13]
    assert position(maventech) == before


@pytest.fixture
def shorter(tmp_path: Path) -> str:
    """The file of the example without its last deal."""
    return written(tmp_path, *pipeline()[1:-1])


def test_what_is_missing_is_deleted_only_when_asked_and_agreed(
    own_maventech: Installation, shorter: str
) -> None:
    own = own_maventech
    kept = own.rumbo_json(*IMPORT, shorter, *MAPPED)
    assert (kept["same"], kept["deleted"]) == (8_799, 0)
    asked = own.rumbo_json(*IMPORT, shorter, *MAPPED, "--missing-means-deleted", expect=2)
    assert [each["code"] for each in asked["problems"]] == ["cli.import.sure"]
    sure = own.rumbo_json(*IMPORT, shorter, *MAPPED, "--missing-means-deleted", "--yes")
    assert sure["deleted"] == 1
    whole = own.rumbo_json(*IMPORT, str(DATA / "sales_pipeline.csv"), *MAPPED)
    assert (whole["same"], whole["new"] + whole["changed"]) == (8_799, 1)


def test_refused_rows_are_written_with_their_reasons_and_go_in_once_mended(
    own_maventech: Installation, tmp_path: Path
) -> None:
    own, rejects = own_maventech, tmp_path / "rejects.csv"
    file = written(tmp_path, NEW, WRONG)
    found = own.rumbo_json(*IMPORT, file, *MAPPED, "--rejects", str(rejects), expect=2)
    assert (found["new"], len(found["rejected"])) == (1, 1)
    with rejects.open(encoding="utf-8-sig", newline="") as source:
        (row,) = csv.DictReader(source)
    assert row["opportunity_id"] == "X0000002"
    assert row["close_value"] == "many"
    mended = rejects.read_text(encoding="utf-8-sig").replace(",many", ",20")
    rejects.write_text(mended, encoding="utf-8")
    again = own.rumbo_json(*IMPORT, str(rejects), *MAPPED)
    assert (again["new"], again["rejected"]) == (1, [])


def test_without_a_place_for_the_refused_rows_nothing_goes_in(
    maventech: Installation, tmp_path: Path
) -> None:
    before = position(maventech)
    file, nowhere = written(tmp_path, NEW, WRONG), tmp_path / "nowhere" / "rejects.csv"
    words = (*IMPORT, file, *MAPPED, "--rejects", str(nowhere))
    (problem,) = maventech.rumbo_json(*words, expect=2)["problems"]
    assert problem["code"] == "cli.cannot-write"
    assert "--rejects" in problem["message"]
    assert position(maventech) == before
