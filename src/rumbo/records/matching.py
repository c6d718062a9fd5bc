"""The current records that agree with given values: those that belong to other records."""

from collections.abc import Mapping

from rumbo.people.values import Visible
from rumbo.records import projection
from rumbo.records.containing import MATCHED
from rumbo.records.datasets import dataset
from rumbo.records.projection.tables import quoted
from rumbo.records.queries import CURRENT, mine
from rumbo.records.rules.dataset import FieldKind
from rumbo.records.shown import columns_of, row_of
from rumbo.records.values import RecordRow


def matching(
    dataset_key: str, wanted: Mapping[str, str], *, visible: Visible, size: int
) -> tuple[RecordRow, ...]:
    """Up to `size` records whose fields have the wanted values, latest first.

    A value is the text of what is stored; of a field of a person it is the person's key. The
    dataset is one of the log: records of a linked engine are not looked up one by one.
    """
    declared = dataset(dataset_key)
    seen, parameters = mine(declared, visible)
    conditions = [CURRENT, seen]
    for number, (name, value) in enumerate(wanted.items()):
        field = declared.field(name)
        column, parameter = quoted(field.column), f"wanted_{number}"
        is_person = field.kind is FieldKind.PERSON
        theirs = f"{column} IN ({MATCHED} AND person = ${parameter})"
        plain = f"CAST({column} AS VARCHAR) = ${parameter}"
        conditions.append(theirs if is_person else plain)
        parameters = {**parameters, parameter: value}
    query = (
        f"SELECT _key, _position_from, _observed_at, {columns_of(declared)} "  # noqa: S608
        f"FROM {quoted(declared.table)} WHERE {' AND '.join(conditions)} "
        f"ORDER BY _position_from DESC LIMIT $size"
    )
    found = projection.read(query, {**parameters, "size": size})
    return tuple(row_of(declared, each) for each in found)
