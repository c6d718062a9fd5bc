"""A CloudEvent that says how a record stands, read attribute by attribute."""

import difflib
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from rumbo.kernel.problems import Place, Problem
from rumbo.pushes.rules.strict_json import Json, Written, shown
from rumbo.records.rules.payload import DELETE, UPSERT
from rumbo.records.rules.values import LONGEST_KEY

LONGEST_ID = 200
LONGEST_SOURCE = 60
LARGEST_VERSION = 10**18 - 1
KINDS = (UPSERT, DELETE)
EXAMPLE_TYPE = "rumbo.record.upsert"
_INSTANT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]{1,9})?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
# What no database keeps, or nobody can name again: control characters and broken ones.
_UNKEPT = re.compile("[\x00-\x1f\ud800-\udfff]")
_WHOLE = re.compile(r"[0-9]{1,18}")
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=str)
_JSON_TYPE = re.compile(r"application/([a-z0-9.-]+\+)?json(\s*;.*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a key may write: one source, and these datasets."""

    source: str
    datasets: frozenset[str]


@dataclass(frozen=True, slots=True)
class Event:
    """How a record stands, as a program told it; `fields` are not read yet.

    `digest` covers everything the event says: the same id with another digest is another body.
    """

    source: str
    id: str
    kind: str
    dataset: str
    key: str
    version: int | None
    observed_at: datetime | None
    fields: Mapping[str, Json]
    digest: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What is no event, with every problem; `id` is empty when even that could not be read."""

    source: str
    id: str
    digest: str
    dataset: str
    key: str
    problems: tuple[Problem, ...]


def read_event(raw: Json, scope: Scope) -> Event | Unreadable:
    """One structured CloudEvent within what its key may write, or every reason why not."""
    if not isinstance(raw, Mapping):
        return Unreadable("", "", "", "", "", (Problem("push.event", Place("/")),))
    problems = list(_envelope_problems(raw, scope))
    kind = _kind(raw.get("type"))
    data = raw.get("data")
    told = data if isinstance(data, Mapping) else {}
    problems += _data_problems(raw, kind)
    dataset, key = _record(raw, told, problems)
    problems += _scope_problems(dataset, scope)
    version = _version(raw, told, problems)
    observed_at = _observed_at(raw.get("time"), problems)
    event_id = raw.get("id") if isinstance(raw.get("id"), str) else ""
    if problems or kind is None:
        name = str(event_id) if _is_text(event_id, LONGEST_ID) else ""
        return Unreadable(
            scope.source, name, digest_of(raw), shown(dataset), shown(key), tuple(problems)
        )
    fields = told.get("fields")
    return Event(
        source=scope.source,
        id=str(event_id),
        kind=kind,
        dataset=dataset,
        key=key,
        version=version,
        observed_at=observed_at,
        fields=fields if isinstance(fields, Mapping) else {},
        digest=digest_of(raw),
    )


def digest_of(raw: Json) -> str:
    """SHA-256 (hex) of what is said, whatever the order of names and the spaces."""
    return hashlib.sha256(_ENCODER.encode(raw).encode()).hexdigest()


def _envelope_problems(raw: Mapping[str, Json], scope: Scope) -> Iterator[Problem]:
    if raw.get("specversion") != "1.0":
        yield _problem("push.specversion", "/specversion")
    if not _is_text(raw.get("id"), LONGEST_ID):
        yield _problem("push.id", "/id", limit=str(LONGEST_ID))
    if raw.get("source") != scope.source:
        yield _problem("push.source", "/source", source=scope.source)
    if _kind(raw.get("type")) is None:
        yield _problem("push.type", "/type", example=EXAMPLE_TYPE)
    content = raw.get("datacontenttype")
    if content is not None and not (isinstance(content, str) and _JSON_TYPE.fullmatch(content)):
        yield _problem("push.data-type", "/datacontenttype")


def _kind(written: Json) -> str | None:
    """The last word of a type: `upsert` or `delete`."""
    if not isinstance(written, str):
        return None
    before, _, last = written.rpartition(".")
    return last if before and last in KINDS else None


def _data_problems(raw: Mapping[str, Json], kind: str | None) -> Iterator[Problem]:
    data = raw.get("data")
    if "data_base64" in raw or not (
        isinstance(data, Mapping) or (data is None and kind == DELETE)
    ):
        yield _problem("push.data", "/data")
        return
    known = ["dataset", "key", "version", *(["fields"] if kind != DELETE else [])]
    for name in data or {}:
        if name not in known:
            yield _problem("push.member", f"/data/{pointer(name)}", **near(name, known))
    if kind == UPSERT and not isinstance((data or {}).get("fields"), Mapping):
        yield _problem("push.fields", "/data/fields")


def _record(
    raw: Mapping[str, Json], told: Mapping[str, Json], problems: list[Problem]
) -> tuple[str, str]:
    """The dataset and key that subject and data name; they may not differ."""
    subject = raw.get("subject")
    named, slash, rest = (subject if isinstance(subject, str) else "").partition("/")
    if subject is not None and not (slash and named and rest):
        problems.append(_problem("push.subject", "/subject"))
    dataset, key = told.get("dataset", named or None), told.get("key", rest or None)
    if slash and (dataset, key) != (named, rest):
        problems.append(_problem("push.subject-differs", "/subject"))
    if not isinstance(dataset, str) or not dataset:
        problems.append(_problem("push.dataset", "/data/dataset"))
    if not _is_text(key, LONGEST_KEY) or not str(key).strip(" "):
        problems.append(_problem("push.key", "/data/key", limit=str(LONGEST_KEY)))
    return str(dataset or ""), str(key or "")


def _scope_problems(dataset: str, scope: Scope) -> Iterator[Problem]:
    if dataset and dataset not in scope.datasets:
        allowed = ", ".join(sorted(scope.datasets))
        yield _problem("push.not-allowed", "/data/dataset", name=shown(dataset), known=allowed)


def _version(
    raw: Mapping[str, Json], told: Mapping[str, Json], problems: list[Problem]
) -> int | None:
    at, written = "/data/version", told.get("version")
    if written is None:
        at, written = "/sequence", raw.get("sequence")
    if written is None:
        return None
    if isinstance(written, str) and not isinstance(written, Written):
        written = int(written) if _WHOLE.fullmatch(written) else written
    is_whole = isinstance(written, int) and not isinstance(written, bool)
    if not is_whole or not 0 <= int(str(written)) <= LARGEST_VERSION:
        problems.append(_problem("push.version", at, value=shown(written)))
        return None
    return int(str(written))


def _observed_at(written: Json, problems: list[Problem]) -> datetime | None:
    if written is None:
        return None
    found = instant(written) if isinstance(written, str) else None
    if found is None:
        problems.append(_problem("push.time", "/time", value=shown(written)))
    return found


def instant(text: str) -> datetime | None:
    """An RFC 3339 instant in UTC, to the microsecond; None for anything else.

    >>> str(instant("2017-12-31T23:59:00.5+01:00"))
    '2017-12-31 22:59:00.500000+00:00'
    """
    parts = _INSTANT.fullmatch(text)
    if parts is None:
        return None
    day, clock, fraction, offset = parts.groups()
    micro = (fraction or ".0")[1:7].ljust(6, "0")
    try:
        read = datetime.fromisoformat(f"{day}T{clock}.{micro}{offset.upper()}")
        in_utc = read.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return in_utc if 1000 <= in_utc.year <= 9999 else None


def _is_text(value: Json, limit: int) -> bool:
    """Text that can be kept and named again: not empty, not broken, not too long."""
    if not isinstance(value, str) or isinstance(value, Written) or not 0 < len(value) <= limit:
        return False
    return not _UNKEPT.search(value)


def near(name: str, known: Iterable[str]) -> dict[str, str]:
    """The facts of a name that is not known: what it looks like, and what there is."""
    names = list(known)
    found = difflib.get_close_matches(name, names, n=1)
    return {
        "name": shown(name),
        "near": found[0] if found else "",
        "known": ", ".join(names[:30]),
    }


def pointer(name: str) -> str:
    """A name as a part of a JSON pointer (RFC 6901)."""
    return shown(name).replace("~", "~0").replace("/", "~1")


def _problem(code: str, at: str, **facts: str) -> Problem:
    return Problem(code, Place(at), facts)
