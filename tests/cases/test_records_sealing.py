"""A sealed document keeps its rows and their order, and shows when it was altered."""

import pytest

from rumbo.records import projection, sealing

pytestmark = pytest.mark.django_db
LINES = "SELECT range AS line, 'p' || (range // 3) AS payee, range * 5 AS amount FROM range(10)"


def sealed() -> sealing.Sealed:
    with projection.stage() as stage:
        return sealing.seal(stage, LINES)


def test_a_sealed_document_is_read_back_by_payee() -> None:
    document = sealed()
    sheet = sealing.open_sealed(document.sha256, lambda: document.blobs)
    rows = sheet.read(
        "SELECT line, amount FROM lines WHERE payee = $payee ORDER BY line", {"payee": "p1"}
    )
    assert document.rows == 10
    assert list(rows) == [(3, 15), (4, 20), (5, 25)]


def test_the_same_rows_have_the_same_digest_and_another_order_has_not() -> None:
    with projection.stage() as stage:
        same = sealing.seal(stage, LINES)
        other = sealing.seal(stage, f"{LINES} ORDER BY range DESC")
    assert same.digest == sealed().digest
    assert same.digest != other.digest


def test_bytes_that_are_not_those_that_were_sealed_are_refused() -> None:
    document = sealed()
    sealing.local_copy(document.sha256, lambda: document.blobs).unlink()
    with pytest.raises(sealing.BrokenSeal):
        sealing.open_sealed(document.sha256, lambda: (b"PAR1", *document.blobs))


def test_a_sealed_document_stands_beside_the_tables_of_a_stage() -> None:
    document = sealed()
    with projection.stage() as stage:
        stage.load("names", {"payee": "VARCHAR", "name": "VARCHAR"}, [("p1", "Ana")])
        file = sealing.local_copy(document.sha256, lambda: document.blobs)
        sealing.attach(stage, "run_1", file)
        rows = stage.read(
            "SELECT name, sum(amount)::BIGINT FROM run_1 JOIN names USING (payee) GROUP BY name"
        )
    assert list(rows) == [("Ana", 60)]


def test_no_rows_can_be_sealed_too() -> None:
    with projection.stage() as stage:
        document = sealing.seal(stage, f"{LINES} LIMIT 0")
    assert document.rows == 0
    sheet = sealing.open_sealed(document.sha256, lambda: document.blobs)
    assert list(sheet.read("SELECT line FROM lines")) == []
