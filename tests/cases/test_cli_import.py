"""The same file twice changes nothing; ten changed rows make ten new versions."""

import csv
from pathlib import Path
from typing import Any

from tests.installation import Installation

DATA = Path(__file__).resolve().parents[2] / "examples" / "maventech" / "data"
COUNTS = ("new", "changed", "same", "rejected")


def counts(own: Installation, file: Path) -> tuple[Any, ...]:
    answer = own.rumbo_json("import", "deals", str(file), "--mapping", "maventech")
    return tuple(answer[each] for each in COUNTS)


def won_in_q3(own: Installation, *words: str) -> Any:
    asked = ("metric", "revenue", "--period", "2017-Q3", *words)
    return own.rumbo_json(*asked)["rows"][0]["value"]


def test_the_file_again_and_then_ten_changed_rows(
    own_maventech: Installation, tmp_path: Path
) -> None:
    own = own_maventech
    assert counts(own, DATA / "sales_pipeline.csv") == (0, 0, 8800, [])
    before = own.rumbo_json("metric", "revenue", "--period", "2017-Q3")["position"]

    with (DATA / "sales_pipeline.csv").open(newline="") as source:
        rows = list(csv.DictReader(source))
    won = [row for row in rows if "2017-07-01" <= row["close_date"] < "2017-10-01"]
    raised = [row for row in won if row["deal_stage"] == "Won"][:10]
    for row in raised:
        row["close_value"] = str(int(row["close_value"]) + 100)
    changed = tmp_path / "changed.csv"
    with changed.open("w", newline="") as target:
        writer = csv.DictWriter(target, rows[0])
        writer.writeheader()
        writer.writerows(rows)

    assert counts(own, changed) == (0, 10, 8790, [])
    assert won_in_q3(own) == "2983255"
    after = own.rumbo_json("metric", "revenue", "--period", "2017-Q3")["position"]
    # Ten versions, and one entry of history that says who imported what.
    assert after - before == 11


def test_two_unknown_sellers_hold_their_money_without_a_person(
    own_maventech: Installation,
) -> None:
    assert counts(own_maventech, DATA / "deals-of-former-sellers.csv") == (9, 0, 0, [])
    asked = ("metric", "revenue", "--period", "2017-Q1", "--by", "person")
    rows = own_maventech.rumbo_json(*asked)["rows"]
    assert [row["value"] for row in rows if row["person"] is None] == ["45518"]
