"""The records that a source said it had and no longer has."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from rumbo.connectors.documents import mapping_of
from rumbo.connectors.rules.source import Source
from rumbo.connectors.sql.cells import text_of
from rumbo.connectors.sql.session import Session
from rumbo.connectors.sql.table import kinds_of
from rumbo.kernel.problems import Place, Problem
from rumbo.records.datasets import dataset
from rumbo.records.said import keys_said_by


@dataclass(frozen=True, slots=True)
class Missing:
    """The keys that are gone, of so many; `looked` tells whether the source was asked."""

    keys: tuple[str, ...] = ()
    of: int = 0
    looked: bool = False

    def problems(self, source: Source, *, confirmed: int) -> tuple[Problem, ...]:
        """Why they are not deleted: so many gone at once is rather a query that went wrong.

        `confirmed` is up to how many a person has said may be deleted.
        """
        count = len(self.keys)
        if count * 100 <= self.of * source.at_most_deleted or count <= confirmed:
            return ()
        facts = {
            "count": str(len(self.keys)),
            "of": str(self.of),
            "limit": f"{source.at_most_deleted} %",
        }
        return (Problem("source.many-deleted", Place(source.key), facts),)


def missing(source: Source, session: Session) -> Missing:
    """Compare the keys of the whole query, in the same transaction, with those of the log."""
    declared = dataset(source.dataset)
    kind = kinds_of(source, declared)[source.key_column]
    zone = ZoneInfo(source.time_zone)
    words = mapping_of(source)
    field = declared.field(declared.key_field)
    there = set()
    for value in session.keys(source.key_column):
        text = text_of(value, kind, zone)
        there.add(words.translated(field, text) if isinstance(text, str) else None)
    held = tuple(keys_said_by(source.key, dataset=source.dataset))
    gone = tuple(key for key in held if key not in there)
    return Missing(gone, len(held), looked=True)
