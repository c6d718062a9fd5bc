"""A cycle as a file: applied once, revised with a reason, refused with its place."""

from decimal import Decimal

import pytest

from rumbo.history import queries as history
from rumbo.kernel.problems import Refused
from rumbo.okrs import operations
from rumbo.okrs.documents import read_objectives
from tests.acme import CLI
from tests.acme_okrs import NOVEMBER, OKRS, bring, declared_acme, results

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _acme() -> None:
    declared_acme()


def test_a_revised_target_keeps_the_original_with_its_reason() -> None:
    bring(("D1", "Ana Ruiz", "Won", "2017-10-03", 400))
    then = history.head()
    revised = OKRS.replace("reach: 1000", "reach: 800\n        reason: Two people left")
    done = operations.declare(revised, file="okrs.yaml", by=CLI, at=NOVEMBER)
    assert (done.new, done.changed, done.same) == (0, 1, 7)
    assert results()["north-revenue"].progress == Decimal("0.5")
    assert results(position=then)["north-revenue"].progress == Decimal("0.4")
    aims = [(each.reach, each.reason) for each in results()["north-revenue"].aims]
    assert aims == [(Decimal(1000), ""), (Decimal(800), "Two people left")]
    entry_of = list(history.entries(about="cycle:2017-q4"))[-1]
    before = dict(entry_of.before or {})["key-result:north-revenue"]
    assert isinstance(before, dict)
    assert Decimal(str(before["reach"])) == 1000


def test_a_cycle_that_is_moved_leaves_what_it_was_in_history() -> None:
    moved = OKRS.replace("period: 2017-Q4", "period: 2017-12")
    operations.declare(moved, file="okrs.yaml", by=CLI, at=NOVEMBER)
    entry_of = list(history.entries(about="cycle:2017-q4"))[-1]
    assert entry_of.before == {"start": "2017-10-01"}
    assert entry_of.after == {"start": "2017-12-01"}


def test_the_same_file_again_changes_nothing() -> None:
    head = history.head()
    done = operations.declare(OKRS, file="okrs.yaml", by=CLI, at=NOVEMBER)
    assert (done.new, done.changed) == (0, 0)
    assert history.head() == head


@pytest.mark.parametrize(
    ("wrong", "right", "code"),
    [
        ("metric: revenue", "metric: revenu", "okrs.unknown-metric"),
        ("{objective: company}", "{objective: companies}", "okrs.unknown-objective"),
        ("{objective: company}", "{objective: company, share: 60%}", "okrs.shares-not-whole"),
        ("{objective: company}", "{objective: ana}", "okrs.loop"),
        ("owner: ana", "owner: anna", "okrs.unknown-person"),
        ("{team: south}", "{team: sud}", "okrs.unknown-team"),
        (
            "start: 0\n        reach: 8",
            "start: 8\n        reach: 8",
            "okrs.start-equals-target",
        ),
        ("start: 0\n        reach: 8", "reach: 8", "okrs.by-hand-start"),
        ("reach: 200", "reach: 200\n        change: 5%", "okrs.one-aim"),
        ("metric: revenue\n        reach: 200", "reach: 200", "okrs.one-measure"),
        ("reach: 200", "reach: many", "okrs.not-a-number"),
        ("reach: 200", "reach: 0.1234567", "okrs.too-many-places"),
        ("+10 percentage points", "+10", "okrs.unclear-change"),
        ("+10 percentage points", "0%", "okrs.change-of-nothing"),
        ("previous period", "last year", "okrs.unclear-baseline"),
        ("south-revenue", "north-revenue", "okrs.twice"),
        ("period: 2017-Q4", "period: 2017-Q5", "okrs.unknown-period"),
        ("reach: 200", "reach: 200\n        where: stage =", "expression"),
        ("reach: 200", "reach: 200\n        where: colour = 'red'", "expression.unknown-name"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place_and_nothing_is_written(
    wrong: str, right: str, code: str
) -> None:
    head = history.head()
    with pytest.raises(Refused) as refused:
        operations.declare(OKRS.replace(wrong, right), file="okrs.yaml", by=CLI, at=NOVEMBER)
    first = refused.value.problems[0]
    assert first.code.startswith(code)
    assert first.place.line > 1
    assert history.head() == head


def test_a_file_is_checked_without_knowing_the_installation() -> None:
    assert len(read_objectives(OKRS, file="okrs.yaml").objectives) == 3
