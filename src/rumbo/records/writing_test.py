"""Documents that a form writes are read as if a person had written them."""

from rumbo.records.documents import read_dataset
from rumbo.records.rules.dataset import FieldKind
from rumbo.records.writing import DatasetGiven, FieldGiven, document_of, with_field

DEALS = """# What we sell.
dataset: deals
name: {en: Deals, es: Negocios}
means: {en: What was sold., es: Lo que se vendió.}
key: deal
fields:
  - {id: deal, type: text, name: {en: Deal, es: Negocio}}
  - id: stage        # as the CRM has it
    type: choice
    choices: [Won, Lost]
    name: {en: Stage, es: Etapa}
# Whose they are comes later.
dated-by: []
"""
REGION = FieldGiven("Region: north", "Región", "text", means_en="Where it is # used")


def test_a_field_more_leaves_every_other_line_as_it_was() -> None:
    text = with_field(DEALS, REGION)
    added = [line for line in text.split("\n") if line not in DEALS.split("\n")]
    assert len(added) == 1
    assert [line for line in text.split("\n") if line != added[0]] == DEALS.split("\n")
    read = read_dataset(text, file="deals.yaml")
    region = read.field("region-north")
    assert read.fields[-1] == region
    assert (region.name.en, region.means.es) == ("Region: north", "Where it is # used")


def test_fields_in_brackets_get_one_more_too() -> None:
    flat = DEALS[: DEALS.index("fields:")] + (
        "fields: [{id: deal, type: text, name: {en: Deal, es: Negocio}}]\n"
    )
    read = read_dataset(with_field(flat, REGION), file="deals.yaml")
    assert [each.id for each in read.fields] == ["deal", "region-north"]


def test_a_dataset_of_a_form_is_a_document_that_reads() -> None:
    given = DatasetGiven(
        "Machines",
        "Máquinas",
        "Each coffee machine that we placed.",
        "Cada máquina de café que colocamos.",
        fields=(
            FieldGiven("Serial number", "Número de serie", "text", required=True),
            FieldGiven("Placed by", "Colocada por", "person"),
            FieldGiven("Placed on", "Colocada el", "date"),
            FieldGiven("Deposit", "Depósito", "money", currency="MXN"),
            FieldGiven("State", "Estado", "choice", choices=("in use", "pulled out: lost")),
        ),
        credited_to="placed-by",
        dated_by=("placed-on",),
    )
    read = read_dataset(document_of(given), file="machines.yaml")
    assert (read.key, read.key_field, read.credited_to) == (
        "machines",
        "serial-number",
        "placed-by",
    )
    assert read.field("state").choices == ("in use", "pulled out: lost")
    assert read.field("deposit").kind is FieldKind.MONEY
    assert read.name.es == "Máquinas"
