"""What programs sent, and the page that shows how to send."""

import json
import shlex
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from rumbo.people.access import require
from rumbo.people.rules.roles import Right
from rumbo.pushes import queries
from rumbo.pushes.rules.verdict import Verdict
from rumbo.records.datasets import datasets
from rumbo.records.rules.dataset import Dataset, Field, FieldKind
from rumbo.web.pushes.words import FIELD_EXAMPLES
from rumbo.web.requests import ViewerRequest
from rumbo.web.screens import screen

LONGEST_SEARCH = 200


@dataclass(frozen=True, slots=True)
class Request:
    """One way to call the API: its title, and the command to copy."""

    name: str
    command: str


@require_GET
def deliveries(request: ViewerRequest) -> HttpResponse:
    """The latest events of each source and what came of them; `?q=` starts an id or a key."""
    asked = {
        "source": request.GET.get("source", ""),
        "verdict": request.GET.get("verdict", ""),
        "q": request.GET.get("q", "").strip()[:LONGEST_SEARCH],
    }
    below = request.GET.get("below", "")
    page = queries.deliveries(
        viewer=request.viewer,
        source=asked["source"],
        verdict=asked["verdict"] if asked["verdict"] in set(Verdict) else "",
        containing=asked["q"].replace("\0", ""),
        older_than=int(below) if below.isdecimal() and len(below) < 19 else None,
    )
    context = {
        "page": page,
        "asked": asked,
        "is_narrowed": any(asked.values()),
        "sources": queries.sources(viewer=request.viewer),
        "verdicts": tuple(Verdict),
        "older": _older(request, page.older),
    }
    return screen(request, "pushes/deliveries", context)


def _older(request: ViewerRequest, below: int | None) -> str:
    if below is None:
        return ""
    changed = request.GET.copy()
    changed["below"] = str(below)
    return f"?{changed.urlencode()}"


@require_GET
def guide(request: ViewerRequest) -> HttpResponse:
    """How to push, with commands to copy for a dataset of the organisation's own."""
    require(request.viewer, Right.IMPORT_RECORDS)
    declared = datasets()
    wanted = request.GET.get("dataset", "")
    chosen = next((each for each in declared if each.key == wanted), None) or _first(declared)
    own = queries.keys(viewer=request.viewer)
    source = next((each.source for each in own if each.revoked_at is None), "crm")
    root = request.build_absolute_uri("/").rstrip("/")
    context = {
        "datasets": declared,
        "dataset": chosen,
        "document": reverse("api:openapi-json"),
        "requests": _requests(chosen, source, root) if chosen else (),
        "has_keys": bool(own),
    }
    return screen(request, "pushes/guide", context)


def _first(declared: tuple[Dataset, ...]) -> Dataset | None:
    """Deals if there are any: what most people push first."""
    deals = (each for each in declared if each.key == "deals")
    return next(deals, None) or next(iter(declared), None)


def _requests(dataset: Dataset, source: str, root: str) -> tuple[Request, ...]:
    upsert = _event(dataset, source, kind="upsert", number=1)
    removal = _event(dataset, source, kind="delete", number=2)
    posted = f"{root}/api/records/events"
    return (
        Request("single", _curl(posted, "application/cloudevents+json", _pretty(upsert))),
        Request(
            "batch",
            _curl(posted, "application/cloudevents-batch+json", _pretty([upsert, removal])),
        ),
        Request("stream", _streamed(posted)),
        Request("asked", f"curl {posted}/{source}/e-0001 \\\n  {_BEARER}"),
        Request("fields", f"curl {root}/api/datasets/{dataset.key} \\\n  {_BEARER}"),
    )


_BEARER = '-H "Authorization: Bearer $RUMBO_PUSH_KEY"'


def _curl(address: str, media_type: str, body: str) -> str:
    return (
        f'curl {address} \\\n  {_BEARER} \\\n  -H "Content-Type: {media_type}" \\\n'
        f"  --data {shlex.quote(body)}"
    )


def _streamed(address: str) -> str:
    return (
        f'curl {address} \\\n  {_BEARER} \\\n  -H "Content-Type: application/x-ndjson" \\\n'
        "  --data-binary @events.ndjson"
    )


def _event(dataset: Dataset, source: str, *, kind: str, number: int) -> dict[str, object]:
    data: dict[str, object] = {"dataset": dataset.key, "key": f"{number:04d}", "version": 1}
    if kind == "upsert":
        others = (each for each in dataset.writable if each.id != dataset.key_field)
        data["fields"] = {each.id: _example(each) for each in _shown(others)}
    return {
        "specversion": "1.0",
        "id": f"e-{number:04d}",
        "source": source,
        "type": f"rumbo.record.{kind}",
        "data": data,
    }


def _shown(fields: Iterable[Field]) -> list[Field]:
    """Those that are needed, and a few of the others."""
    listed = list(fields)
    needed = [each for each in listed if each.required]
    return needed + [each for each in listed if not each.required][: max(6 - len(needed), 0)]


def _example(field: Field) -> object:
    if field.kind is FieldKind.CHOICE:
        return field.choices[0]
    return FIELD_EXAMPLES[field.kind]


def _pretty(document: object) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False)
