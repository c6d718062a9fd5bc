"""Milestones: ticked off by those who answer for them, each word with its day and person."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from rumbo.history import queries as history
from rumbo.kernel.problems import Refused
from rumbo.okrs import operations
from rumbo.okrs.models import Tick
from rumbo.okrs.values import CheckInGiven, KeyResultView, TickGiven
from rumbo.people import access
from tests.acme import CLI
from tests.acme_okrs import (
    HALFWAY,
    MOVE,
    NOVEMBER,
    VISITS,
    declare,
    declared_acme,
    results,
    viewer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _acme() -> None:
    declared_acme()


def visits(today: date = HALFWAY) -> KeyResultView:
    return results(today)["ana-visits"]


def test_milestones_are_ticked_off_with_their_day_and_person() -> None:
    declare((VISITS, MOVE))
    given = TickGiven(date(2017, 10, 30), after=0)
    assert operations.tick("ana-visits", "lease", given, viewer=viewer("ana"), at=NOVEMBER) == 1
    found = visits()
    assert found.progress is not None
    assert (round(found.progress, 4), found.unit) == (Decimal("0.3333"), "share")
    lease = found.milestones[0]
    assert (lease.done_on, lease.by.key if lease.by else "") == (date(2017, 10, 30), "ana")
    assert (found.standing, found.reason) == ("green", "pace.on-track")
    last = list(history.entries(about="key-result:ana-visits"))[-1]
    assert last.verb == "milestone.ticked"
    assert last.after == {"milestone": "lease", "done_on": "2017-10-30", "person": "ana"}


def test_a_milestone_past_its_day_is_overdue_and_red() -> None:
    declare((VISITS, MOVE))
    operations.check_in(
        "ana-visits", CheckInGiven(HALFWAY, note="Late"), viewer=viewer("ana"), at=NOVEMBER
    )
    found = visits()
    assert [each.overdue for each in found.milestones] == [True, False, False]
    assert (found.current, found.standing, found.reason) == (Decimal(0), "red", "pace.behind")


def test_before_any_milestone_is_due_nothing_is_behind() -> None:
    declare((VISITS, MOVE))
    early = visits(date(2017, 10, 20))
    assert (early.current, early.standing, early.reason) == (
        Decimal(0),
        "green",
        "pace.nothing-due",
    )


def test_all_done_stays_done_though_nobody_speaks_of_it() -> None:
    declare((VISITS, MOVE))
    october = datetime(2017, 10, 20, 9, tzinfo=UTC)
    for key in ("lease", "staff", "open"):
        given = TickGiven(date(2017, 10, 20))
        operations.tick("ana-visits", key, given, viewer=viewer("ana"), at=october)
    found = visits(date(2017, 12, 30))
    assert (found.progress, found.standing, found.reason) == (Decimal(1), "green", "pace.done")


def test_two_weeks_of_silence_about_what_is_not_done_is_grey() -> None:
    declare((VISITS, MOVE))
    october = datetime(2017, 10, 20, 9, tzinfo=UTC)
    given = TickGiven(date(2017, 10, 20))
    operations.tick("ana-visits", "lease", given, viewer=viewer("ana"), at=october)
    assert visits(date(2017, 11, 3)).standing == "green"
    assert visits(date(2017, 11, 4)).reason == "pace.stale"


def test_a_milestone_can_be_opened_again_and_both_words_stay() -> None:
    declare((VISITS, MOVE))
    ana = viewer("ana")
    operations.tick("ana-visits", "lease", TickGiven(HALFWAY), viewer=ana, at=NOVEMBER)
    then = history.head()
    operations.tick("ana-visits", "lease", TickGiven(None, after=1), viewer=ana, at=NOVEMBER)
    assert visits().milestones[0].done_on is None
    assert results(position=then)["ana-visits"].milestones[0].done_on == HALFWAY
    assert Tick.objects.count() == 2


def test_the_second_of_two_who_saw_the_same_milestone_is_told() -> None:
    declare((VISITS, MOVE))
    given = TickGiven(HALFWAY, after=0)
    operations.tick("ana-visits", "lease", given, viewer=viewer("ana"), at=NOVEMBER)
    with pytest.raises(operations.AlreadyTicked):
        operations.tick("ana-visits", "lease", given, viewer=viewer("mar"), at=NOVEMBER)
    assert Tick.objects.count() == 1


def test_only_those_who_answer_for_it_may_tick() -> None:
    declare((VISITS, MOVE))
    with pytest.raises(access.NotAllowed):
        operations.tick(
            "ana-visits", "lease", TickGiven(HALFWAY), viewer=viewer("ben"), at=NOVEMBER
        )
    with pytest.raises(access.NotVisible):
        operations.tick(
            "ana-visits", "lease", TickGiven(HALFWAY), viewer=viewer("out"), at=NOVEMBER
        )
    with pytest.raises(access.NotVisible):
        operations.tick(
            "ana-visits", "sign", TickGiven(HALFWAY), viewer=viewer("ana"), at=NOVEMBER
        )


def test_a_day_to_come_cannot_be_done_yet() -> None:
    declare((VISITS, MOVE))
    with pytest.raises(Refused) as refused:
        operations.tick(
            "ana-visits",
            "lease",
            TickGiven(date(2017, 11, 17)),
            viewer=viewer("ana"),
            at=NOVEMBER,
        )
    assert refused.value.problems[0].code == "okrs.done-in-the-future"


def test_a_closed_cycle_takes_no_ticks() -> None:
    declare((VISITS, MOVE))
    operations.move_cycle("2017-q4", "closed", by=CLI, at=NOVEMBER)
    with pytest.raises(operations.WrongState):
        operations.tick(
            "ana-visits", "lease", TickGiven(HALFWAY), viewer=viewer("ana"), at=NOVEMBER
        )


def test_what_is_ticked_off_takes_no_value_by_hand() -> None:
    declare((VISITS, MOVE))
    with pytest.raises(Refused) as refused:
        operations.check_in(
            "ana-visits", CheckInGiven(HALFWAY, Decimal(1)), viewer=viewer("ana"), at=NOVEMBER
        )
    assert refused.value.problems[0].code == "okrs.value-is-ticked"


def test_ticks_of_a_file_are_brought_along_once_and_people_have_the_last_word() -> None:
    done = MOVE.replace("due: 2017-10-31}", "due: 2017-10-31, done: {on: 2017-10-09, by: mar}}")
    declare((VISITS, done))
    lease = visits().milestones[0]
    assert (lease.done_on, lease.by.key if lease.by else "") == (date(2017, 10, 9), "mar")
    operations.tick("ana-visits", "lease", TickGiven(None), viewer=viewer("ana"), at=NOVEMBER)
    declare((VISITS, done))
    assert visits().milestones[0].done_on is None
