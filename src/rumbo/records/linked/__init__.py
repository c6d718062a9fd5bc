"""Records that live in another engine: ask the tables that datasets point at.

The only place that knows pyspark, which is imported when a linked dataset is first asked.
"""

from rumbo.records.linked.reading import columns, read, tick
from rumbo.records.linked.staging import LinkedStage, stage

__all__ = ["LinkedStage", "columns", "read", "stage", "tick"]
