"""Which column feeds which field, and what stands in the way."""

from rumbo.kernel.problems import Place
from rumbo.kernel.texts import Text
from rumbo.records.rules.dataset import Dataset, Field, FieldKind
from rumbo.records.rules.mapping import (
    Mapping,
    problems_of,
    problems_with_header,
    suggested,
)

DEALS = Dataset(
    key="deals",
    key_field="deal",
    fields=(
        Field("deal", FieldKind.TEXT, Text("Deal", "Oportunidad")),
        Field("product", FieldKind.TEXT, Text("Product", "Producto")),
        Field("catalogue-product", FieldKind.TEXT),
        Field("closed-on", FieldKind.DATE, Text("Closed on", "Cerrada el"), required=True),
    ),
)
PLACE = Place("file.csv", 1)


def mapped(**columns: tuple[str, ...]) -> Mapping:
    values = {"catalogue-product": {"GTXPro": "GTX Pro"}}
    return Mapping("crm", "deals", "crm", columns, values)


WHOLE = mapped(id=("deal",), product=("product", "catalogue-product"), closed=("closed-on",))


def test_one_column_may_feed_two_fields_and_only_one_of_them_translated() -> None:
    product, catalogue = DEALS.field("product"), DEALS.field("catalogue-product")
    assert WHOLE.column_of(product) == WHOLE.column_of(catalogue) == "product"
    assert WHOLE.translated(product, "GTXPro") == "GTXPro"
    assert WHOLE.translated(catalogue, "GTXPro") == "GTX Pro"
    assert problems_of(WHOLE, DEALS, PLACE) == []


def test_a_field_that_does_not_exist_is_named_with_the_nearest() -> None:
    wrong = mapped(id=("deal",), closed=("closed-on", "close-on"))
    (problem,) = problems_of(wrong, DEALS, PLACE)
    assert problem.code == "mapping.unknown-field"
    assert problem.facts["near"] == "closed-on"


def test_the_key_and_required_fields_need_a_column() -> None:
    problems = problems_of(mapped(product=("product",)), DEALS, PLACE)
    assert [each.facts["field"] for each in problems] == ["deal", "closed-on"]


def test_a_field_is_fed_once() -> None:
    twice = mapped(id=("deal",), other=("deal",), closed=("closed-on",))
    assert [each.code for each in problems_of(twice, DEALS, PLACE)] == ["mapping.field-twice"]


def test_a_file_without_a_mapped_column_is_refused_whole() -> None:
    problems = problems_with_header(WHOLE, ("id", "produkt", "closed", "closed"), PLACE)
    assert [(each.code, each.facts.get("near")) for each in problems] == [
        ("import.unknown-column", "produkt"),
        ("import.column-twice", None),
    ]


def test_plain_names_suggest_a_mapping_in_both_languages() -> None:
    proposal = suggested(DEALS, ("Oportunidad", "PRODUCT", "Cerrada el", "notes"), source="crm")
    assert proposal.columns == {
        "Oportunidad": ("deal",),
        "PRODUCT": ("product",),
        "Cerrada el": ("closed-on",),
    }
