"""A value of a record as a screen needs it: its kind, and whom or what it leads to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rumbo.kernel.money import Money
from rumbo.people.identities import HAND
from rumbo.people.roster import identity_values, people_of
from rumbo.records.rules.dataset import Field, FieldKind
from rumbo.records.rules.payload import Shown

NUMBERS = {FieldKind.WHOLE, FieldKind.DECIMAL}


@dataclass(frozen=True, slots=True)
class Seller:
    """Someone as a source writes them, and the person that this means, if anybody."""

    written: str
    key: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a record with its value; `seller` only for a person."""

    field: Field
    value: Shown
    seller: Seller | None = None

    @property
    def kind(self) -> str:
        """What a template has to tell apart."""
        if self.value is None or self.value == "":
            return "empty"
        if self.field.kind is FieldKind.MONEY and not isinstance(self.value, Money):
            return "minor"
        if self.field.kind in NUMBERS:
            return "number"
        return "link" if self.field.link else str(self.field.kind)


Sellers = Mapping[str, Seller]


def sellers(
    identities: Iterable[str], *, names: Mapping[str, str], position: int | None = None
) -> Sellers:
    """The sellers behind identity keys; two queries, whatever their number."""
    wanted = set(identities)
    if not wanted:
        return {}
    people = people_of(wanted, position=position)
    found = {}
    for identity, (source, value) in identity_values(wanted).items():
        person = people.get(identity, "")
        name = names.get(person, "")
        # Whom somebody picked on a page was written by nobody.
        found[identity] = Seller(name if source == HAND and name else value, person, name)
    return found


def identities_in(
    fields: Iterable[Field], found: Iterable[Mapping[str, Shown]]
) -> frozenset[str]:
    """Every identity key that these values hold."""
    wanted = [each.id for each in fields if each.kind is FieldKind.PERSON]
    keys = (values.get(name) for values in found for name in wanted)
    return frozenset(str(key) for key in keys if key)


def cell(field: Field, value: Shown, known: Sellers) -> Cell:
    """A value with the seller it means, when it is a person's."""
    if field.kind is not FieldKind.PERSON or value is None:
        return Cell(field, value)
    return Cell(field, value, known.get(str(value), Seller(str(value))))
