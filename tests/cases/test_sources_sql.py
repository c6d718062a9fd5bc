"""A database as a source: read, read again by its cursor, and never believed blindly."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from rumbo.connectors import operations
from rumbo.connectors.checking import check
from rumbo.connectors.documents import read_source, source_text
from rumbo.connectors.locking import alone
from rumbo.connectors.models import SourceRow, SourceRun
from rumbo.history.models import Entry
from rumbo.history.queries import head
from rumbo.kernel.problems import Refused
from rumbo.people import operations as people
from rumbo.people.documents import read_organisation
from rumbo.records.looks import last_look
from rumbo.records.models import Import, LogEntry
from tests.office import ORGANISATION
from tests.sales_records import AT, BY, current, declare_deals
from tests.shop import SOURCE, Shop, declare, reading, sqlite_shop
from tools.postgresql import private_cluster

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[str]:
    """A PostgreSQL server that is not the one of the application."""
    with private_cluster() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def shop(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shop]:
    people.found_organisation(read_organisation(ORGANISATION, file="o.yaml"), by=BY, at=AT)
    declare_deals()
    if request.param == "sqlite":
        with sqlite_shop(tmp_path) as found:
            monkeypatch.setenv("SHOP_ADDRESS", found.address)
            yield found
        return
    found = Shop(request.getfixturevalue("elsewhere"))
    found.open()
    monkeypatch.setenv("SHOP_ADDRESS", found.address)
    yield found
    found.engine.dispose()


def amounts() -> dict[str, int]:
    return {str(key): int(str(value)) for key, *_, value in current()}


def codes(found: object) -> list[str]:
    return [each.code for each in found.problems]  # type: ignore[attr-defined]  # a reading


def test_the_first_reading_takes_all_and_the_second_finds_it_the_same(shop: Shop) -> None:
    shop.sell(1, "100.50")
    shop.sell(2, "20")
    declare()
    first, second = reading(), reading()
    assert (first.state, first.new, first.rejected) == ("done", 2, 0)
    assert (second.new, second.changed, second.same) == (0, 0, 2)
    assert amounts() == {"1": 10_050, "2": 2_000}
    assert Import.objects.count() == 1


def test_a_reading_that_finds_nothing_has_looked(shop: Shop) -> None:
    declare()
    assert reading().new == 0
    assert Import.objects.count() == 0
    assert last_look("deals", position=head(), source="shop") == AT


def test_a_later_reading_asks_only_for_what_changed_and_a_little_before(shop: Shop) -> None:
    shop.sell(1, "100", at="2026-03-02 09:00:00")
    shop.sell(2, "20", at="2026-03-02 10:00:00")
    declare()
    reading()
    shop.sell(3, "30", at="2026-03-02 09:55:00")  # committed late, inside the overlap
    shop.sell(4, "40", at="2026-03-02 09:30:00")  # too late for the overlap
    shop.sell(2, "25", at="2026-03-02 10:05:00")
    second = reading()
    assert (second.new, second.changed, second.same) == (1, 1, 0)
    assert "4" not in amounts()
    assert reading(full=True).new == 1
    assert amounts()["4"] == 4_000


def test_wrong_rows_stay_out_with_their_reasons_and_are_listed_once(shop: Shop) -> None:
    shop.sell(1, "100.125")
    shop.sell(2, "20")
    declare()
    first, second = reading(), reading()
    assert (first.new, first.rejected, second.rejected) == (1, 1, 1)
    assert first.brought == second.brought
    assert Import.objects.count() == 1
    row = Import.objects.get().rejections.get()
    assert (row.column, row.value, row.code) == ("value", "100.125", "record.money.places")


def test_a_column_that_vanished_takes_nothing_away(shop: Shop) -> None:
    shop.sell(1, "100")
    declare()
    reading()
    shop.run("ALTER TABLE sales RENAME COLUMN value TO price")
    declare(
        SOURCE.replace("SELECT id, seller, stage, closed_on, value, changed_at", "SELECT *")
    )
    failed = reading()
    assert failed.needs_attention
    assert codes(failed) == ["import.unknown-column"]
    assert amounts() == {"1": 10_000}


def test_a_column_that_holds_something_else_is_asked_about(shop: Shop) -> None:
    shop.sell(1, "100")
    declare()
    reading()
    as_text = "SELECT id, seller, stage, closed_on, 'lots' AS value, changed_at FROM sales"
    row = SourceRow.objects.get()
    document = row.document.replace(row.document.split("query: ")[1].split("\n")[0], as_text)
    SourceRow.objects.update(document=document)
    failed = reading()
    assert codes(failed) == ["source.retyped"]
    assert amounts() == {"1": 10_000}
    operations.accept_types("shop", by=BY, at=AT)
    assert reading().rejected == 1


def test_what_is_gone_is_deleted_only_where_that_was_chosen(shop: Shop) -> None:
    for number in range(1, 7):
        shop.sell(number, "10")
    declare()
    reading()
    shop.run("DELETE FROM sales WHERE id = 6")
    assert reading().deleted == 0
    declare(SOURCE + "deletes: every-run\n")
    assert reading().deleted == 1
    assert sorted(amounts()) == ["1", "2", "3", "4", "5"]
    assert LogEntry.objects.filter(kind="delete").count() == 1


def test_a_table_that_is_suddenly_empty_deletes_nothing_until_someone_says_so(
    shop: Shop,
) -> None:
    for number in range(1, 7):
        shop.sell(number, "10")
    declare(SOURCE + "deletes: every-run\n")
    reading()
    shop.run("DELETE FROM sales")
    held_back = reading()
    assert codes(held_back) == ["source.many-deleted"]
    assert (held_back.deleted, len(amounts())) == (0, 6)
    assert reading(may_delete=6).deleted == 6
    assert amounts() == {}


def test_a_query_that_writes_is_stopped_by_its_transaction(shop: Shop) -> None:
    shop.sell(1, "100")
    with pytest.raises(Refused) as refused:
        declare(SOURCE.replace("SELECT id, seller", "DELETE FROM sales RETURNING id, seller"))
    assert [each.code for each in refused.value.problems] == ["source.query"]
    sneaky = SOURCE.replace(
        "query: SELECT id, seller, stage, closed_on, value, changed_at FROM sales",
        "query: WITH gone AS (DELETE FROM sales RETURNING *) SELECT * FROM gone",
    )
    declare(sneaky)
    assert reading().state == "failed"
    with shop.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sales").scalar() == 1


def test_trying_a_source_shows_its_rows_and_writes_nothing(shop: Shop) -> None:
    shop.sell(1, "100.125")
    shop.sell(2, "20")
    found = check(read_source(SOURCE, file="shop.yaml"), shop.address)
    assert [each.name for each in found.columns][:2] == ["id", "seller"]
    assert len(found.rows) == 2
    assert [each.column for each in found.rejected] == ["value"]
    assert not LogEntry.objects.exists()
    assert not SourceRun.objects.exists()


def test_one_source_is_read_once_at_a_time(shop: Shop) -> None:
    declare()
    with alone("shop"), pytest.raises(Refused) as refused:
        reading()
    assert [each.code for each in refused.value.problems] == ["source.busy"]
    assert reading().state == "done"


def test_a_reading_that_never_ended_is_told_as_interrupted(shop: Shop) -> None:
    declare()
    SourceRun.objects.create(
        source=SourceRow.objects.get(), by=str(BY), at=AT, began_at=AT, state="running"
    )
    assert reading().state == "done"
    assert list(SourceRun.objects.order_by("pk").values_list("state", flat=True)) == [
        "interrupted",
        "done",
    ]


def test_an_address_given_on_a_page_is_kept_where_nobody_reads_it(shop: Shop) -> None:
    shop.sell(1, "100")
    declare(SOURCE.replace("connection: SHOP_ADDRESS\n", ""))
    assert codes(reading()) == ["source.no-address"]
    operations.keep_address("shop", shop.address, by=BY, at=AT)
    assert reading().new == 1
    row = SourceRow.objects.get()
    assert shop.address not in f"{row.address} {row.document}"
    told = " ".join(
        str(each) for each in Entry.objects.values_list("before", "after", "reason")
    )
    assert shop.address not in told


def test_a_password_is_in_no_reason(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    if shop.engine.dialect.name == "sqlite":
        monkeypatch.setenv("SHOP_ADDRESS", "postgresql://ana:s3cret-canary@127.0.0.1:1/none")
        wanted = "source.unreachable"
    else:
        wrong = shop.address.replace("rumbo:", "nobody-canary:")
        monkeypatch.setenv("SHOP_ADDRESS", wrong)
        wanted = "source.sign-in"
    declare()
    failed = reading()
    assert codes(failed) == [wanted]
    assert "canary" not in str(SourceRun.objects.values_list("problems", flat=True))
    assert os.environ["SHOP_ADDRESS"] not in str(failed)


def test_a_driver_that_is_not_there_is_named(
    monkeypatch: pytest.MonkeyPatch, shop: Shop
) -> None:
    monkeypatch.setenv("SHOP_ADDRESS", "mysql+pymysql://ana:pw@db/shop")
    declare()
    failed = reading()
    assert codes(failed) == ["source.driver"]
    assert failed.problems[0].facts["driver"] == "pymysql"


def test_a_document_of_a_source_is_read_back_the_same() -> None:
    text = (
        SOURCE + "deletes: daily\nschedule: {cron: '30 6 * * *'}\nvalues: {stage: {W: Won}}\n"
    )
    source = read_source(text, file="shop.yaml")
    assert read_source(source_text(source), file="shop.yaml") == source


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("schedule: {every: 5 seconds}", "source.every"),
        ("schedule: {cron: '0 30 6 * * *'}", "source.cron"),
        ("timeout: forever", "source.timeout"),
        ("at-most-deleted: 120%", "document.wrong-value"),
    ],
)
def test_what_a_document_gets_wrong_is_said(line: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_source(f"{SOURCE}{line}\n", file="shop.yaml")
    assert [each.code for each in refused.value.problems] == [code]


def test_the_file_of_rumbo_itself_is_no_source(shop: Shop, rumbo_home: Path) -> None:
    (rumbo_home / "own.db").touch()
    with pytest.raises(Refused) as refused:
        check(read_source(SOURCE, file="s"), f"sqlite:///{rumbo_home / 'own.db'}")
    assert [each.code for each in refused.value.problems] == ["source.own-file"]


def test_a_query_that_takes_too_long_is_stopped(shop: Shop) -> None:
    endless = (
        "WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) "
        "SELECT count(*) AS id FROM n"
    )
    document = SOURCE.replace(
        "SELECT id, seller, stage, closed_on, value, changed_at FROM sales", endless
    )
    with pytest.raises(Refused) as refused:
        check(read_source(f"{document}timeout: 1 second\n", file="s"), shop.address)
    assert [each.code for each in refused.value.problems] == ["source.too-long"]
