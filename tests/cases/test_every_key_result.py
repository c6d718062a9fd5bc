"""The example of all 45 key results: its files are what the seed gives, and they go in."""

import csv
import json
from fractions import Fraction

import pytest

from rumbo.kernel.problems import Place
from rumbo.people.documents import read_people
from rumbo.records.documents import read_dataset, read_mapping
from rumbo.records.library import library
from rumbo.records.rules.mapping import Mapping, problems_of, problems_with_header
from rumbo.records.rules.rows import RejectedRow, read_row
from tools.every_key_result.generate import FOLDER, written

DATASETS = {key: read_dataset(text, file=key) for key, text in library()}
MAPPINGS = {
    path.stem.removeprefix("tueste-"): read_mapping(path.read_text("utf-8"), file=path.name)
    for path in sorted((FOLDER / "mappings").glob("*.yaml"))
}


@pytest.fixture(scope="module")
def fresh() -> dict[str, str]:
    return written()


def test_the_files_are_byte_for_byte_what_the_seed_gives(
    fresh: dict[str, str],
) -> None:
    differing = [
        name for name, text in fresh.items() if (FOLDER / name).read_bytes() != text.encode()
    ]
    assert differing == [], "run: python -m tools.every_key_result"


def test_nothing_else_lies_beside_them_and_all_of_it_is_small(fresh: dict[str, str]) -> None:
    found = {f"data/{each.name}" for each in (FOLDER / "data").iterdir()}
    assert found == fresh.keys() - {"truth.json"}
    assert sum(len(text.encode()) for text in fresh.values()) < 1_500_000


@pytest.mark.parametrize("key", sorted(MAPPINGS))
def test_every_row_goes_into_its_shipped_dataset(key: str) -> None:
    dataset, mapping = DATASETS[key], MAPPINGS[key]
    assert problems_of(mapping, dataset, Place()) == []
    assert _rejected(mapping) == []


def test_every_shipped_dataset_has_records() -> None:
    assert MAPPINGS.keys() == DATASETS.keys()


def _rejected(mapping: Mapping) -> list[RejectedRow]:
    path = FOLDER / "data" / f"{mapping.dataset}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter=mapping.delimiter)
        header = list(reader.fieldnames or ())
        assert problems_with_header(mapping, header, Place()) == []
        assert len(mapping.columns) == len(header)
        dataset = DATASETS[mapping.dataset]
        read = [read_row(dataset, mapping, row, line=reader.line_num) for row in reader]
    return [each for each in read if isinstance(each, RejectedRow)]


def test_the_people_are_those_of_the_list_of_memberships() -> None:
    path = FOLDER / "people.yaml"
    people = read_people(path.read_text("utf-8"), file=path.name).people
    with (FOLDER / "data" / "memberships.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    first = {line["person"]: line for line in reversed(lines)}
    assert {each.name: (each.team, each.since.isoformat()) for each in people} == {
        name: (line["team"], line["from"]) for name, line in first.items()
    }


def test_the_truth_names_all_45_and_measures_41() -> None:
    truth = json.loads((FOLDER / "truth.json").read_text("utf-8"))
    assert len(truth) == 45
    unmeasured = [each["id"] for each in truth if each["metric"] is None]
    assert unmeasured == ["6.3", "12.2", "14.1", "15.3"]
    assert all(each["value"] is not None for each in truth)
    assert all(each["progress"] is not None for each in truth)


def test_no_level_starts_beyond_its_target() -> None:
    truth = json.loads((FOLDER / "truth.json").read_text("utf-8"))
    with (FOLDER / "key-results.csv").open(encoding="utf-8", newline="") as file:
        plan = {line["id"]: line for line in csv.DictReader(file)}
    reaching = [each for each in truth if plan[each["id"]]["aim"] == "reach"]
    levels = [each for each in reaching if each["baseline"] is not None]
    assert all(Fraction(each["baseline"]) < Fraction(each["target"]) for each in levels)
