from rumbo.records.documents import read_dataset
from rumbo.records.library import library
from rumbo.records.rules.dataset import Dataset, FieldKind

SHIPPED = {key: read_dataset(text, file=f"{key}.yaml") for key, text in library()}
NOUNS = """accounts activities campaigns certificates contracts costs deals events forecasts
leads logins loyalty-members market-sizes meetings products referrals regions seats surveys
tasks tickets trainings visits"""


def test_the_nouns_of_selling_are_shipped_and_read_without_a_problem() -> None:
    assert list(SHIPPED) == NOUNS.split()
    assert [each.key for each in SHIPPED.values()] == list(SHIPPED)


def test_every_field_is_named_in_both_languages() -> None:
    nameless = [
        (dataset.key, field.id)
        for dataset in SHIPPED.values()
        for field in dataset.fields
        if not (field.name.en and field.name.es)
    ]
    assert nameless == []


def test_every_field_says_what_it_means_in_both_languages() -> None:
    unsaid = [
        (dataset.key, field.id)
        for dataset in SHIPPED.values()
        for field in dataset.fields
        if not (field.means.en and field.means.es)
    ]
    assert unsaid == []


def test_every_dataset_can_be_reported_by_a_date_and_has_a_key_that_must_be_there() -> None:
    for dataset in SHIPPED.values():
        assert dataset.dated_by
        assert dataset.field(dataset.key_field).required


def test_links_lead_to_datasets_that_are_shipped_too() -> None:
    links = {field.link for dataset in SHIPPED.values() for field in dataset.fields}
    assert links - {""} <= SHIPPED.keys()


def test_amounts_are_in_the_currency_that_the_organisation_reports_in() -> None:
    pesos = [read_dataset(text, file=key) for key, text in library(currency="MXN")]
    assert _currencies(pesos) == {"MXN", "signed-currency"}


def _currencies(datasets: list[Dataset]) -> set[str]:
    fields = (field for dataset in datasets for field in dataset.of_kind(FieldKind.MONEY))
    return {field.currency for field in fields}
