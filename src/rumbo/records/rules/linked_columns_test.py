"""A linked table is asked only when its columns can be read as they are."""

import pytest

from rumbo.records.rules.dataset import Dataset, Field, FieldKind
from rumbo.records.rules.linked import Linked, MoneyIn, Positions
from rumbo.records.rules.linked_columns import misfits

FIELDS = (Field("deal", FieldKind.TEXT), Field("amount", FieldKind.MONEY, currency="EUR"))
DEALS = Dataset("deals", "deal", FIELDS)


def faults(linked: Linked, **found: str) -> dict[str, str]:
    return {each.column: each.found for each in misfits(DEALS, linked, found)}


@pytest.mark.parametrize("kind", ["decimal(18,2)", "decimal(12,1)", "bigint", "decimal(38, 0)"])
def test_an_amount_of_no_more_places_than_the_currency_is_exact(kind: str) -> None:
    assert faults(Linked("w", "t"), deal="string", amount=kind) == {}


@pytest.mark.parametrize("kind", ["decimal(18,4)", "double", "float", "string", "timestamp"])
def test_an_amount_that_would_have_to_be_rounded_or_guessed_is_refused(kind: str) -> None:
    assert faults(Linked("w", "t"), deal="string", amount=kind) == {"amount": kind}


def test_minor_units_are_whole() -> None:
    minor = Linked("w", "t", money=MoneyIn.MINOR)
    assert faults(minor, deal="string", amount="bigint") == {}
    assert faults(minor, deal="string", amount="decimal(18,2)") == {"amount": "decimal(18,2)"}


def test_a_column_that_is_not_there_is_named_and_has_no_type() -> None:
    linked = Linked("w", "t", (("amount", "eur"),), versions=Positions("since", "until"))
    found = faults(linked, deal="varchar(20)", since="bigint")
    assert found == {"eur": "", "until": ""}
