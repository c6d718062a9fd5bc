"""The projection as Parquet, for engines that are to hold the same records."""

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from rumbo.records import projection
from rumbo.records.datasets import datasets
from rumbo.records.projection.reading import Stage
from rumbo.records.projection.tables import quoted
from rumbo.records.rules.dataset import Dataset

MANIFEST = "projection.json"


def write_projection(folder: Path) -> int:
    """Write every version of every record at one position; that position.

    Each dataset gets a folder named as its table, with one file. The manifest is written last:
    a folder without it was not finished.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MANIFEST).unlink(missing_ok=True)
    with projection.stage() as stage:
        rows = dict(_written(stage, folder))
        told = {"position": stage.position, "rows": rows}
    (folder / MANIFEST).write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    return stage.position


def _written(stage: Stage, folder: Path) -> Iterator[tuple[str, int]]:
    for each in datasets():
        if each.linked is None:
            yield each.table, _table(stage, each, folder / each.table)


def _table(stage: Stage, dataset: Dataset, folder: Path) -> int:
    folder.mkdir(exist_ok=True)
    query = f"SELECT * FROM {quoted(dataset.table)} ORDER BY _position_from"  # noqa: S608 - checked
    reader = stage.cursor.sql(query).to_arrow_reader(100_000)
    count = 0
    with pq.ParquetWriter(folder / "part-0.parquet", reader.schema, compression="zstd") as file:
        for batch in reader:
            file.write_batch(batch)
            count += batch.num_rows
    return count
