"""Declare datasets and remember mappings; records themselves enter through `log`."""

import hashlib
import uuid
from datetime import datetime

from django.db import transaction

from rumbo.history.actors import Actor
from rumbo.history.operations import record
from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.records.datasets import UnknownDataset, dataset, stored
from rumbo.records.documents import read_dataset, read_mapping
from rumbo.records.models import DatasetVersion, LogIdentity
from rumbo.records.models import Mapping as MappingRow
from rumbo.records.rules.dataset import Dataset
from rumbo.records.rules.mapping import Mapping, problems_of


@transaction.atomic
def declare(text: str, *, file: str, by: Actor, at: datetime, reason: str = "") -> Dataset:
    """Declare a dataset, or its next version when the document changed.

    A field may be added, renamed or dropped at any time; a kept field, and a dropped one that
    comes back, keeps its type and the dataset its key, since the log already holds values of
    that type.
    """
    declared = read_dataset(text, file=file)
    current = DatasetVersion.objects.filter(key=declared.key).order_by("-version").first()
    digest = hashlib.sha256(text.encode()).hexdigest()
    if current and current.digest == digest:
        return declared
    if current:
        held = next(each for each in stored() if each.key == declared.key)
        refuse_retyped(held, declared, file)
    # Before the first entry, so that a projection knows from the start which log it is of.
    LogIdentity.objects.get_or_create(pk=1, defaults={"identity": uuid.uuid4()})
    version = current.version + 1 if current else 1
    position = record(
        by=by,
        at=at,
        verb="dataset.declared",
        thing=f"dataset:{declared.key}",
        before={"version": current.version, "digest": current.digest} if current else None,
        after={"version": version, "digest": digest},
        reason=reason,
    )
    DatasetVersion.objects.create(
        key=declared.key, version=version, document=text, digest=digest, known_from=position
    )
    return declared


def refuse_retyped(held: Dataset, declared: Dataset, file: str) -> None:
    """Raise Refused where a kept field has another type, or the records another key."""
    problems = [
        Problem(
            "dataset.retyped", Place(file), {"field": each.id, "was": _type_of(held, each.id)}
        )
        for each in declared.writable
        if held.takes(each.id) and _type_of(held, each.id) != _type_of(declared, each.id)
    ]
    if held.key_field != declared.key_field:
        facts = {"field": declared.key_field, "was": held.key_field}
        problems.append(Problem("dataset.rekeyed", Place(file), facts))
    if problems:
        raise Refused(*problems)


def _type_of(held: Dataset, name: str) -> str:
    field = held.writable_field(name)
    # What the log holds in clear, or sealed, stays as it is.
    apart = "personal" if field in held.personal else ""
    return " ".join(f"{apart} {field.kind} {field.currency}".split())


@transaction.atomic
def remember_mapping(text: str, *, file: str, by: Actor, at: datetime) -> Mapping:
    """Keep a mapping under its name, for the next file; raises Refused."""
    mapping = read_mapping(text, file=file)
    problems = problems_of(mapping, _declared(mapping.dataset, file), Place(file))
    if problems:
        raise Refused(*problems)
    held = MappingRow.objects.filter(key=mapping.key).first()
    if held and held.document == text:
        return mapping
    after = {"dataset": mapping.dataset, "digest": hashlib.sha256(text.encode()).hexdigest()}
    thing = f"mapping:{mapping.key}"
    position = record(by=by, at=at, verb="mapping.remembered", thing=thing, after=after)
    values = {"dataset": mapping.dataset, "document": text, "known_from": position}
    MappingRow.objects.update_or_create(key=mapping.key, defaults=values)
    return mapping


def _declared(key: str, file: str) -> Dataset:
    try:
        return dataset(key)
    except UnknownDataset as error:
        raise Refused(Problem("dataset.unknown", Place(file), {"name": key})) from error
