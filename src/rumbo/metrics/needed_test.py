from rumbo.metrics.documents import read_metrics
from rumbo.metrics.library import library
from rumbo.metrics.rules.needed import needed
from rumbo.records.documents import read_dataset
from rumbo.records.library import library as datasets

DATASETS = {key: read_dataset(text, file=key) for key, text in datasets()}
SHIPPED = {
    each.key: each
    for each in read_metrics([(text, key) for key, text in library()], datasets=DATASETS)
}


def looked_at(key: str) -> dict[str, list[str]]:
    return {name: [f.id for f in fields] for name, fields in needed(SHIPPED[key]).items()}


def test_a_conversion_looks_at_both_of_its_dates() -> None:
    fields = looked_at("lead-conversion")
    assert fields == {"leads": ["owner", "status", "created-on", "converted-on"]}


def test_a_share_of_people_looks_at_when_they_were_there_and_at_their_records() -> None:
    assert looked_at("certified-members") == {
        "people": ["person", "valid-from", "valid-before"],
        "certificates": ["member", "issued-on", "valid-before"],
    }


def test_what_is_computed_from_metrics_looks_at_the_records_of_all_of_them() -> None:
    assert looked_at("revenue-per-full-time-member") == {
        "deals": ["seller", "stage", "closed-on", "amount"],
        "people": ["person", "hours", "valid-from", "valid-before"],
    }


def test_what_is_replaced_looks_at_what_replaces_it() -> None:
    assert "issued-on" in looked_at("forecast-of-month")["forecasts"]
