"""Every shipped metric gives on Spark what it gives on DuckDB, digest for digest.

The metrics are listed from their files: a new one is held to this without a line here.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from rumbo.metrics.library import library
from tests.engines.cluster import CONNECT, Cluster
from tests.engines.conftest import LIVES_IN, Asker, asking, sample, tables_from

pytestmark = [pytest.mark.engines, pytest.mark.slow]
GROUPS: tuple[tuple[str, ...], ...] = ((), ("month",), ("person",), ("team",), ("field",))
SHIPPED = [key for key, _ in library()]
# Who is in which team is known here, and nowhere else.
OF_PEOPLE_ALONE = {key for key, text in library() if "kind: people" in text} - {
    key for key, text in library() if "\nwith: " in text
}
OWN = sorted(file.stem for file in Path("examples/maventech/metrics").glob("*.yaml"))
# The metrics of each example, and the days that its records are of.
METRICS = {"every-key-result": SHIPPED, "maventech": OWN}
PERIODS = {
    "every-key-result": ["2026-01-01", "2027-01-01"],
    "maventech": ["2017-01-01", "2018-01-01"],
}
PAID = {"plan": "account-executive", "period": ["2017-07-01", "2017-10-01"]}


class Sample:
    """An example that DuckDB has answered for, and that lives in Spark from then on."""

    def __init__(self, example: str, asker: Asker, folder: Path) -> None:
        self.example, self.asker, self.folder = example, asker, folder
        self.known = {
            (metric, by): self.ask(metric, by) for metric in METRICS[example] for by in GROUPS
        }
        self.explained = asker("explain", metric=METRICS[example][0], period=self.period)
        self.run = asker("settle", **PAID) if example == "maventech" else None
        self.position = asker("position")["position"]

    @property
    def period(self) -> list[str]:
        return PERIODS[self.example]

    def ask(self, metric: str, by: tuple[str, ...] = (), position: int | None = None) -> Any:
        return self.asker(
            "ask", metric=metric, by=list(by), period=self.period, position=position
        )

    def link(self, lives_in: str = LIVES_IN) -> None:
        """Point every dataset at its table of the cluster."""
        self.asker("link", lives_in=lives_in.replace("sample.", f"{schema(self.example)}."))


def schema(example: str) -> str:
    return example.replace("-", "_")


@contextmanager
def _sampled(example: str, cluster: Cluster, folder: Path) -> Iterator[Sample]:
    with sample(example, folder) as own, asking(own, cluster) as asker:
        made = Sample(example, asker, folder)
        own.rumbo("export", "projection", "--to", str(folder / "written"))
        tables_from(folder / "written", cluster, schema=schema(example))
        made.link()
        yield made


Samples = Callable[[str], Sample]


@pytest.fixture(scope="module")
def samples(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Samples]:
    """Both examples, each made when it is first asked for."""
    made: dict[str, Sample] = {}
    with ExitStack() as stack:

        def of(example: str) -> Sample:
            if example not in made:
                folder = tmp_path_factory.mktemp(example)
                made[example] = stack.enter_context(_sampled(example, cluster, folder))
            return made[example]

        yield of


@pytest.mark.parametrize("by", GROUPS, ids=lambda by: "-".join(by) or "whole")
@pytest.mark.parametrize(
    "shipped",
    [(example, metric) for example, metrics in METRICS.items() for metric in metrics],
    ids="-".join,
)
def test_spark_gives_what_duckdb_gives(
    samples: Samples, shipped: tuple[str, str], by: tuple[str, ...]
) -> None:
    example, metric = shipped
    held = samples(example)
    known, found = held.known[metric, by], held.ask(metric, by)
    assert found.get("refused") == known.get("refused")
    if "refused" in known:
        return
    home = "" if metric in OF_PEOPLE_ALONE else "cluster"
    assert (found["problem"], found["home"]) == (None, home)
    assert found["rows"] == known["rows"]
    assert (found["digest"], found["coverage"]) == (known["digest"], known["coverage"])


def test_the_records_behind_a_figure_are_the_same_and_the_sql_is_that_of_spark(
    samples: Samples,
) -> None:
    held = samples("maventech")
    found = held.asker("explain", metric=OWN[0], period=held.period)
    assert found["total"] == held.explained["total"] > 0
    assert found["records"] == held.explained["records"]
    assert "FROM maventech.dataset_" in found["sql"]
    assert "maventech" not in held.explained["sql"]


def test_a_past_position_gives_what_was_known_then(samples: Samples) -> None:
    held = samples("maventech")
    whole, half, before_all = (
        held.asker("past", metric="revenue", period=held.period, position=position)
        for position in (held.position, held.position // 2, 1)
    )
    assert whole["spark"] == whole["duckdb"] != half["duckdb"]
    assert half["spark"] == half["duckdb"] != before_all["duckdb"]
    assert before_all["spark"] == before_all["duckdb"] == [[None, "0"]]


def test_a_plan_settles_to_the_same_lines_digest_for_digest(samples: Samples) -> None:
    held = samples("maventech")
    assert held.run is not None
    assert held.run["lines"] > 0
    # The same run, and no second one: the lines, their order and their digest are the same.
    assert held.asker("settle", **PAID) == held.run


def test_a_table_without_versions_knows_no_past_and_pays_nobody(samples: Samples) -> None:
    held = samples("maventech")
    held.link(LIVES_IN.replace("versions:", "# versions:"))
    then = held.asker("position")["position"]
    try:
        assert held.ask("revenue", position=then)["problem"] is None
        assert held.asker("settle", **PAID)["refused"] == ["plan.linked-no-past"]
    finally:
        held.link()
    assert held.ask("revenue", position=then)["problem"] == "linked.no-past"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("sample.{table}", "sample.gone_{table}"), "linked.table"),
        (("observed: _observed_at", "observed: _seen"), "linked.column"),
        (("number: _source_version", "number: _key"), "linked.column-type"),
        (("connection: cluster", "connection: other"), "linked.connection"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_is_wrong_with_a_table_is_a_problem_and_no_value(
    samples: Samples, change: tuple[str, str], problem: str
) -> None:
    held = samples("maventech")
    held.link(LIVES_IN.replace(*change))
    try:
        found = held.ask("revenue")
        assert found["problem"] == problem
        assert found["rows"] == [[None, None, None]]
        assert held.asker("settle", **PAID)["refused"] == [problem]
    finally:
        held.link()


def test_a_cluster_that_dies_leaves_no_value_and_answers_again_when_it_is_back(
    samples: Samples, cluster: Cluster
) -> None:
    held = samples("maventech")
    cluster.kill(CONNECT)
    try:
        found = held.ask("revenue")
        assert (found["problem"], found["rows"]) == ("linked.unreachable", [[None, None, None]])
        assert held.asker("settle", **PAID)["refused"] == ["linked.unreachable"]
        assert held.asker("explain", metric="revenue", period=held.period)["total"] == 0
    finally:
        cluster.start(CONNECT)
        tables_from(held.folder / "written", cluster, schema=schema(held.example))
    held.asker("rested")
    assert held.ask("revenue")["rows"] == held.known["revenue", ()]["rows"]
