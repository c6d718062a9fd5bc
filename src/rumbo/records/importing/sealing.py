"""The personal values of staged rows, sealed batch by batch with the keys of their subjects."""

from collections.abc import Callable, Iterable

import duckdb
import pyarrow as pa

from rumbo.records.importing.checking import Plan
from rumbo.records.personal import token_of
from rumbo.records.rules.personal import place_of, subject_of
from rumbo.vault.subjects import Keys

SubjectKeys = Callable[[Iterable[str]], Keys]
BATCH = 20_000
# The token, in a preview, of a subject that has no key yet: nothing in the log equals it.
UNSEALED = "?"


def seal_rows(cursor: duckdb.DuckDBPyConnection, plan: Plan, keys: SubjectKeys) -> None:
    """Fill the table `sealed` with a token for each right row that has personal values."""
    rows = cursor.execute(plan.personal())
    tokens: list[pa.Table] = []
    while batch := rows.fetchmany(BATCH):
        tokens.append(_tokens(batch, plan, keys))
    for each in tokens:
        cursor.register("tokens", each)
        cursor.execute("INSERT INTO sealed SELECT * FROM tokens")
        cursor.unregister("tokens")


def _tokens(
    batch: list[tuple[int, str, str | None, str]], plan: Plan, keys: SubjectKeys
) -> pa.Table:
    """Rows of line, key, owner and personal values, as lines with their tokens."""
    dataset = plan.dataset
    subjects = [subject_of(dataset, key, owner or "") for _, key, owner, _ in batch]
    held = keys(subjects)
    tokens = [
        token_of(text, held[subject], place=place_of(dataset, key))
        if subject in held
        else UNSEALED
        for (_, key, _, text), subject in zip(batch, subjects, strict=True)
    ]
    lines = pa.array([line for line, *_ in batch], type=pa.int64())
    return pa.table({"line": lines, "token": pa.array(tokens, type=pa.string())})
