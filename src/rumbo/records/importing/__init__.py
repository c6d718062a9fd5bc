"""Files of records: look at one, see what it would do, bring it in.

A wrong file is refused whole; in a right one, wrong rows are refused one by one, each with
its line, column, value and reason, and the others go in.
"""

from rumbo.records.importing.steps import (
    Imported,
    Inspection,
    Preview,
    UnmatchedSeller,
    inspect,
    preview,
    read_entries,
    run,
)
from rumbo.records.rules.rows import RejectedRow

__all__ = [
    "Imported",
    "Inspection",
    "Preview",
    "RejectedRow",
    "UnmatchedSeller",
    "inspect",
    "preview",
    "read_entries",
    "run",
]
