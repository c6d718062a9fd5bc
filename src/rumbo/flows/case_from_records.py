"""A case for a metric, made of real records: a person checks it, and from then on it holds."""

import re
from collections.abc import Iterable, Mapping

import yaml

from rumbo.flows.revise_metric import looked_at
from rumbo.metrics.rules.metric import Simple
from rumbo.people.values import Viewer
from rumbo.records import queries as records
from rumbo.records.rules.dataset import Dataset, Field, FieldKind
from rumbo.records.shown import plain_text
from rumbo.records.values import RecordRow

ROWS = 3
SAYS = {"en": "Real records: check them by hand", "es": "Registros reales: compruébalos a mano"}
_NAME = re.compile(r"[a-z_][a-z0-9_]*")
_GIVEN = "metric.case.differs"


def with_real_case(text: str, *, key: str, viewer: Viewer) -> str:
    """The document with its cases replaced by one of the latest records, and what they give.

    It stays as it is while it defines nothing, when it is no simple metric or one that has no
    figure without a period, and without records.
    """
    metric = looked_at(text, key=key, viewer=viewer).metric
    if metric is None or metric.needs_period or not isinstance(body := metric.body, Simple):
        return text
    page = records.records(body.dataset.key, visible=viewer.visible, size=ROWS)
    fields = _fields(body.dataset, text)
    people = _people(page.rows, fields)
    rows = [_row(each, fields, people) for each in page.rows]
    if not rows:
        return text
    problems = looked_at(
        _with_case(text, rows, {metric.key: "0"}), key=key, viewer=viewer
    ).problems
    given = next((each.facts["given"] for each in problems if each.code == _GIVEN), "0")
    return _with_case(text, rows, {metric.key: str(given)})


def _fields(dataset: Dataset, text: str) -> tuple[Field, ...]:
    """The fields that a document names: as they are declared, or as expressions spell them."""
    head = text.partition("\ncases:")[0]
    spelled = set(_NAME.findall(head)) | set(re.findall(r"[a-z][a-z0-9-]*", head))
    return tuple(f for f in dataset.fields if spelled & {f.id, f.column})


def _people(rows: Iterable[RecordRow], fields: Iterable[Field]) -> Mapping[str, str]:
    """What stands for each person of the rows: a number, so that the document names nobody."""
    people = [each.id for each in fields if each.kind is FieldKind.PERSON]
    known = dict.fromkeys(str(row.values[each]) for row in rows for each in people)
    return {identity: f"person-{n}" for n, identity in enumerate(known, start=1)}


def _row(row: RecordRow, fields: Iterable[Field], people: Mapping[str, str]) -> dict[str, str]:
    values = {each.id: row.values[each.id] for each in fields}
    persons = {each.id for each in fields if each.kind is FieldKind.PERSON}
    return {
        name: people[str(value)] if name in persons else plain_text(value)
        for name, value in values.items()
        if value is not None
    }


def _with_case(text: str, rows: list[dict[str, str]], gives: Mapping[str, str]) -> str:
    listed = "".join(f"      - {_flow(row)}\n" for row in rows)
    case = f"cases:\n  - says: {_flow(SAYS)}\n    rows:\n{listed}    gives: [{_flow(gives)}]\n"
    kept = re.sub(r"(?m)^cases:.*\n(?:[ \-#].*\n|\n)*", "", f"{text.rstrip()}\n")
    return kept + case


def _flow(value: Mapping[str, str]) -> str:
    return yaml.safe_dump(
        dict(value), default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000
    ).strip()
