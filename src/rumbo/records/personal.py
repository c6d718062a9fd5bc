"""Personal fields sealed on their way into the log, and opened for whoever may read them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rumbo.records.rules.dataset import Dataset
from rumbo.records.rules.payload import NOTHING, Entry, Shown, entry, read_payload
from rumbo.records.rules.personal import (
    ERASED,
    SEALED,
    is_erased_in,
    personal_text,
    place_of,
    sealed_in,
    subject_of,
)
from rumbo.records.rules.values import Value
from rumbo.vault.rules.sealing import seal, unseal
from rumbo.vault.subjects import destroy, keys_for, keys_of


def sealed_entry(dataset: Dataset, key: str, values: Mapping[str, Value]) -> Entry:
    """An upsert of kept values by field id, in which the personal ones are sealed."""
    apart = {each.id for each in dataset.personal}
    personal = personal_text({name: each for name, each in values.items() if name in apart})
    open_values = {name: each for name, each in values.items() if name not in apart}
    if personal:
        subject = subject_of(dataset, key, _owner(dataset, open_values))
        own = keys_for([subject])[subject]
        open_values[SEALED] = token_of(personal, own, place=place_of(dataset, key))
    return entry(dataset.key, key, open_values)


def token_of(personal: str, key: bytes | None, *, place: str) -> str:
    """Sealed values; the mark of an erased subject in their stead."""
    return ERASED if key is None else seal(personal, key=key, place=place)


@dataclass(frozen=True, slots=True)
class Opened:
    """The personal values of one version; of one that `is_erased` nobody can read them."""

    values: Mapping[str, Shown]
    is_erased: bool


def opened(dataset: Dataset, key: str, payloads: Sequence[str]) -> list[Opened]:
    """What is personal in versions of a record; two queries, however many there are."""
    apart = replace(dataset, fields=dataset.personal, personal=())
    place = place_of(dataset, key)
    subjects = [_subject(dataset, key, each) if sealed_in(each) else "" for each in payloads]
    keys = keys_of({each for each in subjects if each})
    found = []
    for payload, subject in zip(payloads, subjects, strict=True):
        own = keys.get(subject)
        content = unseal(sealed_in(payload), key=own, place=place) if own else None
        is_erased = is_erased_in(payload) or bool(subject and own is None)
        found.append(Opened(read_payload(apart, content or NOTHING), is_erased))
    return found


def kept_in(dataset: Dataset, key: str, payload: str) -> dict[str, Value] | None:
    """Every value of a payload in the form of the log, the personal ones opened.

    None when their subject was erased, so that they can neither be read nor be written.
    """
    values: dict[str, Value] = json.loads(payload)
    if not dataset.personal:
        return values
    subject = _subject(dataset, key, payload)
    own = keys_of([subject]).get(subject, b"")
    if own is None:
        return None
    sealed = sealed_in(payload)
    if own and sealed:
        del values[SEALED]
        values |= json.loads(unseal(sealed, key=own, place=place_of(dataset, key)) or NOTHING)
    return values


def subjects_of(dataset: Dataset, key: str, payloads: Iterable[str]) -> frozenset[str]:
    """Whose the personal values in some payloads of a record are; of none, nobody's."""
    return frozenset(_subject(dataset, key, each) for each in payloads if sealed_in(each))


def erase_subjects(subjects: Iterable[str]) -> int:
    """Destroy what opens the personal values of these subjects; how many keys there were."""
    return destroy(subjects)


def _subject(dataset: Dataset, key: str, payload: str) -> str:
    return subject_of(dataset, key, _owner(dataset, json.loads(payload)))


def _owner(dataset: Dataset, values: Mapping[str, object]) -> str:
    return str(values.get(dataset.personal_of) or "") if dataset.personal_of else ""
