"""The same truth through the whole way: files, log, projection, roster and engine."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from rumbo.flows.load_example import load_definitions, load_records
from rumbo.history.actors import System
from rumbo.metrics import queries
from rumbo.metrics.queries import Question, Scope
from rumbo.metrics.rules.cases import agree
from rumbo.people.values import Visible
from tests.cases.test_shipped_metrics_truth import Line, expected, plan
from tools.every_key_result.generate import FOLDER

BY = System("test")
ENDED = datetime(2026, 10, 6, 9, tzinfo=UTC)  # the last week of the quarter is over, too
EVERYONE = Visible()


def _question(line: Line) -> Question:
    team = line["of"].removeprefix("team ") if line["of"] != "company" else None
    ((period, _), *_) = expected(line)
    where = line["where"] or None
    return Question(line["metric"], period, scope=Scope(team=team), where=where)


@pytest.mark.django_db
def test_the_engine_gives_the_truth_of_every_key_result() -> None:
    load_definitions(FOLDER, by=BY, at=ENDED)
    load_records(FOLDER, by=BY, at=ENDED)
    wrong: list[tuple[str, str, Decimal | None, Decimal | None]] = []
    for line in plan():
        for period, figure in expected(line):
            asked = _question(line)
            found = queries.answer(
                Question(asked.metric, period, scope=asked.scope, where=asked.where),
                visible=EVERYONE,
            ).value
            if not agree(None if found is None else round(found, 6), figure):
                wrong.append((line["id"], str(period.start), found, figure))
        explained = queries.explain(_question(line), visible=EVERYONE, size=5)
        if not (explained.records and explained.phrases):
            wrong.append((line["id"], "explained", None, None))
    assert wrong == []
