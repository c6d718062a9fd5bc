"""What `rumbo export records --to-import` writes, imported, is what was there."""

import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rumbo.flows.export_for_import import write_files
from rumbo.flows.import_file import mapping_in
from rumbo.people.access import system_viewer
from rumbo.people.identities import identities_for
from rumbo.records import by_hand, importing, log, operations, projection
from rumbo.records.datasets import dataset
from rumbo.records.rules.payload import entry
from rumbo.records.rules.values import Value
from tests.installation import Installation
from tests.sales_records import AT, BY

pytestmark = pytest.mark.django_db
EVERYTHING = """
dataset: visits
name: {en: Visits, es: Visitas}
means: {en: One visit., es: Una visita.}
key: visit
fields:
  - {id: visit, type: text, name: {en: Visit, es: Visita}}
  - {id: who, type: person, name: {en: Who, es: Quién}}
  - {id: note, type: text, name: {en: Note, es: Nota}}
  - {id: state, type: choice, choices: ["Done", "=open"], name: {en: State, es: Estado}}
  - {id: people, type: whole, name: {en: People, es: Personas}}
  - {id: length, type: decimal, name: {en: Length, es: Duración}}
  - {id: paid, type: money, currency: EUR, name: {en: Paid, es: Pagado}}
  - {id: currency, type: text, name: {en: Currency, es: Moneda}}
  - {id: cost, type: money, currency: currency, name: {en: Cost, es: Coste}}
  - {id: day, type: date, name: {en: Day, es: Día}}
  - {id: began, type: instant, name: {en: Began, es: Empezó}}
  - {id: first, type: yes-no, name: {en: First, es: Primera}}
credited-to: who
dated-by: [day]
"""
CURRENT = "SELECT * EXCLUDE (_position_from, _position_to) FROM dataset_visits"
NOW = CURRENT + " WHERE _position_to IS NULL ORDER BY _key"
WRITABLE = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t")
TEXTS = st.text(WRITABLE, min_size=1, max_size=12)
NAMES = st.sampled_from(["Ana Ruiz", "ana@acme.example", "=Ben", "07", "O'Neill, Pat"])
INSTANTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "note": TEXTS,
        "state": st.sampled_from(["Done", "=open"]),
        "people": st.integers(-(10**9), 10**9),
        "length": st.decimals(-(10**6), 10**6, places=6).map(lambda each: f"{each + 0:.6f}"),
        "paid": st.integers(-(10**9), 10**9),
        "day": st.dates(date(1900, 1, 1), date(2200, 1, 1)).map(date.isoformat),
        "began": INSTANTS.map(lambda each: f"{each:%Y-%m-%dT%H:%M:%S.%fZ}"),
        "first": st.booleans(),
    },
)
Rows = list[tuple[str | None, dict[str, Value]]]
COSTS = st.fixed_dictionaries(
    {"currency": st.sampled_from(["EUR", "JPY"]), "cost": st.integers(-(10**9), 10**9)}
)
RECORDS = st.tuples(VALUES, COSTS | st.just({})).map(lambda each: {**each[0], **each[1]})
ROWS = st.lists(st.tuples(NAMES | st.none(), RECORDS), min_size=1, max_size=6)


@pytest.fixture
def visits() -> None:
    operations.declare(EVERYTHING, file="visits.yaml", by=BY, at=AT)


def brought(prefix: str, rows: Rows) -> None:
    """Append as a program would, with people of the source «crm»."""
    names = [who for who, _ in rows if who is not None]
    known = identities_for(source="crm", values=names, by=BY, at=AT)
    entries = []
    for number, (who, values) in enumerate(rows):
        key = f"{prefix}{number}"
        person: dict[str, Value] = {"who": known[who]} if who is not None else {}
        entries.append(entry("visits", key, {"visit": key, **person, **values}))
    log.append(entries, source="crm", at=AT, by=BY)


def there_and_back(folder: Path) -> list[importing.Imported]:
    viewer = system_viewer("test")
    files = write_files("visits", folder, viewer=viewer)
    mappings = [mapping_in(str(each.with_suffix(".yaml"))) for each in files]
    later = AT + timedelta(days=1)
    return [
        importing.run(file, mapping, by=BY, at=later)
        for file, mapping in zip(files, mappings, strict=True)
    ]


