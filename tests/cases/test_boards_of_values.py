"""A board of countries: what records name, ranked like people are."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rumbo.kernel.calendar import parse_period
from rumbo.kernel.problems import Refused
from rumbo.people import access
from rumbo.recognition import operations, queries
from tests.acme import CLI, bring_deals, found_acme
from tests.office import browser, opened, words

pytestmark = pytest.mark.django_db

SEPTEMBER = datetime(2017, 9, 1, 9, tzinfo=UTC)
TODAY = date(2017, 11, 16)
QUARTER = parse_period("2017-Q4")
BOARD = """
board: by-stage
name: {en: By stage, es: Por etapa}
metric: revenue
of: field
field: stage
"""


def test_the_values_of_a_field_are_ranked_by_the_same_metric() -> None:
    found_acme(at=SEPTEMBER)
    operations.declare(BOARD, file="board.yaml", by=CLI, at=SEPTEMBER)
    bring_deals(
        ("D1", "Ana Ruiz", "Won", "2017-11-02", 100),
        ("D2", "Ben Oka", "Won", "2017-11-03", 40),
        at=datetime(2017, 11, 15, 16, tzinfo=UTC),
    )
    viewer = access.viewer_for_person("ben", today=TODAY)
    view = queries.board("by-stage", viewer=viewer, period=QUARTER, today=TODAY)
    assert [(row.rank, row.name, str(row.value)) for row in view.rows] == [(1, "Won", "140.00")]
    assert view.mine is None
    assert view.unmatched is None


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ("field: stage", "level: team", "boards.level"),
        ("of: field", "of: people", "boards.level"),
        ("field: stage", "field: stages", "boards.unknown-field"),
        ("field: stage", "field: deal", "boards.unknown-field"),
        ("field: stage", "field: seller", "boards.unknown-field"),
    ],
)
def test_what_cannot_be_ranked_is_refused_with_its_place(was: str, now: str, code: str) -> None:
    found_acme(at=SEPTEMBER)
    with pytest.raises(Refused) as caught:
        operations.declare(BOARD.replace(was, now), file="board.yaml", by=CLI, at=SEPTEMBER)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.line > 0) == (code, True)


def test_a_manager_makes_a_board_of_products_and_a_rep_cannot(tmp_path: Path) -> None:
    opened(tmp_path)
    manager = browser("mar")
    form = words(manager.get("/boards/new", {"metric": "revenue"}))
    assert 'value="field:product"' in form
    asked = {"metric": "revenue", "whom": "field:product", "every": "quarter"}
    made = manager.post("/boards/new", asked | {"name_es": "Ventas por producto"})
    assert made.headers["Location"] == "/boards/ventas-por-producto"
    page = words(browser("ana").get("/boards/ventas-por-producto"))
    assert "GTXPro" in page
    assert "field=product&amp;value=GTXPro" in page
    again = manager.post("/boards/new", asked | {"name_en": "Ventas por producto"})
    assert again.status_code == 422
    assert "There is a board «ventas-por-producto» already." in words(again)
    assert browser("ana").post("/boards/new", asked | {"name_en": "Mine"}).status_code == 403
