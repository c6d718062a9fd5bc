"""The deleted records, as they were last: they are in no figure, and can come back."""

from rumbo.people.values import Visible
from rumbo.records import projection
from rumbo.records.containing import holds
from rumbo.records.datasets import dataset
from rumbo.records.projection.tables import quoted
from rumbo.records.queries import LARGEST_PAGE, mine
from rumbo.records.shown import row_of
from rumbo.records.values import RecordPage

# A version that something closed which is no version itself: its deletion. One that arrived
# late was closed by its own arrival and never held.
DELETED = """
FROM {table} AS gone
ANTI JOIN {table} AS next ON next._position_from = gone._position_to
ANTI JOIN (SELECT _key FROM {table} WHERE _position_from <= $position
           AND (_position_to IS NULL OR _position_to > $position)) AS present
    ON present._key = gone._key
WHERE gone._position_to <= $position AND gone._position_to <> gone._position_from AND {where}
QUALIFY row_number() OVER (PARTITION BY gone._key ORDER BY gone._position_to DESC) = 1
"""


def deleted(
    dataset_key: str,
    *,
    visible: Visible,
    page: int = 1,
    size: int = 50,
    containing: str = "",
    position: int | None = None,
) -> RecordPage:
    """The records of a dataset that are deleted, or were at a position, deleted last first.

    Raises UnknownDataset.
    """
    declared = dataset(dataset_key, position=position)
    size = max(1, min(size, LARGEST_PAGE))
    where, parameters = mine(declared, visible)
    if containing:
        where, parameters = f"{where} AND {holds(declared)}", parameters | {"text": containing}
    found = DELETED.format(table=quoted(declared.table), where=where)
    listed = ", ".join(quoted(each) for each in declared.columns)
    counted = f"SELECT count(*) FROM (SELECT _key {found})"  # noqa: S608
    with projection.stage(position) as stage:
        total = next(iter(stage.read(counted, parameters)))
        rows = stage.read(
            f"SELECT _key, _position_to, _observed_at, {listed} {found} "
            "ORDER BY _position_to DESC LIMIT $size OFFSET $start",
            {**parameters, "size": size, "start": (max(page, 1) - 1) * size},
        )
    lines = tuple(row_of(declared, each) for each in rows)
    return RecordPage(declared, lines, int(str(total[0])), max(page, 1), size)
