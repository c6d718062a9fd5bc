"""kill -9 while a period is settled, at any instant, then again: as one clean run."""

import time

from tests.installation import Installation

Q3 = ("--period", "2017-Q3")
KILLS = 6


def test_a_settlement_killed_at_any_instant_leaves_nothing_half_done(
    own_maventech: Installation,
) -> None:
    installation = own_maventech
    began = time.monotonic()
    installation.rumbo("settle", "sales-manager", *Q3)
    whole = time.monotonic() - began
    for turn in range(KILLS):
        # From the first statement of the program to a little after it usually ends.
        _killed_after(installation, whole * (0.4 + 0.7 * turn / KILLS))
    run = installation.rumbo_json("settle", "account-executive", *Q3)
    assert (run["lines"], run["total"]) == (1293, "169534.80")
    assert run["run"] == "account-executive-2017-q3-1"
    assert installation.rumbo_json("recompute", run["run"])["identical"] is True


def test_closing_killed_at_any_instant_closes_once_or_not_at_all(
    own_maventech: Installation,
) -> None:
    installation = own_maventech
    began = time.monotonic()
    first = installation.rumbo_json("settle", "account-executive", *Q3)
    whole = time.monotonic() - began
    for turn in range(KILLS):
        _killed_after(installation, whole * (0.5 + 0.6 * turn / KILLS), "--close")
    closed = installation.rumbo_json("settle", "account-executive", *Q3, "--close")
    assert closed["state"] == "closed"
    assert {**closed, "state": ""} == {**first, "state": ""}


def _killed_after(installation: Installation, seconds: float, *options: str) -> None:
    process = installation.start("settle", "account-executive", *Q3, *options)
    time.sleep(seconds)
    process.kill()
    process.communicate()
