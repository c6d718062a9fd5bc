"""A dataset: the fields of its records, their types, and who and when a record counts for."""

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

from rumbo.kernel.texts import Text
from rumbo.records.rules.linked import Linked

NO_TEXT = Text()
# Days without news after which a dataset that says nothing else counts as stale.
PATIENCE = 7


class FieldKind(StrEnum):
    """The types a field may have."""

    TEXT = "text"
    CHOICE = "choice"
    WHOLE = "whole"
    DECIMAL = "decimal"
    MONEY = "money"
    DATE = "date"
    INSTANT = "instant"
    YES_NO = "yes-no"
    PERSON = "person"


def column_of(name: str) -> str:
    """The name by which SQL and expressions know a field or dataset.

    >>> column_of("close-value")
    'close_value'
    """
    return name.replace("-", "_")


def key_from(name: str) -> str:
    """A key as definitions spell them, made of a name; empty when nothing is left of it.

    >>> key_from("Depósito pagado (€)"), key_from("2nd visit")
    ('deposito-pagado', 'f-2nd-visit')
    """
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
    return (plain if plain[:1].isalpha() or not plain else f"f-{plain}")[:60].strip("-")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record.

    `currency` is an ISO code, or the id of the field that holds one; `link` is the key of the
    dataset whose key this field repeats.
    """

    id: str
    kind: FieldKind
    name: Text = NO_TEXT
    required: bool = False
    currency: str = ""
    choices: tuple[str, ...] = ()
    link: str = ""
    means: Text = NO_TEXT

    @property
    def column(self) -> str:
        return column_of(self.id)

    @property
    def has_fixed_currency(self) -> bool:
        return len(self.currency) == 3 and self.currency.isupper()


@dataclass(frozen=True, slots=True)
class Dataset:
    """A declared dataset; fields stand in the order of their declaration.

    `linked` says where its records live when they are not in the log.
    `stale_after` is how many days may pass without a look at its sources; `sources` are those
    that are held to a number of days of their own.
    `fields` are those that figures may be computed from. The `personal` ones are kept apart
    and encrypted: they are in no column, and belong to whom the field `personal_of` names.
    `stored_as` names the table of what is no declared dataset, but may be asked like one.
    """

    key: str
    key_field: str
    fields: tuple[Field, ...]
    name: Text = NO_TEXT
    means: Text = NO_TEXT
    credited_to: str = ""
    dated_by: tuple[str, ...] = field(default=())
    linked: Linked | None = None
    stale_after: int = PATIENCE
    sources: tuple[tuple[str, int], ...] = ()
    personal: tuple[Field, ...] = ()
    personal_of: str = ""
    stored_as: str = ""

    @property
    def table(self) -> str:
        """The table that holds its records in the projection."""
        return self.stored_as or f"dataset_{column_of(self.key)}"

    def patience_with(self, source: str) -> int:
        """How many days may pass without a look at one source."""
        return dict(self.sources).get(source, self.stale_after)

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(each.column for each in self.fields)

    @property
    def writable(self) -> tuple[Field, ...]:
        """Every field that a source may fill, the personal ones last."""
        return (*self.fields, *self.personal)

    def writable_field(self, name: str) -> Field:
        """A field that a source may fill, by its id or column name; raises KeyError."""
        found = (each for each in self.writable if name in {each.id, each.column})
        if (asked := next(found, None)) is None:
            raise KeyError(name)
        return asked

    def takes(self, name: str) -> bool:
        return any(name in {each.id, each.column} for each in self.writable)

    def field(self, name: str) -> Field:
        """A field by its id or column name; raises KeyError."""
        for each in self.fields:
            if name in {each.id, each.column}:
                return each
        raise KeyError(name)

    def has(self, name: str) -> bool:
        return any(name in {each.id, each.column} for each in self.fields)

    def of_kind(self, kind: FieldKind) -> tuple[Field, ...]:
        return tuple(each for each in self.fields if each.kind is kind)
