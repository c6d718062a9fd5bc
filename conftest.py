"""What every test gets: a folder of its own for data, and the suite's habits."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import pytest_django
from django.conf import settings
from django.db import connections

from tests.installation import Installation, installation_in

# Timed tests fail on a busy machine; the blob lets anyone repeat the case that failed.
hypothesis.settings.register_profile("rumbo", deadline=None, print_blob=True)
hypothesis.settings.load_profile("rumbo")


def pytest_report_header() -> str:
    return f"rumbo: tests run on {connections['default'].vendor}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])]
    if without := [reason for reason in skipped if "chromium" in reason]:
        terminalreporter.section("NO BROWSER", sep="!", red=True, bold=True)
        terminalreporter.line(f"{len(without)} browser tests did not run. {without[0]}")
    if without := [reason for reason in skipped if "Spark" in reason]:
        terminalreporter.section("NO SPARK", sep="!", red=True, bold=True)
        terminalreporter.line(f"{len(without)} tests on Spark did not run. {without[0]}")


@pytest.fixture(scope="session", autouse=True)
def rumbo_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data folder of this worker: nothing a test does reaches the folder `var`."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "RUMBO_HOME", home)
        patch.setitem(os.environ, "RUMBO_HOME", str(home))
        yield home


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, rumbo_home: Path
) -> None:
    """A file per worker and run: several people may test in one work tree at once."""
    connection = connections["default"]
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(rumbo_home / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[None]:
    """PostgreSQL may still serve a process that a test has killed: end it before the drop."""
    yield
    with django_db_blocker.unblock():
        if connections["default"].vendor == "postgresql":
            _end_other_sessions()


def _end_other_sessions() -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """An installation of its own, for tests that run the program as processes."""
    with installation_in(tmp_path / "installation") as own:
        own.home.mkdir(parents=True)
        yield own
