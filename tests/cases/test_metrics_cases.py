"""The cases in the files of metrics hold in the engine too, not only in memory."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rumbo.kernel.expressions import Value
from rumbo.metrics.documents import read_metrics
from rumbo.metrics.rules import tally
from rumbo.metrics.rules.case import Expected
from rumbo.metrics.rules.cases import agree
from rumbo.metrics.rules.metric import Metric
from rumbo.records.documents import read_dataset
from rumbo.records.rules.dataset import Dataset
from tests.cases.metric_tables import ALWAYS, asked, figures, tables

EXAMPLE = Path(__file__).parents[2] / "examples" / "maventech"


def example() -> tuple[dict[str, Dataset], tuple[Metric, ...]]:
    files = sorted((EXAMPLE / "datasets").glob("*.yaml"))
    read = [read_dataset(each.read_text("utf-8"), file=each.name) for each in files]
    datasets = {each.key: each for each in read}
    metrics = sorted((EXAMPLE / "metrics").glob("*.yaml"))
    texts = [(each.read_text("utf-8"), each.name) for each in metrics]
    return datasets, read_metrics(texts, datasets=datasets)


DATASETS, METRICS = example()


def _match_sellers_to_themselves(
    engine: duckdb.DuckDBPyConnection, rows: Iterable[Mapping[str, Value]]
) -> None:
    sellers = {str(row["seller"]) for row in rows if row.get("seller")}
    for seller in sorted(sellers):
        engine.execute("INSERT INTO roster_identity VALUES (?, ?, 1, NULL)", [seller, seller])


def every_figure() -> Iterator[tuple[Metric, int, Expected]]:
    for metric in METRICS:
        for number, case in enumerate(metric.cases):
            for expected in case.gives:
                yield metric, number, expected


@pytest.mark.parametrize(
    ("metric", "number", "expected"),
    [
        pytest.param(*each, id=f"{each[0].key}-{each[1]}-{each[2].place.line}")
        for each in every_figure()
    ],
)
def test_the_engine_gives_what_the_case_says(
    metric: Metric, number: int, expected: Expected
) -> None:
    case = metric.cases[number]
    by = tuple(expected.dimensions)
    with tables(case.rows, DATASETS.values()) as engine:
        _match_sellers_to_themselves(engine, case.rows["deals"])
        found = figures(engine, metric, asked(metric, period=ALWAYS, by=by))
    given = found[tuple(expected.dimensions.values())]
    assert agree(given, expected.value)


DEAL = st.fixed_dictionaries(
    {
        "seller": st.sampled_from(["ana", "luis", None]),
        "product": st.sampled_from(["GTX Pro", "MG Special"]),
        "stage": st.sampled_from(["Won", "Lost", "Engaging"]),
        "engaged_on": st.dates(date(2017, 1, 1), date(2017, 12, 31)) | st.none(),
        "closed_on": st.dates(date(2017, 6, 1), date(2017, 12, 31)) | st.none(),
        "close_value": st.decimals(-999, 9999, places=2) | st.none(),
    }
)
GROUPINGS = st.sampled_from(
    [(), ("product",), ("month",), ("week",), ("quarter", "product"), ("stage", "month")]
)


@settings(max_examples=60)
@given(rows=st.lists(DEAL, max_size=12), metric=st.sampled_from(METRICS), by=GROUPINGS)
def test_the_engine_and_memory_give_the_same_figures(
    rows: list[dict[str, Value]], metric: Metric, by: tuple[str, ...]
) -> None:
    question = asked(metric, period=ALWAYS, by=by)
    with tables({"deals": rows}, DATASETS.values()) as engine:
        counted = figures(engine, metric, question)
    assert counted == tally.tallied(metric, {"deals": rows}, question)


def test_the_metric_of_the_documentation_reads_and_its_case_holds() -> None:
    page = (EXAMPLE.parents[1] / "docs" / "metrics.md").read_text("utf-8")
    text = page.split("```yaml\n")[1].split("```")[0]
    (metric,) = read_metrics([(text, "docs/metrics.md")], datasets=DATASETS)
    assert metric.key == "revenue"