@pytest.mark.usefixtures("visits")
@settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rows=ROWS, prefix=st.uuids())
def test_whatever_the_records_are_importing_them_again_changes_nothing(
    rows: Rows, prefix: UUID
) -> None:
    brought(str(prefix), rows)
    before = list(projection.read(NOW))
    with tempfile.TemporaryDirectory() as folder:
        done = there_and_back(Path(folder))
    assert [each.rejected for each in done] == [()] * len(done)
    assert [(each.new, each.changed) for each in done] == [(0, 0)] * len(done)
    assert sum(each.same for each in done) == len(before)
    assert list(projection.read(NOW)) == before


def test_another_installation_gets_the_same_records_and_writes_the_same_files(
    maventech: Installation, installation: Installation, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    said = maventech.rumbo("export", "records", "deals", "--to-import", str(first))
    assert said.split()[:3] == ["rumbo", "import", "deals"]
    installation.rumbo("init", "--name", "Other", "--currency", "USD")
    declared = Path("examples/maventech/datasets")
    for name in ("accounts", "products", "deals"):
        installation.rumbo("datasets", "declare", str(declared / f"{name}.yaml"))
    for line in said.splitlines():
        done = installation.rumbo_json(*line.split()[1:])
        assert done["rejected"] == []
    installation.rumbo("export", "records", "deals", "--to-import", str(second))
    assert files_in(second) == files_in(first)
    assert sum(len(lines) - 1 for lines in files_in(first).values()) == 8800


def files_in(folder: Path) -> dict[str, list[str]]:
    """The lines of every file, without the position in which each came."""
    found = {}
    for each in sorted(folder.glob("*.csv")):
        lines = each.read_text(encoding="utf-8").splitlines()
        found[each.name] = sorted(line.partition(",")[2] for line in lines)
    return found


def current_position(key: str) -> int:
    found = projection.read(
        "SELECT _position_from FROM dataset_visits WHERE _key = $key AND _position_to IS NULL",
        {"key": key},
    )
    return int(str(found.rows[0][0])) if found.rows else 0


def changes_nothing(folder: Path) -> None:
    before = list(projection.read(NOW))
    done = there_and_back(folder)
    assert [(each.new, each.changed, each.rejected) for each in done] == [(0, 0, ())] * len(
        done
    )
    assert list(projection.read(NOW)) == before


@pytest.mark.usefixtures("visits")
def test_a_record_corrected_by_hand_comes_back_the_same(tmp_path: Path) -> None:
    brought("V", [("Ana Ruiz", {"note": "Long"}), ("Ana Ruiz", {"note": "Short"})])
    declared = dataset("visits")
    seen = current_position("V0")
    corrected: dict[str, Value] = {"visit": "V0", "note": "Longer"}
    by_hand.write(declared, "V0", corrected, seen=seen, reason="a typo", by=BY, at=AT)
    changes_nothing(tmp_path)


@pytest.mark.usefixtures("visits")
def test_a_record_entered_deleted_and_restored_by_hand_comes_back_the_same(
    tmp_path: Path,
) -> None:
    declared = dataset("visits")
    values: dict[str, Value] = {"visit": "V9", "note": "By phone"}
    by_hand.write(declared, "V9", values, seen=0, reason="no CRM yet", by=BY, at=AT)
    seen = current_position("V9")
    deleted = by_hand.delete("visits", "V9", seen=seen, reason="twice", by=BY, at=AT)
    assert deleted is not None
    by_hand.write(declared, "V9", values, seen=deleted, reason="not twice", by=BY, at=AT)
    changes_nothing(tmp_path)


@pytest.mark.usefixtures("visits")
def test_what_a_source_says_of_a_corrected_record_counts_though_it_is_the_same(
    tmp_path: Path,
) -> None:
    """Only a file that was exported from here, and of that very version, says nothing new."""
    brought("V", [(None, {"note": "Long"})])
    corrected: dict[str, Value] = {"visit": "V0", "note": "Longer"}
    seen = current_position("V0")
    by_hand.write(dataset("visits"), "V0", corrected, seen=seen, reason="a typo", by=BY, at=AT)
    (file,) = write_files("visits", tmp_path, viewer=system_viewer("test"))
    mapping = mapping_in(str(file.with_suffix(".yaml")))
    elsewhere = file.read_text().replace(f"\n{current_position('V0')},", "\n1,")
    file.write_text(elsewhere)
    done = importing.run(file, mapping, by=BY, at=AT)
    assert (done.new, done.changed, done.same) == (0, 1, 0)
