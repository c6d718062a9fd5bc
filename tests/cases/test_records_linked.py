"""A dataset that lives elsewhere, as seen from an installation that cannot reach it."""

import pytest

from rumbo.kernel.problems import Refused
from rumbo.metrics import queries
from rumbo.records import operations as records
from rumbo.records import queries as listed
from rumbo.records.health import health
from tests.cases.metric_acme import APRIL, BY, DEALS, EVERYONE, bring, deal, found_acme, of

pytestmark = pytest.mark.django_db
LINKED = f"""{DEALS}
lives-in: {{engine: spark, connection: nowhere, table: sales.deals}}
"""


@pytest.fixture(autouse=True)
def _acme() -> None:
    found_acme()
    bring(deal("D1", "Ana Ruiz", "2017-01-31", amount=100))
    records.declare(LINKED, file="deals.yaml", by=BY, at=APRIL)


def test_its_figures_have_no_value_and_say_why() -> None:
    found = queries.answer(of(), visible=EVERYONE)
    assert found.value is None
    assert found.problem is not None
    assert (found.problem.code, found.problem.facts["connection"]) == (
        "linked.connection",
        "nowhere",
    )
    assert "FROM sales.deals" in found.sql


def test_groups_that_nobody_can_count_are_none_at_all() -> None:
    assert queries.answer(of(by=("team",)), visible=EVERYONE).rows == ()


def test_its_explanation_keeps_the_sentence_and_the_sql() -> None:
    found = queries.explain(of(), visible=EVERYONE)
    assert found.records == ()
    assert found.phrases
    assert "FROM sales.deals" in found.sql


def test_nothing_is_written_for_it_here() -> None:
    with pytest.raises(Refused) as refused:
        bring(deal("D2", "Ana Ruiz", "2017-02-01", amount=30))
    assert [each.code for each in refused.value.problems] == ["dataset.linked"]


def test_the_list_of_datasets_says_that_nobody_can_tell() -> None:
    (deals,) = [e for e in listed.freshness(visible=EVERYONE) if e.dataset.key == "deals"]
    assert deals.observed_at is None
    assert deals.problem is not None


def test_data_health_names_it_and_says_why_nobody_can_tell() -> None:
    (deals,) = [each for each in health(visible=EVERYONE) if each.dataset.key == "deals"]
    assert (deals.source, deals.seen_at) == ("nowhere", None)
    assert deals.problem is not None
    assert deals.problem.code == "linked.connection"


def test_a_column_for_a_field_that_is_not_there_is_refused_at_its_place() -> None:
    wrong = LINKED.replace("table: sales.deals", "table: sales.deals, columns: {amuont: eur}")
    with pytest.raises(Refused) as refused:
        records.declare(wrong, file="deals.yaml", by=BY, at=APRIL)
    (problem,) = refused.value.problems
    assert problem.code == "dataset.unknown-field"
    assert wrong.splitlines()[problem.place.line - 1].startswith("lives-in:")
