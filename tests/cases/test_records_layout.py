"""Datasets and fields that are added to records which stand already."""

from datetime import UTC, datetime

import pytest

from rumbo.history.actors import System
from rumbo.records import log, operations, projection
from rumbo.records.projection import engine as engines
from rumbo.records.rules.payload import entry

pytestmark = pytest.mark.django_db
BY = System("test")
AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
FIELDS = {
    "deal": "{id: deal, type: text, name: {en: Deal, es: Negocio}}",
    "value": "{id: value, type: money, currency: USD, name: {en: Value, es: Valor}}",
    "stage": "{id: stage, type: text, name: {en: Stage, es: Etapa}}",
    "won-on": "{id: won-on, type: date, name: {en: Won on, es: Ganado el}}",
}
# A row that no log holds: it is gone once its table has been filled again.
MARK = "INSERT INTO dataset_{dataset} (_position_from, _key) VALUES (0, 'mark')"


def declare(dataset: str, *fields: str) -> None:
    listed = "".join(f"  - {FIELDS[each]}\n" for each in fields)
    text = (
        f"dataset: {dataset}\nname: {{en: Deals, es: Negocios}}\n"
        f"means: {{en: Deals, es: Negocios}}\nkey: deal\nfields:\n{listed}"
    )
    operations.declare(text, file="deals.yaml", by=BY, at=AT)


def bring(dataset: str, key: str, **values: str | int) -> None:
    told = entry(dataset, key, {"deal": key, **values})
    log.append([told], source="crm", at=AT, by=BY)


def marked(dataset: str) -> None:
    projection.position()
    with engines.engine().cursor() as cursor:
        cursor.execute(MARK.format(dataset=dataset))


def keys(dataset: str) -> list[str]:
    rows = projection.read(f"SELECT _key FROM dataset_{dataset} ORDER BY _key")  # noqa: S608
    return [str(key) for (key,) in rows]


def everything(dataset: str, *columns: str) -> list[tuple[object, ...]]:
    named = ", ".join(f'"{each}"' for each in ("_key", *columns))
    rows = projection.read(f"SELECT {named} FROM dataset_{dataset} ORDER BY _position_from")  # noqa: S608
    return list(rows)


def test_a_field_that_the_log_knows_nothing_of_leaves_the_table_standing() -> None:
    declare("deals", "deal", "value")
    bring("deals", "D1", value=100)
    marked("deals")
    declare("deals", "deal", "stage", "value", "won-on")
    bring("deals", "D2", value=200, stage="Won")
    assert keys("deals") == ["D1", "D2", "mark"]
    assert everything("deals", "value", "stage")[1:] == [("D1", 100, None), ("D2", 200, "Won")]


def test_a_new_dataset_leaves_the_others_standing() -> None:
    declare("deals", "deal", "value")
    bring("deals", "D1", value=100)
    marked("deals")
    declare("visits", "deal", "stage")
    bring("visits", "V1", stage="Seen")
    assert keys("deals") == ["D1", "mark"]
    assert everything("visits", "stage") == [("V1", "Seen")]


def test_a_field_whose_values_the_log_holds_shows_them_and_fills_only_its_own_table() -> None:
    declare("deals", "deal", "value")
    declare("visits", "deal", "value")
    # Whoever corrects by hand carries along what is not declared: the log holds it.
    bring("deals", "D1", value=100, stage="Won")
    bring("deals", "D1", value=150, stage="Lost")
    bring("visits", "V1", value=1)
    marked("deals")
    marked("visits")
    declare("deals", "deal", "value", "stage")
    assert everything("deals", "value", "stage") == [("D1", 100, "Won"), ("D1", 150, "Lost")]
    assert keys("visits") == ["V1", "mark"]


def test_whichever_way_the_tables_came_about_they_hold_the_same() -> None:
    declare("deals", "deal", "value")
    bring("deals", "D1", value=100, stage="Won")
    projection.position()
    declare("deals", "deal", "won-on", "value")
    bring("deals", "D1", value=120, **{"won-on": "2026-03-01"})
    projection.position()
    declare("deals", "deal", "stage", "won-on", "value")
    bring("deals", "D2", value=5, stage="Open")
    columns = ("_position_from", "_position_to", "value", "stage", "won_on")
    step_by_step = everything("deals", *columns)
    own = engines.engine()
    own.renew(own.generation)
    assert everything("deals", *columns) == step_by_step
    assert len(step_by_step) == 3


def test_people_laid_out_by_another_version_mean_everything_anew() -> None:
    declare("deals", "deal", "value")
    bring("deals", "D1", value=100)
    marked("deals")
    with engines.engine().cursor() as cursor:
        cursor.execute("ALTER TABLE roster_team DROP COLUMN level")
    declare("visits", "deal", "stage")
    assert keys("deals") == ["D1"]
    assert list(projection.read("SELECT level FROM roster_team")) == []
