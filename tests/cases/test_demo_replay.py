"""The demo replays the sample: any past day can be asked, and the future is unknown."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.installation import Installation, installation_in

Q4 = ("--from", "2017-10-01", "--before", "2018-01-01")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A demo whose clock stands on the morning of 22 November 2017; the server is stopped."""
    with installation_in(tmp_path_factory.mktemp("demo")) as own:
        with own.serving("demo", "--speed", "0") as served:
            (own.home / "printed").write_text(printed(served.log))
        yield own


@pytest.fixture
def own_demo(
    demo: Installation, copy_of: Callable[[Installation], Installation]
) -> Installation:
    """A copy of the demo that a test may let run."""
    return copy_of(demo)


def printed(log: Path) -> str:
    """What the server printed, once it has said that it is ready."""
    deadline = time.monotonic() + 20
    while "Ctrl-C" not in log.read_text() and time.monotonic() < deadline:
        time.sleep(0.1)
    return log.read_text()


def value(own: Installation, metric: str, *words: str) -> str | None:
    rows = own.rumbo_json("metric", metric, *words)["rows"]
    found = rows[0]["value"]
    assert found is None or isinstance(found, str)
    return found


def test_it_says_where_it_is_and_who_may_sign_in(demo: Installation) -> None:
    said = (demo.home / "printed").read_text()
    assert "http://127.0.0.1:" in said
    for name in ("Darcel Schlecht", "Melvin Marxen", "Noa Lindqvist"):
        assert name in said


def test_the_quarter_that_is_over_is_the_sample_s(demo: Installation) -> None:
    assert value(demo, "revenue", "--period", "2017-Q3") == "2982255"
    assert value(demo, "deals-won", "--period", "2017-Q3") == "1257"


def test_the_running_quarter_holds_what_closed_before_today(demo: Installation) -> None:
    assert value(demo, "deals-won", *Q4) == "571"
    assert value(demo, "revenue", *Q4) == "1411242"


def test_any_past_day_can_be_asked(demo: Installation) -> None:
    # Counted in the file by hand: won deals that close from 1 July to 15 August 2017.
    asked = ("--period", "2017-Q3", "--as-of", "2017-08-15")
    assert value(demo, "deals-won", *asked) == "536"
    assert value(demo, "revenue", *asked) == "1220840"


def test_the_same_settlement_as_without_a_replay(demo: Installation) -> None:
    run = demo.rumbo_json("settle", "account-executive", "--period", "2017-Q3")
    assert run["total"] == "169534.80"


def test_two_sellers_wait_in_the_inbox(demo: Installation) -> None:
    rows = demo.rumbo_json("metric", "revenue", "--period", "2017-Q1", "--by", "person")["rows"]
    unmatched = [row for row in rows if row["person"] is None]
    assert [row["value"] for row in unmatched] == ["45518"]


def test_started_again_it_keeps_what_it_has(demo: Installation) -> None:
    before = demo.rumbo("export", "history")
    with demo.serving("demo", "--speed", "0"):
        assert value(demo, "deals-won", *Q4) == "571"
    assert "records.imported" in before
    assert demo.rumbo("export", "history") == before


def test_the_clock_moves_and_deals_arrive(own_demo: Installation) -> None:
    with own_demo.serving("demo", "--speed", "0.4"):
        deadline = time.monotonic() + 60
        while value(own_demo, "deals-won", *Q4) == "571" and time.monotonic() < deadline:
            time.sleep(0.2)
    assert int(value(own_demo, "deals-won", *Q4) or 0) > 571


def test_asked_to_start_again_it_goes_back_to_its_first_day(own_demo: Installation) -> None:
    with own_demo.serving("demo", "--speed", "0") as served:
        own_demo.rumbo("settle", "sales-manager", "--period", "2017-Q3")
        own_demo.rumbo("export", "history", "--out", str(own_demo.home / "before.csv"))
        (own_demo.home / "start-again").touch()
        deadline = time.monotonic() + 90
        while (own_demo.home / "start-again").exists() and time.monotonic() < deadline:
            time.sleep(0.2)
        while printed(served.log).count("Ctrl-C") < 2 and time.monotonic() < deadline:
            time.sleep(0.2)
    assert value(own_demo, "deals-won", *Q4) == "571"
    runs = [
        line for line in own_demo.rumbo("export", "history").splitlines() if "settle" in line
    ]
    assert not runs


def test_a_killed_server_leaves_no_process_behind(own_demo: Installation) -> None:
    server = own_demo.start("demo", "--speed", "0", "--port", "8765")
    try:
        deadline = time.monotonic() + 60
        while not children(server.pid) and time.monotonic() < deadline:
            time.sleep(0.1)
        left = children(server.pid)
        assert left
    finally:
        os.kill(server.pid, signal.SIGKILL)
        server.communicate()
    deadline = time.monotonic() + 20
    while any(alive(each) for each in left) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [each for each in left if alive(each)]


def test_killed_while_it_loads_it_loads_again(installation: Installation) -> None:
    loading = installation.start("demo", "--speed", "0", "--port", "8766")
    deadline = time.monotonic() + 60
    while not (installation.home / "projection").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(loading.pid, signal.SIGKILL)
    loading.communicate()
    with installation.serving("demo", "--speed", "0"):
        assert value(installation, "deals-won", *Q4) == "571"
        assert value(installation, "revenue", "--period", "2017-Q3") == "2982255"


def test_an_organisation_of_ones_own_is_never_wiped(maventech: Installation) -> None:
    done = maventech.start("demo", "--fresh", "--speed", "0")
    said, _ = done.communicate()
    assert done.returncode == 2
    assert "cli.not-a-replay" in said
    assert value(maventech, "deals-won", "--period", "2017-Q3") == "1257"


def children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(each) for each in listed.read_text().split()] if listed.exists() else []


def alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"
