"""Names that lead through a link, and where they lead."""

from rumbo.kernel.expressions import parse
from rumbo.metrics.rules.reach import Row, links_in, reach_of, with_linked
from rumbo.records.rules.dataset import Dataset, Field, FieldKind

ACCOUNTS = Dataset(
    "accounts",
    "account",
    (
        Field("account", FieldKind.TEXT),
        Field("is-key", FieldKind.YES_NO),
        Field("owner", FieldKind.PERSON),
    ),
)
DEALS = Dataset("deals", "deal", (Field("sold-to", FieldKind.TEXT, link="accounts"),))
LINKS = (("sold_to", ACCOUNTS),)


def test_the_fields_of_a_linked_record_are_named_through_the_link_but_people_are_not() -> None:
    assert reach_of(DEALS, LINKS).columns == ("sold_to", "sold_to.account", "sold_to.is_key")


def test_a_row_without_its_link_has_no_linked_values() -> None:
    accounts: list[Row] = [{"account": "A", "is_key": True}]
    deals: list[Row] = [{"sold_to": "A"}, {"sold_to": "B"}, {"sold_to": None}]
    found = with_linked(deals, LINKS, {"accounts": accounts})
    assert [row.get("sold_to.is_key") for row in found] == [True, None, None]


def test_only_links_that_something_leads_through_are_joined() -> None:
    assert links_in([parse("sold_to.is_key and amount > 0"), None, "stage"]) == {"sold_to"}
