"""Any single write of a settlement fails: nothing stays, and the next time is clean."""

import pytest

from rumbo.history.queries import verify
from rumbo.incentives import operations
from rumbo.incentives.models import Closure, Run, RunSummary, SealedChunk
from tests.cases import settlement_shop as shop
from tests.cases.settlement_shop import AT, BY
from tests.faults.failing_writes import every_refusal

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _shop() -> None:
    shop.open_shop()
    shop.sell(
        ("d1", "Ana Ruiz", "2026-01-10", "800"),
        ("d2", "Ana Ruiz", "2026-02-10", "400"),
        ("d3", "Ben Oka", "2026-02-11", "100"),
    )


def kept() -> tuple[int, ...]:
    return tuple(each.objects.count() for each in (Run, RunSummary, SealedChunk, Closure))


def test_a_run_is_kept_whole_or_not_at_all() -> None:
    left = [(kept(), verify()) for _ in every_refusal(shop.settle)]
    assert len(left) > len(kept())
    assert left == [((0, 0, 0, 0), ())] * len(left)
    assert shop.paid(shop.settle()) == {"ana": "70.00", "ben": "5.00"}
    assert operations.recompute(shop.settle().key).identical


def test_a_period_is_closed_whole_or_not_at_all() -> None:
    run = shop.settle()
    before = kept()
    closing = every_refusal(lambda: operations.close(run.key, by=BY, at=AT))
    left = [(kept(), verify()) for _ in closing]
    assert len(left) > 1
    assert left == [(before, ())] * len(left)
    assert Closure.objects.count() == 1
    assert shop.settle().state == "closed"
