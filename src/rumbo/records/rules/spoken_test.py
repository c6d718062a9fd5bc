"""One query, said to whichever engine holds the records."""

import pytest
from sqlglot import exp, parse_one

from rumbo.records.rules.dataset import Dataset, Field, FieldKind
from rumbo.records.rules.linked import Linked, MoneyIn, Positions
from rumbo.records.rules.spoken import said
from rumbo.records.rules.unanswered import Unanswered

FIELDS = (
    Field("deal", FieldKind.TEXT),
    Field("seller", FieldKind.PERSON),
    Field("closed-on", FieldKind.DATE),
    Field("amount", FieldKind.MONEY, currency="EUR"),
)
HERE = Dataset("deals", "deal", FIELDS)
LINKED = Linked("warehouse", "sales.deals", (("amount", "amount_eur"),))
THERE = Dataset("deals", "deal", FIELDS, linked=LINKED)


def query(text: str) -> exp.Query:
    tree = parse_one(text, read="duckdb")
    assert isinstance(tree, exp.Query)
    return tree


REVENUE = query(
    "SELECT SUM(f.amount) AS n FROM dataset_deals AS f WHERE f._position_from <= $position"
)


def test_records_of_the_log_are_asked_in_duckdbs_words() -> None:
    found = said(REVENUE, (HERE,))
    assert found.home == ""
    assert "$position" in found.text


def test_a_linked_table_is_read_in_the_form_of_the_projection() -> None:
    found = said(REVENUE, (THERE,))
    assert found.home == "warehouse"
    assert "FROM sales.deals AS t" in found.text
    assert "CAST(`t`.`amount_eur` * 100 AS BIGINT) AS `amount`" in found.text
    assert ":position" in found.text
    assert "closed_on" not in found.text, "only the columns that are used"
    assert not found.knows_the_past


def test_a_table_with_versions_gives_its_own_positions() -> None:
    linked = Linked(
        "warehouse", "sales.deals", money=MoneyIn.MINOR, versions=Positions("since", "until")
    )
    found = said(REVENUE, (Dataset("deals", "deal", FIELDS, linked=linked),))
    assert "CAST(`t`.`since` AS BIGINT) AS _position_from" in found.text
    assert "CAST(`t`.`amount` AS BIGINT) AS `amount`" in found.text
    assert found.knows_the_past


def test_people_spelled_by_a_source_become_the_identities_known_of_it() -> None:
    linked = Linked("warehouse", "sales.deals", people="crm")
    dataset = Dataset("deals", "deal", FIELDS, linked=linked)
    found = said(query("SELECT f.seller FROM dataset_deals AS f"), (dataset,))
    assert "COALESCE(`seller`.`identity`, `t`.`seller`) AS `seller`" in found.text
    assert "LEFT JOIN spelled_dataset_deals AS seller" in found.text


def test_two_places_are_not_read_by_one_query() -> None:
    accounts = Dataset("accounts", "account", (Field("account", FieldKind.TEXT),))
    both = query(
        "SELECT 1 FROM dataset_deals AS f JOIN dataset_accounts AS a ON a._key = f.deal"
    )
    with pytest.raises(Unanswered) as refused:
        said(both, (THERE, accounts))
    assert refused.value.problem.code == "linked.two-homes"
    assert refused.value.problem.facts["datasets"] == "accounts, deals"


def test_who_is_in_which_team_is_known_wherever_the_records_are() -> None:
    text = "SELECT 1 FROM roster_membership AS m JOIN dataset_deals AS f ON f.seller = m.person"
    assert said(query(text), (THERE,)).home == "warehouse"
    assert said(query("SELECT COUNT(*) FROM roster_membership AS m"), (THERE,)).home == ""
