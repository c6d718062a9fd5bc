"""Any single write of a settlement fails: nothing of it stays, and the next time is a clean one."""

import pytest

from rumbo.history.queries import verify
from rumbo.incentives import operations
from rumbo.incentives.models import Closure, Run, RunSummary, SealedChunk
from tests.cases import settlement_shop as shop
from tests.cases.settlement_shop import AT, BY, Q1
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
    refused = 0
    for refused in every_refusal(shop.settle):
        assert kept() == (0, 0, 0, 0)
        assert not verify()
    assert refused > len(kept())
    assert shop.paid(shop.settle()) == {"ana": "70.00", "ben": "5.00"}
    assert operations.recompute(shop.settle().key).identical


def test_a_period_is_closed_whole_or_not_at_all() -> None:
    run = shop.settle()
    before = kept()
    refused = 0
    for refused in every_refusal(lambda: operations.close(run.key, by=BY, at=AT)):
        assert kept() == before
        assert not verify()
    assert refused > 1
    assert Closure.objects.count() == 1
    assert shop.settle().state == "closed"
