"""The second example, loaded: shipped datasets and metrics need no file of its own."""

import json
from collections.abc import Iterator

import pytest

from tests.installation import Installation, installation_in
from tools.every_key_result.generate import FOLDER

TRUTH = {each["id"]: each for each in json.loads((FOLDER / "truth.json").read_text("utf-8"))}
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def tueste(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Tueste y Taza as `rumbo init` leaves it; only to be read."""
    with installation_in(tmp_path_factory.mktemp("tueste")) as own:
        own.rumbo("init", "--example", "every-key-result")
        yield own


@pytest.mark.parametrize(
    ("id_", "metric"),
    [
        ("1.1", "revenue"),
        ("2.1", "renewal-rate"),
        ("3.2", "market-share"),
        ("13.2", "website-conversion"),
        ("15.1", "customer-acquisition-cost"),
    ],
)
def test_the_engine_gives_the_truth(tueste: Installation, id_: str, metric: str) -> None:
    (row,) = tueste.rumbo_json("metric", metric, "--period", "2026-Q3")["rows"]
    assert row["value"] == TRUTH[id_]["value"]


def test_every_row_of_every_file_went_in_and_goes_in_once(tueste: Installation) -> None:
    again = tueste.rumbo_json("init", "--example", "every-key-result")
    assert again["new"] == 0
    lines = len((FOLDER / "data" / "deals.csv").read_text("utf-8").splitlines())
    exported = tueste.rumbo("export", "records", "deals")
    assert len(exported.splitlines()) == lines
