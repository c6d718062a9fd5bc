"""Who may check in, with what, and what the second of two at once is told."""

from datetime import date
from decimal import Decimal

import pytest

from rumbo.kernel.problems import Refused
from rumbo.okrs import operations
from rumbo.okrs.models import CheckIn
from rumbo.okrs.values import CheckInGiven
from rumbo.people import access
from tests.acme import CLI
from tests.acme_okrs import HALFWAY, NOVEMBER, declared_acme, results, viewer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _acme() -> None:
    declared_acme()


def test_a_check_in_gives_the_value_and_the_confidence() -> None:
    given = CheckInGiven(HALFWAY, Decimal(5), Decimal("0.7"), "Two more are planned", after=0)
    assert operations.check_in("ana-visits", given, viewer=viewer("ana"), at=NOVEMBER) == 1
    found = results()["ana-visits"]
    assert (found.current, found.confidence) == (Decimal(5), Decimal("0.7"))
    assert found.standing == "green"
    said = found.check_ins[0]
    assert (said.by.key if said.by else "", said.note) == ("ana", "Two more are planned")


def test_two_weeks_without_a_word_and_a_value_by_hand_is_grey() -> None:
    given = CheckInGiven(date(2017, 11, 1), Decimal(8))
    operations.check_in("ana-visits", given, viewer=viewer("ana"), at=NOVEMBER)
    assert results(date(2017, 11, 15))["ana-visits"].standing == "green"
    assert results(date(2017, 11, 16))["ana-visits"].reason == "pace.stale"


def test_the_second_of_two_who_saw_the_same_page_is_told() -> None:
    given = CheckInGiven(HALFWAY, Decimal(5), after=0)
    operations.check_in("ana-visits", given, viewer=viewer("ana"), at=NOVEMBER)
    with pytest.raises(operations.AlreadyCheckedIn):
        operations.check_in("ana-visits", given, viewer=viewer("mar"), at=NOVEMBER)
    assert CheckIn.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "may"), [("ana", True), ("mar", True), ("sue", False), ("ben", False)]
)
def test_the_owner_and_their_manager_may_check_in(who: str, *, may: bool) -> None:
    given = CheckInGiven(HALFWAY, Decimal(5))
    assert results(viewer=viewer(who))["ana-visits"].may_check_in is may
    if may:
        assert operations.check_in("ana-visits", given, viewer=viewer(who), at=NOVEMBER) == 1
    else:
        with pytest.raises(access.NotAllowed):
            operations.check_in("ana-visits", given, viewer=viewer(who), at=NOVEMBER)


def test_a_measured_key_result_takes_no_value_by_hand() -> None:
    with pytest.raises(Refused) as refused:
        operations.check_in(
            "ana-win-rate", CheckInGiven(HALFWAY, Decimal(1)), viewer=viewer("ana"), at=NOVEMBER
        )
    assert refused.value.problems[0].code == "okrs.value-is-measured"


def test_a_confidence_is_a_tenth() -> None:
    with pytest.raises(Refused) as refused:
        operations.check_in(
            "ana-win-rate",
            CheckInGiven(HALFWAY, confidence=Decimal("0.75")),
            viewer=viewer("ana"),
            at=NOVEMBER,
        )
    assert refused.value.problems[0].code == "okrs.not-a-confidence"


def test_a_closed_cycle_takes_no_more_check_ins_and_never_opens_again() -> None:
    operations.move_cycle("2017-q4", "closed", by=CLI, at=NOVEMBER)
    with pytest.raises(operations.WrongState):
        operations.check_in(
            "ana-visits", CheckInGiven(HALFWAY, Decimal(1)), viewer=viewer("ana"), at=NOVEMBER
        )
    with pytest.raises(operations.WrongState):
        operations.move_cycle("2017-q4", "open", by=CLI, at=NOVEMBER)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("NaN", "okrs.not-a-number"),
        ("sNaN", "okrs.not-a-number"),
        ("Infinity", "okrs.not-a-number"),
        ("1e30", "okrs.not-a-number"),
        ("0.1234567", "okrs.too-many-places"),
    ],
)
def test_a_value_that_cannot_be_kept_is_refused(value: str, code: str) -> None:
    given = CheckInGiven(HALFWAY, Decimal(value))
    with pytest.raises(Refused) as refused:
        operations.check_in("ana-visits", given, viewer=viewer("ana"), at=NOVEMBER)
    assert refused.value.problems[0].code == code
    assert CheckIn.objects.count() == 0
