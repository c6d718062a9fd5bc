"""A program that pushes deals, for tests: its key, its events, what it is answered."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from rumbo.pushes import keys
from rumbo.pushes.accepting import Parcel, accept
from rumbo.pushes.rules.asking import Asked
from rumbo.pushes.rules.event import read_event
from rumbo.pushes.rules.strict_json import Json
from rumbo.pushes.rules.verdict import Outcome
from rumbo.pushes.values import Program
from tests.sales_records import AT, BY, declare_deals

REAL = datetime(2026, 11, 30, 9, tzinfo=UTC)
FIELDS: Mapping[str, Json] = {
    "seller": "Ana Ruiz",
    "stage": "Won",
    "closed-on": "2026-03-01",
    "value": "100.00",
}


def asked(key: str = "crm", **changes: Any) -> Asked:
    given: dict[str, Any] = {"name": "The CRM", "source": "crm", "datasets": ("deals",)}
    given |= changes
    return Asked(key, **{**given, "datasets": frozenset(given["datasets"])})


def new_secret(key: str = "crm", **changes: Any) -> str:
    """Deals are declared, and a key for them is made: its secret."""
    declare_deals()
    return keys.create(asked(key, **changes), by=BY, at=AT, real_at=REAL).secret


def program(secret: str) -> Program:
    found = keys.program_of(secret, real_at=REAL)
    assert found is not None
    return found


def event(
    number: int | str, key: str = "D1", version: int | None = None, **fields: Json
) -> dict[str, Json]:
    """An upsert of a deal; fields by their name with an underscore for the hyphen."""
    data: dict[str, Json] = {"dataset": "deals", "key": key, "fields": FIELDS}
    if version is not None:
        data["version"] = version
    told: dict[str, Json] = {
        "specversion": "1.0",
        "id": f"e{number}",
        "source": "crm",
        "type": "rumbo.record.upsert",
        "data": data,
    }
    return with_fields(told, fields)


def with_fields(told: dict[str, Json], fields: Mapping[str, Json]) -> dict[str, Json]:
    """The same event with some fields changed."""
    data = told["data"]
    assert isinstance(data, Mapping)
    changed = {name.replace("_", "-"): value for name, value in fields.items()}
    return {**told, "data": {**data, "fields": {**FIELDS, **changed}}}


def removal(number: int | str, key: str = "D1", version: int | None = None) -> dict[str, Json]:
    data: dict[str, Json] = {"dataset": "deals", "key": key}
    if version is not None:
        data["version"] = version
    return {**event(number), "type": "rumbo.record.delete", "data": data}


def push(by: Program, *events: Json) -> tuple[Outcome, ...]:
    """What one request with these events is answered."""
    return push_together((by, events))[0]


def push_together(*parcels: tuple[Program, tuple[Json, ...]]) -> list[tuple[Outcome, ...]]:
    """Several requests in one group."""
    answers = accept(
        [
            Parcel(by, tuple(read_event(each, by.scope) for each in events))
            for by, events in parcels
        ],
        at=AT,
        real_at=REAL,
    )
    return [each for each in answers if each is not None]


def words(outcomes: tuple[Outcome, ...]) -> list[str]:
    return [each.verdict.value for each in outcomes]


def codes(outcome: Outcome) -> list[tuple[str, str]]:
    """Each problem with its place in the event."""
    return [(each.code, each.place.file) for each in outcome.problems]
