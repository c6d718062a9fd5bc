"""A process of an installation that answers a test's questions, one line of JSON after another.

Run as `python -m tests.engines.asker`; what it does is what the doors do: call `queries`.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import django
import pyarrow as pa

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
django.setup()

from rumbo.history import queries as history  # noqa: E402
from rumbo.history.actors import System  # noqa: E402
from rumbo.incentives import operations as incentives  # noqa: E402
from rumbo.kernel.calendar import Period  # noqa: E402
from rumbo.kernel.problems import Refused  # noqa: E402
from rumbo.metrics import queries  # noqa: E402
from rumbo.metrics.rules.plan import plan  # noqa: E402
from rumbo.metrics.rules.question import EVERYTHING, Asked, Calendar  # noqa: E402
from rumbo.people.values import Visible  # noqa: E402
from rumbo.records import engines  # noqa: E402
from rumbo.records import operations as records  # noqa: E402
from rumbo.records.datasets import datasets  # noqa: E402
from rumbo.records.digests import digest_of  # noqa: E402
from rumbo.records.linked import sessions  # noqa: E402
from rumbo.records.models import DatasetVersion  # noqa: E402
from rumbo.records.rules.dataset import FieldKind  # noqa: E402

BY = System("test")
EVERYONE = Visible()
GROUPED = frozenset({FieldKind.CHOICE, FieldKind.TEXT, FieldKind.YES_NO})
Answer = dict[str, Any]


def ask(
    metric: str, *, by: list[str], period: list[str], position: int | None = None
) -> Answer:
    """The rows of a metric as text, and their digest; or the codes with which it is refused."""
    days = Period(date.fromisoformat(period[0]), date.fromisoformat(period[1]))
    groups = tuple(_field(metric) if each == "field" else each for each in by)
    question = queries.Question(metric, days, by=groups, position=position)
    try:
        found = queries.answer(question, visible=EVERYONE)
    except Refused as error:
        return {"refused": [each.code for each in error.problems]}
    rows = [
        [*row.dimensions.values(), row.value, row.numerator, row.denominator]
        for row in found.rows
    ]
    coverage = [found.coverage.first, found.coverage.last, found.coverage.observed_at]
    return {
        "rows": (written := _written(rows)),
        "digest": _digest(written),
        "coverage": _written([coverage])[0],
        "problem": found.problem.code if found.problem else None,
        "home": found.home,
        "sql": found.sql,
    }


def _field(metric: str) -> str:
    """A field that the records of a metric can be grouped by."""
    bodies = [each.body for each in queries.metric(metric).simples()]
    for each in bodies[0].dataset.fields:
        is_shared = all(body.dataset.has(each.id) for body in bodies)
        if is_shared and each.kind in GROUPED and each.id != bodies[0].dataset.key_field:
            return each.id
    return "no-such-field"


def _written(rows: Iterable[Iterable[object]]) -> list[list[str | None]]:
    return [[None if value is None else str(value) for value in row] for row in rows]


def _digest(rows: list[list[str | None]]) -> str:
    columns = list(zip(*rows, strict=True)) or [()]
    arrays = [pa.array(list(each), pa.string()) for each in columns]
    names = [str(index) for index in range(len(arrays))]
    return digest_of([pa.record_batch(arrays, names=names)])[1]


def past(metric: str, *, period: list[str], position: int) -> Answer:
    """What both engines hold of a metric at one position, though its dataset is linked."""
    days = Period(date.fromisoformat(period[0]), date.fromisoformat(period[1]))
    asked = Asked(period=days, by=(), scope=EVERYTHING, calendar=Calendar())
    (simple,) = queries.metric(metric).simples()
    there = plan((simple,), asked).said
    body = replace(simple.body, dataset=replace(simple.body.dataset, linked=None), links=())
    here = plan((replace(simple, body=body),), asked).said
    return {
        name: _written(engines.read(said, position=position, is_past=True))
        for name, said in (("spark", there), ("duckdb", here))
    }


def explain(metric: str, period: list[str]) -> Answer:
    """The records behind a figure, and the SQL."""
    days = Period(date.fromisoformat(period[0]), date.fromisoformat(period[1]))
    found = queries.explain(queries.Question(metric, days), visible=EVERYONE, size=20)
    records_ = [
        [each.key, str(each.version), str(each.position), each.person, each.fields]
        for each in found.records
    ]
    return {"records": records_, "total": found.total_records, "sql": found.sql}


def link(lives_in: str) -> Answer:
    """Declare every dataset anew as a table of the cluster; `{table}` is its name."""
    for each in datasets():
        held = DatasetVersion.objects.filter(key=each.key).order_by("-version")[0].document
        text = held.partition("\nlives-in:")[0] + "\n" + lives_in.replace("{table}", each.table)
        records.declare(text, file=f"{each.key}.yaml", by=BY, at=_now())
    sessions.forget_all()
    return {"linked": [each.key for each in datasets()]}


def settle(plan: str, period: list[str]) -> Answer:
    """Settle a plan for a period: the digest of its lines, their number and their total."""
    days = Period(date.fromisoformat(period[0]), date.fromisoformat(period[1]))
    try:
        run = incentives.settle(plan, period=days, by=BY, at=_now())
    except Refused as error:
        return {"refused": [each.code for each in error.problems]}
    again = incentives.recompute(run.key)
    return {
        "run": run.key,
        "lines": run.lines,
        "digest": run.lines_digest,
        "total": str(run.total),
        "recomputed": again.identical,
    }


def _now() -> datetime:
    """The moment of the last entry: what is asked must not move because a test took time."""
    known = history.known(history.head())
    assert known is not None
    return known.at


def position() -> Answer:
    """The position that the log has reached."""
    return {"position": history.head()}


def rested() -> Answer:
    """Do not wait until an engine that was down is asked again."""
    sessions.forget_all()
    return {}


ASKED: dict[str, Callable[..., Answer]] = {
    "ask": ask,
    "explain": explain,
    "link": link,
    "settle": settle,
    "past": past,
    "position": position,
    "rested": rested,
}


def main() -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        answer = ASKED[asked.pop("what")](**asked)
        print(json.dumps(answer), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
