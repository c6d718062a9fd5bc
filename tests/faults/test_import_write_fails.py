"""The n-th write of an import fails, for every n until it passes: nothing is half-done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection

from rumbo.history.queries import verify
from rumbo.records import projection
from rumbo.records.importing import appending
from rumbo.records.models import LogEntry
from tests.sales_records import HEADER, bring, declare_deals, row

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = 23
WRITES = ("INSERT", "UPDATE", "DELETE", "COPY", "SAVEPOINT", "RELEASE")


@contextmanager
def failing_at(number: int) -> Iterator[list[int]]:
    """Every write counts; the one of this number fails as a full disk would make it fail."""
    count = [0]

    def execute(do: Callable[..., Any], sql: str, *others: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES):
            count[0] += 1
            if count[0] == number:
                raise OperationalError("disk I/O error")
        return do(sql, *others)

    with connection.execute_wrapper(execute):
        yield count


def state() -> tuple[list[Any], list[Any]]:
    """What the log says, and what the projection makes of it."""
    log = list(LogEntry.objects.order_by("key").values_list("key", "source_version", "digest"))
    shown = projection.read(
        "SELECT _key, value FROM dataset_deals WHERE _position_to IS NULL ORDER BY _key"
    )
    return log, list(shown.rows)


def test_whichever_write_fails_the_log_is_whole_and_the_next_import_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Small chunks, so that a failure falls between two of them as well.
    monkeypatch.setattr(appending, "ROWS_PER_CHUNK", 5)
    monkeypatch.setattr("rumbo.records.importing.tables.ROWS_PER_CHUNK", 5)
    declare_deals()
    path = tmp_path / "deals.csv"
    done = 0
    for number in range(1, 500):
        # Another content each time, so that each import has everything to write.
        lines = [row(key, value=f"{number}.00") for key in range(ROWS)]
        path.write_text("\n".join([HEADER, *lines, ""]))
        try:
            with failing_at(number) as count:
                bring(path)
        except OperationalError:
            assert verify() == ()
            log, shown = state()
            assert len(shown) == len({key for key, *_ in log})
            assert bring(path).rejected_count == 0
            done += 1
            assert [value for _, value in state()[1]] == [number * 100] * ROWS
            continue
        assert count[0] < number
        break
    else:
        pytest.fail("the import never ran to its end")
    assert done > 10
    assert verify() == ()
