"""The cluster and the sample, made once: the installation asks DuckDB first, and then Spark."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.engines.cluster import Cluster, cluster_in, missing
from tests.installation import Installation, installation_in

LIVES_IN = """
lives-in:
  engine: spark
  connection: cluster
  table: sample.{table}
  money: minor-units
  versions: {from: _position_from, before: _position_to}
  number: _source_version
  observed: _observed_at
"""


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A real cluster; where there can be none, the tests are skipped, in CI they fail."""
    if reason := missing():
        if os.environ.get("CI"):
            pytest.fail(f"Spark: {reason}")
        pytest.skip(f"Spark: {reason}")
    with cluster_in(tmp_path_factory.mktemp("cluster")) as own:
        yield own


@dataclass(slots=True)
class Asker:
    """A process of an installation; it answers one question after another."""

    installation: Installation
    process: subprocess.Popen[str]

    def __call__(self, what: str, **asked: object) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"what": what, **asked}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, f"the asker ended with {self.process.wait()}"
        return json.loads(line)


@contextmanager
def asking(installation: Installation, cluster: Cluster) -> Iterator[Asker]:
    """A process that can reach the cluster."""
    own = {
        "RUMBO_LINKED_CLUSTER": cluster.address,
        "RUMBO_LINKED_CLUSTER_TOKEN_FILE": str(cluster.token_file),
    }
    # The block closes its pipes and waits: without a line more to read, the process ends.
    with subprocess.Popen(
        [sys.executable, "-m", "tests.engines.asker"],
        env={**installation.environment, **own},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Asker(installation, process)


def tables_from(folder: Path, cluster: Cluster, *, schema: str) -> None:
    """Make the tables of a written projection known to the cluster."""
    from pyspark.sql.connect.session import SparkSession  # noqa: PLC0415

    spark = SparkSession.builder.remote(f"{cluster.address}/;token={cluster.token}").create()
    spark.sql(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    for each in folder.iterdir():
        if each.is_dir():
            spark.sql(f"CREATE TABLE {schema}.{each.name} USING parquet LOCATION '{each}'")
            # Read once without Rumbo's limit of time: a cluster's first steps are its slowest.
            spark.table(f"{schema}.{each.name}").groupBy("_key").count().toArrow()
    spark.stop()


@contextmanager
def sample(example: str, folder: Path) -> Iterator[Installation]:
    with installation_in(folder / "home") as own:
        own.rumbo("init", "--example", example)
        yield own
