"""Personal fields of a record: whose they are, and where they stand in its payload."""

import json
from collections.abc import Mapping

from rumbo.records.rules.dataset import Dataset, FieldKind
from rumbo.records.rules.payload import canonical
from rumbo.records.rules.values import Value

# First in every payload: an underscore stands before the letters that field ids begin with.
SEALED = "_personal"
# Stands where the values of an erased subject would: they are not kept again.
ERASED = "erased"


def subject_of(dataset: Dataset, key: str, owner: str) -> str:
    """Whose personal fields these are; `owner` is the value of the field `personal-of`.

    A person field gives an identity, a link gives the record that it leads to; without either
    the record is its own subject.

    >>> subject_of(Dataset("contacts", "contact", ()), "C1", "")
    'record:contacts/C1'
    """
    if not dataset.personal_of or not owner:
        return f"record:{dataset.key}/{key}"
    field = dataset.field(dataset.personal_of)
    if field.kind is FieldKind.PERSON:
        return f"identity:{owner}"
    return f"record:{field.link or f'{dataset.key}.{field.id}'}/{owner}"


def place_of(dataset: Dataset, key: str) -> str:
    """Where the values are sealed: elsewhere they do not open, so that none can be moved."""
    return f"{dataset.key}/{key}"


def sealed_in(payload: str) -> str:
    """The sealed values of a payload; empty when it has none or they were erased.

    >>> sealed_in('{"_personal":"abc","deal":"D1"}'), sealed_in('{"deal":"D1"}')
    ('abc', '')
    """
    if not payload.startswith(f'{{"{SEALED}":'):
        return ""
    found = str(json.loads(payload)[SEALED])
    return "" if found == ERASED else found


def orphaned(
    dataset: Dataset, before: Mapping[str, Value], after: Mapping[str, Value]
) -> dict[str, Value]:
    """What a record says next; sealed values that nobody opens do not go on to another subject.

    Under a new owner they would look as if they were theirs, and could not be read either.
    """
    found = dict(after)
    owner = dataset.personal_of
    if SEALED in found and owner and before.get(owner) != found.get(owner):
        found[SEALED] = ERASED
    return found


def is_erased_in(payload: str) -> bool:
    """Whether the values were left out because their subject had been erased."""
    return payload.startswith(f'{{"{SEALED}":"{ERASED}"')


def personal_text(values: Mapping[str, Value]) -> str:
    """Personal values as they are sealed; empty when there is none."""
    text = canonical(values)
    return "" if text == "{}" else text
