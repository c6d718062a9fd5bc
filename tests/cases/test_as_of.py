"""Last Friday's figures are the same when asked again next month, on every page."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rumbo.incentives import operations as incentives
from rumbo.metrics import operations as metrics
from rumbo.okrs import operations as okrs
from rumbo.okrs.values import CheckInGiven
from rumbo.people import access
from rumbo.people import operations as people
from rumbo.people.documents import read_people
from rumbo.people.identities import match_identity
from rumbo.recognition import operations as boards
from rumbo.records import importing
from rumbo.records import operations as records
from rumbo.records import queries as asked_records
from rumbo.targets import operations as targets
from tests.looking_back import (
    BOARD,
    FRIDAY,
    NEWCOMER,
    NEXT_MONTH,
    NEXT_YEAR,
    OKRS,
    PAGES,
    PLAN,
    QUARTER,
    QUOTAS,
    told,
    with_figures,
)
from tests.office import (
    BY,
    DEALS,
    HEADER,
    REVENUE,
    Office,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return with_figures(tmp_path)


def bring_late(office: Office) -> None:
    """A deal of that week that nobody had told of, and another amount of one that was known."""
    path = office.folder / "late.csv"
    lines = (
        HEADER,
        "D9,Ana Ruiz,GTXPro,Won,2017-11-08,900.00",
        "D1,Ana Ruiz,GTXPro,Won,2017-11-02,4000.00",
        "",
    )
    path.write_text("\n".join(lines))
    importing.run(path, "crm", by=BY, at=NEXT_MONTH)


def move_people(_office: Office) -> None:
    people.declare_people(read_people(NEWCOMER, file="p.yaml"), by=BY, at=NEXT_MONTH)
    people.place("ana", team="south", valid_from=date(2017, 10, 1), by=BY, at=NEXT_MONTH)
    people.appoint("ben", team="north-1", valid_from=date(2017, 10, 1), by=BY, at=NEXT_MONTH)
    people.grant("mar", role="rep", by=BY, at=NEXT_MONTH)


def change_targets(_office: Office) -> None:
    raised = QUOTAS.replace("amount: 2000", "amount: 9000")
    targets.declare(raised, file="quotas.yaml", by=BY, at=NEXT_MONTH)


def change_metric(_office: Office) -> None:
    lost = REVENUE.replace("stage = 'Won'", "stage = 'Won' and amount > 600")
    metrics.declare(
        lost.replace("amount: 5}", "amount: 5000}").replace("revenue: 5}", "revenue: 5000}"),
        file="revenue.yaml",
        by=BY,
        at=NEXT_MONTH,
    )
    another = REVENUE.replace("metric: revenue", "metric: another").replace(
        "{revenue", "{another"
    )
    metrics.declare(another, file="another.yaml", by=BY, at=NEXT_MONTH)


def change_dataset(_office: Office) -> None:
    """Another name for the dataset, and a field that is no longer there."""
    kept = "\n".join(line for line in DEALS.splitlines() if "id: product" not in line)
    renamed = kept.replace("{en: Deals,", "{en: Contracts,")
    records.declare(renamed, file="deals.yaml", by=BY, at=NEXT_MONTH)


def change_board(_office: Office) -> None:
    renamed = BOARD.replace("Revenue of the quarter", "The race").replace("role: rep\n", "")
    boards.declare(renamed, file="board.yaml", by=BY, at=NEXT_MONTH)


def change_objectives(_office: Office) -> None:
    """Another target, other dates and another name of the cycle, and a check-in."""
    changed = OKRS.replace("reach: 4000", "reach: 400\n        reason: Too far")
    changed = changed.replace("Fourth quarter", "Last quarter")
    changed = changed.replace("period: 2017-Q4", "period: 2017-12")
    okrs.declare(changed, file="okrs.yaml", by=BY, at=NEXT_MONTH)
    given = CheckInGiven(on=NEXT_MONTH.date(), value=Decimal(5))
    viewer = access.viewer_for_person("ada", today=NEXT_MONTH.date())
    okrs.check_in("visits", given, viewer=viewer, at=NEXT_MONTH)


def match_seller(_office: Office) -> None:
    waiting = asked_records.unmatched(visible=access.system_viewer("test").visible)
    match_identity(waiting[0].identity, person="ben", by=BY, at=NEXT_MONTH)


def change_plan_and_close(_office: Office) -> None:
    doubled = PLAN.replace("rate: 10%", "rate: 20%").replace(
        "commission: 100.00", "commission: 150.00"
    )
    incentives.declare(doubled, file="plan.yaml", by=BY, at=NEXT_MONTH)
    run = incentives.settle("sellers", period=QUARTER, by=BY, at=NEXT_YEAR)
    incentives.close(run.key, by=BY, at=NEXT_YEAR)


CHANGES = (
    bring_late,
    move_people,
    change_targets,
    change_metric,
    change_dataset,
    change_board,
    change_objectives,
    match_seller,
    change_plan_and_close,
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda each: each.__name__)
def test_asked_again_next_month_every_page_says_the_same(
    office: Office, change: Callable[[Office], None]
) -> None:
    friday, now = told(f"/as-of/{FRIDAY}", reader="ada"), told("", reader="ada")
    people.move_clock(to=NEXT_MONTH)
    change(office)
    again = told(f"/as-of/{FRIDAY}", reader="ada")
    assert {name for name in PAGES if again[name] != friday[name]} == set()
    assert told("", reader="ada") != now


def test_a_manager_looks_back_at_the_team_they_led_then(office: Office) -> None:
    people.move_clock(to=NEXT_MONTH)
    move_people(office)
    home = {"home": "/"}
    assert "Ana Ruiz" in told(f"/as-of/{FRIDAY}", reader="mar", pages=home)["home"]
    assert "Ana Ruiz" not in told("", reader="mar", pages=home)["home"]
