"""Whatever happens to its file, the projection answers what the log holds."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest
from django.conf import settings
from django.db import connection, transaction

from rumbo.records import log, operations, projection
from rumbo.records.projection import engine as engines
from rumbo.records.projection.reading import NotYet, _attempt
from rumbo.records.projection.slot import claim
from rumbo.records.rules.payload import entry
from tests.sales_records import AT, BY, DEALS, declare_deals

COUNT = "SELECT count(*), sum(value)::BIGINT FROM dataset_deals WHERE _position_to IS NULL"


def bring(*values: int) -> None:
    entries = [
        entry("deals", f"D{number}", {"deal": f"D{number}", "value": value})
        for number, value in enumerate(values)
    ]
    log.append(entries, source="crm", at=AT, by=BY)


def counted() -> tuple[object, ...]:
    return projection.read(COUNT).rows[0]


@pytest.fixture
def deals(transactional_db: None) -> None:
    declare_deals()
    bring(100, 200)


@pytest.fixture
def file(deals: None) -> Path:
    counted()
    return Path(settings.RUMBO_HOME) / "projection" / "0.duckdb"


def reopen() -> None:
    """Close as a process does at its end; the next read opens the file again."""
    own = engines.engine()
    own.close()
    engines._current = None  # noqa: SLF001 - stands for another process


@pytest.mark.parametrize("damage", [b"", b"not a database", b"\0" * 100_000])
def test_a_damaged_file_is_built_again(file: Path, damage: bytes) -> None:
    reopen()
    file.write_bytes(damage)
    assert counted() == (2, 300)


def test_a_deleted_file_is_built_again(file: Path) -> None:
    reopen()
    file.unlink()
    assert counted() == (2, 300)


def test_damage_met_by_a_query_costs_one_rebuild(file: Path) -> None:
    own = engines.engine()
    before = own.generation
    calls = []

    def work(stage: projection.Stage) -> tuple[object, ...]:
        calls.append(stage)
        if len(calls) == 1:
            raise duckdb.IOException("checksum")
        return stage.read(COUNT).rows[0]

    assert _attempt(work, position=None, seconds=60) == (2, 300)
    assert own.generation == before + 1


def test_a_restored_log_does_not_mix_with_what_the_file_knew(deals: None) -> None:
    """A transaction that is rolled back stands for a backup that is put back."""
    with transaction.atomic():
        bring(7, 7, 7)
        assert counted() == (3, 21)
        transaction.set_rollback(True)
    assert counted() == (2, 300)
    bring(100, 200, 5)
    assert counted() == (3, 305)


def test_a_file_of_another_log_is_not_believed(file: Path) -> None:
    with duckdb_of(file) as connection:
        connection.execute("UPDATE _projection SET log_identity = 'another'")
        connection.execute("UPDATE dataset_deals SET value = 1")
    assert counted() == (2, 300)


def test_a_file_ahead_of_the_log_is_not_believed(file: Path) -> None:
    with duckdb_of(file) as connection:
        connection.execute("UPDATE _projection SET applied_position = 1000000")
        connection.execute("UPDATE dataset_deals SET value = 1")
    assert counted() == (2, 300)


def duckdb_of(file: Path) -> duckdb.DuckDBPyConnection:
    reopen()
    return duckdb.connect(str(file))


def test_a_new_field_is_filled_from_the_log_without_a_migration(file: Path) -> None:
    units = "  - {id: units, type: whole, name: {en: Units, es: Unidades}}\n"
    log.append([entry("deals", "D9", {"deal": "D9", "units": 12})], source="crm", at=AT, by=BY)
    text = DEALS.replace("credited-to", f"{units}credited-to")
    operations.declare(text, file="deals.yaml", by=BY, at=AT)
    rows = projection.read("SELECT _key, units FROM dataset_deals ORDER BY 1")
    assert list(rows) == [("D0", None), ("D1", None), ("D9", 12)]


def test_two_processes_have_a_file_each_and_leave_it_to_the_next(tmp_path: Path) -> None:
    first, second = claim(tmp_path), claim(tmp_path)
    assert (first.file.name, second.file.name) == ("0.duckdb", "1.duckdb")
    first.forget()
    assert claim(tmp_path).file.name == "0.duckdb"


def test_a_forked_child_takes_a_file_of_its_own(file: Path) -> None:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        slot = engines.engine()._slot  # noqa: SLF001
        os.write(writer, slot.file.name.encode())
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(reader, 100).decode() == "1.duckdb"
    assert counted() == (2, 300)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/hostname')",
        "COPY dataset_deals TO 'out.csv'",
        "ATTACH 'other.duckdb'",
        "INSTALL httpfs",
        "SET memory_limit = '8GB'",
    ],
)
@pytest.mark.django_db
def test_a_query_reaches_nothing_outside(query: str) -> None:
    with pytest.raises(duckdb.Error):
        projection.read(query)


@pytest.mark.django_db
def test_a_query_without_end_is_stopped() -> None:
    endless = "SELECT count(*) FROM range(1000000000) a, range(1000000000) b WHERE a.range > 5"
    with pytest.raises(projection.TookTooLong):
        projection.read(endless, seconds=0.2)


@pytest.mark.django_db
def test_a_position_that_the_log_has_not_reached_is_refused() -> None:
    with pytest.raises(NotYet):
        projection.read("SELECT 1", position=10**12)


ONE_VALUE = """SELECT count(DISTINCT value) FROM dataset_deals
    WHERE _position_from <= $position AND (_position_to IS NULL OR _position_to > $position)"""


def read_until(over: threading.Event, faults: list[object]) -> None:
    try:
        while not over.is_set():
            rows = projection.read(ONE_VALUE)
            if rows.rows != ((1,),):
                faults.append(rows)
    except Exception as error:  # noqa: BLE001 - handed to the test
        faults.append(error)
    finally:
        connection.close()


def test_many_readers_and_a_writer_never_see_half_a_change(deals: None) -> None:
    """Every append sets all ten records to one value: a reader must see one value only."""
    bring(*[0] * 10)
    faults: list[object] = []
    over = threading.Event()
    threads = [threading.Thread(target=read_until, args=(over, faults)) for _ in range(4)]
    for each in threads:
        each.start()
    for value in range(1, 25):
        bring(*[value] * 10)
    over.set()
    for each in threads:
        each.join()
    assert faults == []


KILLED = """
import django; django.setup()
from rumbo.records import projection
print("started", flush=True)
projection.position()
print("done", flush=True)
"""


def test_killed_while_catching_up_it_goes_on_where_it_was(deals: None) -> None:
    bring(*range(30_000))
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "rumbo.config.settings",
        "RUMBO_DATABASE_URL": _url(),
    }
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.kill()
    process.communicate()
    assert counted() == (30_000, sum(range(30_000)))


def _url() -> str:
    own = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{own['NAME']}"
    return f"postgresql://{own['USER']}:{own['PASSWORD']}@{own['HOST']}:{own['PORT']}/{own['NAME']}"
