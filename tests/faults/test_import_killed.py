"""An import that is killed at any instant is finished by importing the file again."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.installation import Installation
from tests.sales_records import DEALS, HEADER, MAPPING, row

ROWS = 40_000
KILLS = 20
SETUP = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, skip_checks=True)
from tests.sales_records import declare_deals
declare_deals()
"""
IMPORT = """
import sys; from pathlib import Path
import django; django.setup()
from tests.sales_records import bring
print("started", flush=True)
done = bring(Path(sys.argv[1]))
print(done.new, done.changed, done.same, done.rejected_count)
"""
CONTENT = """
import hashlib, django; django.setup()
from rumbo.history.queries import verify
from rumbo.records import projection
from rumbo.records.models import LogEntry
rows = LogEntry.objects.order_by("key").values_list("key", "source_version", "digest")
print(len(rows), hashlib.sha256(repr(list(rows)).encode()).hexdigest(), len(verify()))
print(*projection.read(
    "SELECT count(*), count(DISTINCT _key), sum(value)::BIGINT FROM dataset_deals "
    "WHERE _position_to IS NULL"
).rows[0])
"""


def python(installation: Installation, code: str, *words: str) -> subprocess.Popen[str]:
    """Run a few lines as a process of their own in this installation."""
    root = Path(__file__).resolve().parents[2]
    return subprocess.Popen(
        [sys.executable, "-c", code, *words],
        env={
            **installation.environment,
            "DJANGO_SETTINGS_MODULE": "rumbo.config.settings",
            "PYTHONPATH": str(root),
        },
        cwd=root,
        stdout=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> list[str]:
    out, _ = process.communicate(timeout=300)
    assert process.returncode == 0, out
    return out.splitlines()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "deals.csv"
    keys = list(range(ROWS))
    random.Random(7).shuffle(keys)  # noqa: S311 - a repeatable test
    path.write_text("\n".join([HEADER, *(row(key) for key in keys), ""]))
    return path


def test_killed_at_any_instant_and_imported_again_is_one_clean_import(
    installation: Installation, file: Path
) -> None:
    finish(python(installation, SETUP))
    waits = random.Random(11)  # noqa: S311 - a repeatable test
    for _ in range(KILLS):
        killed = python(installation, IMPORT, str(file))
        assert killed.stdout is not None
        assert killed.stdout.readline() == "started\n"
        time.sleep(waits.uniform(0.1, 2.0))
        killed.kill()
        killed.communicate()
    *_, counts = finish(python(installation, IMPORT, str(file)))
    new, changed, same, rejected = map(int, counts.split())
    assert (new + same, changed, rejected) == (ROWS, 0, 0)
    *_, again = finish(python(installation, IMPORT, str(file)))
    assert again == f"0 0 {ROWS} 0"
    log, projected = finish(python(installation, CONTENT))[-2:]
    assert log.startswith(f"{ROWS} ")
    assert log.endswith(" 0")
    assert projected == f"{ROWS} {ROWS} {ROWS * 10_000}"


def test_the_dataset_and_mapping_of_these_tests_are_valid() -> None:
    """A mistake here would look like a fault of the import."""
    assert "dataset: deals" in DEALS
    assert "dataset: deals" in MAPPING
