"""The records that contain a text, as a condition in SQL; people are found by their names."""

from rumbo.records.projection.tables import quoted
from rumbo.records.rules.dataset import Dataset, FieldKind

TEXTS = {FieldKind.TEXT, FieldKind.CHOICE}
MATCHED = """SELECT identity FROM roster_identity WHERE known_from <= $position
    AND (known_before IS NULL OR known_before > $position)"""

NAMED = f"""{MATCHED} AND person IN (SELECT person FROM roster_person
    WHERE contains(lower(name), lower($text)))"""  # noqa: S608


def holds(declared: Dataset) -> str:
    """The condition that a record contains `$text`; identities by the names of their people."""
    texts = ["_key", *(quoted(f.column) for f in declared.fields if f.kind in TEXTS)]
    parts = [f"contains(lower({each}), lower($text))" for each in texts]
    parts += [
        f"{quoted(field.column)} IN ({NAMED})" for field in declared.of_kind(FieldKind.PERSON)
    ]
    return f"({' OR '.join(parts)})"
