"""What a spreadsheet opens cannot act, and what is a number stays one."""

from decimal import Decimal

import pytest

from rumbo.web.csv_cells import cell, lines


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@sum", "\tx", "\rx", "\nx"])
def test_text_that_looks_like_a_formula_is_quoted(text: str) -> None:
    assert cell(text) == "'" + text


def test_negative_numbers_stay_numbers() -> None:
    assert cell(Decimal("-30.00")) == "-30.00"
    assert cell(-3) == "-3"


def test_no_value_is_an_empty_cell() -> None:
    assert cell(None) == ""


def test_a_file_begins_with_its_header() -> None:
    assert "".join(lines(["deal", "amount"], [["a,b", Decimal(1)]])) == (
        '\ufeffdeal,amount\r\n"a,b",1\r\n'
    )
