"""What leaves for a spreadsheet: figures as numbers, and no text that runs."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

from tests.installation import Installation


def test_every_record_and_nothing_else(maventech: Installation) -> None:
    rows = list(csv.DictReader(io.StringIO(maventech.rumbo("export", "records", "deals"))))
    assert len(rows) == 8800
    won = [Decimal(row["close-value"]) for row in rows if row["stage"] == "Won"]
    assert (len(won), sum(won)) == (4238, Decimal(10005534))
    assert {row["seller"] for row in rows} >= {"darcel-schlecht", "markita-hansen"}


def test_the_lines_of_a_statement_add_up(maventech: Installation) -> None:
    asked = ("export", "lines", "account-executive", "--period", "2017-Q3", "--json")
    lines = [json.loads(line) for line in maventech.rumbo(*asked).splitlines()]
    assert len(lines) == 1293
    assert sum(Decimal(line["amount"]) for line in lines) == Decimal("169534.80")


def test_the_history_names_the_command_line(maventech: Installation) -> None:
    entries = csv.DictReader(io.StringIO(maventech.rumbo("export", "history")))
    assert {row["by"] for row in entries} == {"system:cli"}


def test_a_formula_in_a_record_is_made_harmless(
    own_maventech: Installation, tmp_path: Path
) -> None:
    file = tmp_path / "products.csv"
    file.write_text('product,series,sales_price\n"=HYPERLINK(1)",@SUM,12\n')
    own_maventech.rumbo("import", "products", str(file), "--mapping", "maventech-products")
    out = tmp_path / "out.csv"
    own_maventech.rumbo("export", "records", "products", "--out", str(out))
    rows = csv.DictReader(io.StringIO(out.read_text()))
    row = next(row for row in rows if "HYPERLINK" in row["product"])
    assert row["product"] == "'=HYPERLINK(1)"
    assert row["series"] == "'@SUM"
    assert row["list-price"] == "12.00"
