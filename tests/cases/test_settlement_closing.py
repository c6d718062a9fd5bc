"""Closed is closed: what comes late is an adjustment in the next open period."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from rumbo.history import queries as history
from rumbo.incentives import catalogue, operations
from rumbo.incentives.models import Closure, Run, SealedChunk
from rumbo.incentives.running import compute
from rumbo.incentives.settling import Settling
from rumbo.kernel.problems import Refused
from rumbo.metrics import operations as metrics
from rumbo.people import operations as people
from rumbo.records import projection
from tests.cases import settlement_shop as shop
from tests.cases.settlement_shop import AT, BY, Q1, Q2, Q3

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _shop() -> None:
    shop.open_shop()
    shop.sell(
        ("d1", "Ana Ruiz", "2026-01-10", "800"),
        ("d2", "Ana Ruiz", "2026-02-10", "400"),
        ("d3", "Ben Oka", "2026-02-11", "100"),
    )


def test_a_deal_that_crosses_a_bound_leaves_one_line_in_each_band() -> None:
    found = shop.lines("ana")
    assert [(each.record, str(each.base), str(each.amount)) for each in found] == [
        ("d1", "800.00", "40.00"),
        ("d2", "200.00", "10.00"),
        ("d2", "200.00", "20.00"),
    ]
    assert [(str(each.start), str(each.end)) for each in found] == [
        ("0.00", "800.00"),
        ("800.00", "1000.00"),
        ("1000.00", "1200.00"),
    ]


def test_the_same_inputs_give_the_same_run() -> None:
    first = shop.settle()
    assert shop.settle() == first
    assert Run.objects.count() == 1


def test_a_record_that_pays_nothing_new_still_gives_the_same_run() -> None:
    first = shop.settle()
    shop.sell(("d9", "Ana Ruiz", "2026-05-01", "9999"))
    assert shop.settle().key == first.key


def test_another_version_of_a_record_gives_another_run() -> None:
    first = shop.settle()
    shop.sell(("d3", "Ben Oka", "2026-02-11", "200"))
    second = shop.settle()
    assert second.key != first.key
    assert shop.paid(second) == {"ana": "70.00", "ben": "10.00"}


def test_closing_is_written_to_history_and_happens_once() -> None:
    run = shop.close()
    assert run.state == "closed"
    *_, entry = history.entries(about=f"run:{run.key}")
    assert (entry.verb, entry.by) == ("period.closed", "system:cli")
    assert shop.close() == run
    assert Closure.objects.count() == 1


def test_a_period_is_closed_by_one_run_only() -> None:
    early = shop.settle()
    shop.sell(("d3", "Ben Oka", "2026-02-11", "200"))
    closed = shop.close()
    with pytest.raises(operations.AlreadyClosed) as refused:
        operations.close(early.key, by=BY, at=AT)
    assert refused.value.run == closed.key


def test_the_database_itself_refuses_a_second_closure() -> None:
    early = shop.settle()
    shop.sell(("d3", "Ben Oka", "2026-02-11", "200"))
    closed = Closure.objects.get(run__key=shop.close().key)
    closed.pk, closed.run = None, Run.objects.get(key=early.key)
    with (
        pytest.raises(IntegrityError, match=r"(?i)unique"),
        transaction.atomic(),
    ):
        closed.save(force_insert=True)


def test_what_comes_late_leaves_the_closed_lines_byte_for_byte() -> None:
    run = shop.close()
    before = _bytes(run.key)
    shop.sell(("d1", "Ana Ruiz", "2026-01-10", "300"), ("d4", "Ana Ruiz", "2026-01-02", "50"))
    shop.forget("d3")
    assert shop.settle() == run
    assert _bytes(run.key) == before
    assert shop.told("ana") == [
        ("d1", "earning", "", "40.00"),
        ("d2", "earning", "", "10.00"),
        ("d2", "earning", "", "20.00"),
    ]


def test_a_late_deal_moves_what_comes_after_it_over_the_bound() -> None:
    run = shop.close()
    shop.sell(("d0", "Ana Ruiz", "2026-01-05", "100"))
    found = shop.lines("ana", Q2)
    # 100 × 5 % is new; of d2, 100 moves from 5 % to 10 %.
    assert [(e.record, str(e.reason), str(e.amount)) for e in found] == [
        ("d0", "late", "5.00"),
        ("d2", "running-total", "-5.00"),
        ("d2", "running-total", "10.00"),
    ]
    corrects = [each.corrects for each in found if each.corrects]
    assert [each.run for each in corrects] == [run.key] * 3
    assert [each.line for each in corrects] == [None, 2, 3]
    assert {each.cause for each in corrects} == {found[0].version}
    assert [(str(each.was), str(each.now)) for each in corrects] == [
        ("0.00", "5.00"),
        ("10.00", "5.00"),
        ("20.00", "30.00"),
    ]


def test_a_changed_deal_is_corrected_by_the_difference() -> None:
    shop.close()
    shop.sell(("d3", "Ben Oka", "2026-02-11", "300"))
    assert shop.told("ben", Q2) == [("d3", "adjustment", "changed", "10.00")]


def test_a_deal_that_is_gone_takes_back_what_it_paid() -> None:
    shop.close()
    shop.forget("d3")
    assert shop.told("ben", Q2) == [("d3", "adjustment", "gone", "-5.00")]
    assert str(shop.statement("ben", Q2).total) == "-5.00"


def test_a_deal_given_to_somebody_else_is_taken_back_and_paid() -> None:
    shop.close()
    shop.sell(("d3", "Ana Ruiz", "2026-02-11", "100"))
    assert shop.told("ben", Q2) == [("d3", "adjustment", "gone", "-5.00")]
    assert shop.told("ana", Q2) == [("d3", "adjustment", "late", "10.00")]


def test_corrections_that_were_closed_are_not_made_twice() -> None:
    shop.close()
    shop.sell(("d3", "Ben Oka", "2026-02-11", "300"))
    assert shop.paid(shop.close(Q2)) == {"ben": "10.00"}
    assert shop.told("ben", Q3) == []
    shop.sell(("d3", "Ben Oka", "2026-02-11", "500"))
    assert shop.told("ben", Q3) == [("d3", "adjustment", "changed", "10.00")]
    shop.forget("d3")
    assert shop.told("ben", Q3) == [("d3", "adjustment", "gone", "-15.00")]


def test_corrections_go_to_the_first_open_period_only() -> None:
    shop.close()
    shop.sell(("d3", "Ben Oka", "2026-02-11", "300"))
    assert shop.told("ben", Q2) == [("d3", "adjustment", "changed", "10.00")]
    assert shop.told("ben", Q3) == []


def test_a_closed_run_recomputed_gives_the_same_lines_whatever_came_since() -> None:
    first = shop.close()
    shop.sell(("d3", "Ben Oka", "2026-02-11", "300"), ("d7", "Ana Ruiz", "2026-04-02", "70"))
    people.place("ben", team="south", valid_from=date(2026, 2, 1), by=BY, at=AT)
    second = shop.close(Q2)
    shop.forget("d1")
    for run in (first, second):
        assert operations.recompute(run.key).identical


def test_a_plan_changed_after_closing_does_not_reach_the_closed_period() -> None:
    run = shop.close()
    richer = shop.PLAN.replace("rate: 5%", "rate: 6%").replace("100.00", "110.00")
    assert operations.declare(richer, file="plan.yaml", by=BY, at=AT)
    assert shop.settle() == run
    assert shop.told("ana", Q2) == []
    assert operations.recompute(run.key).identical


def test_a_metric_defined_anew_never_reaches_a_closed_period() -> None:
    run = shop.close()
    stricter = shop.REVENUE.replace("stage = 'Won'", "stage = 'Won' and amount > 300")
    stricter = stricter.replace("amount: 10}", "amount: 310}").replace(
        "revenue: 10}", "revenue: 310}"
    )
    assert metrics.declare(stricter, file="revenue.yaml", by=BY, at=AT)
    shop.sell(("d9", "Ana Ruiz", "2026-05-01", "200"), ("d3", "Ben Oka", "2026-02-11", "120"))
    assert shop.told("ana", Q2) == []
    assert shop.told("ben", Q2) == [("d3", "adjustment", "changed", "1.00")]
    assert operations.recompute(run.key).identical


def test_a_run_sees_one_snapshot_whatever_arrives_meanwhile() -> None:
    version = catalogue.version_for("sellers", Q1)
    settling = Settling(catalogue.document_of(version).plan, Q1)
    with projection.stage() as stage:
        shop.sell(("d8", "Ana Ruiz", "2026-01-01", "5000"))
        found = compute(stage, settling)
    assert found.sealed.rows == 4
    assert shop.settle().lines == 5


def test_a_plan_without_cases_settles_nothing() -> None:
    draft = shop.PLAN.split("cases:")[0].replace("plan: sellers", "plan: drafted")
    operations.declare(draft, file="plan.yaml", by=BY, at=AT)
    with pytest.raises(Refused) as refused:
        shop.settle(plan="drafted")
    assert [each.code for each in refused.value.problems] == ["plan.cases.missing"]


def test_a_draft_does_not_take_the_place_of_the_version_that_holds() -> None:
    operations.declare(shop.PLAN.split("cases:")[0], file="plan.yaml", by=BY, at=AT)
    assert shop.paid(shop.settle()) == {"ana": "70.00", "ben": "5.00"}


def test_each_period_is_settled_by_the_version_that_holds_in_it() -> None:
    later = shop.PLAN.replace("from: 2026-01-01, before", "from: 2026-04-01, before")
    later = later.replace("rate: 5%", "rate: 6%").replace("100.00", "110.00")
    operations.declare(later, file="plan.yaml", by=BY, at=AT)
    shop.sell(("d9", "Ana Ruiz", "2026-05-01", "100"))
    assert shop.paid(shop.settle()) == {"ana": "70.00", "ben": "5.00"}
    assert shop.paid(shop.settle(Q2)) == {"ana": "6.00"}


def test_only_whole_payout_periods_are_settled() -> None:
    with pytest.raises(Refused) as refused:
        shop.settle(shop.JANUARY)
    assert [each.code for each in refused.value.problems] == ["plan.period.other"]


def _bytes(run: str) -> list[bytes]:
    return [bytes(each.content) for each in SealedChunk.objects.filter(run__key=run)]


def test_a_period_that_still_runs_is_not_closed() -> None:
    run = shop.settle(Q1)
    last_day = datetime(2026, 3, 31, 12, tzinfo=UTC)
    with pytest.raises(Refused) as caught:
        operations.close(run.key, by=BY, at=last_day)
    assert caught.value.problems[0].code == "run.period-runs"
    assert not Closure.objects.exists()
    assert operations.close(run.key, by=BY, at=last_day + timedelta(days=1)).state == "closed"
