"""Files of records: look at one, see what it would do, bring it in.

A wrong file is refused whole; in a right one, wrong rows are refused one by one, each with
its line, column, value and reason, and the others go in.
"""

from rumbo.records.importing.detecting import Detected, detect
from rumbo.records.importing.files import Kind, Reading
from rumbo.records.importing.previewing import preview
from rumbo.records.importing.proposing import propose
from rumbo.records.importing.staged import reading_of
from rumbo.records.importing.steps import inspect, read_entries, run
from rumbo.records.importing.values import (
    Changed,
    Example,
    FieldChange,
    Imported,
    Inspection,
    Missing,
    Preview,
    UnmatchedSeller,
)
from rumbo.records.rules.rows import RejectedRow

__all__ = [
    "Changed",
    "Detected",
    "Example",
    "FieldChange",
    "Imported",
    "Inspection",
    "Kind",
    "Missing",
    "Preview",
    "Reading",
    "RejectedRow",
    "UnmatchedSeller",
    "detect",
    "inspect",
    "preview",
    "propose",
    "read_entries",
    "reading_of",
    "run",
]
