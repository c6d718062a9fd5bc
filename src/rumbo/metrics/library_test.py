from rumbo.kernel.expressions import parse
from rumbo.kernel.expressions.nodes import Name
from rumbo.metrics.documents import read_metrics
from rumbo.metrics.library import library
from rumbo.records.documents import read_dataset
from rumbo.records.library import library as shipped_datasets

DATASETS = {key: read_dataset(text, file=key) for key, text in shipped_datasets()}
METRICS = read_metrics([(text, f"{key}.yaml") for key, text in library()], datasets=DATASETS)


def test_every_shipped_metric_reads_and_gives_what_its_cases_say() -> None:
    assert sorted(each.key for each in METRICS) == [key for key, _ in library()]


def test_every_shipped_metric_says_what_it_is_in_both_languages() -> None:
    texts = [text for m in METRICS for text in (m.name, m.means, m.does_not_mean)]
    assert all(text.en and text.es for text in texts)
    assert all(case.says.en and case.says.es for m in METRICS for case in m.cases)


def test_every_shipped_field_can_be_named_in_an_expression() -> None:
    columns = {column for dataset in DATASETS.values() for column in dataset.columns}
    assert {column: parse(column) for column in columns} == {
        each: Name(each) for each in columns
    }
