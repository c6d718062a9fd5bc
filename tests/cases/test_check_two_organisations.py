"""Files of several organisations are checked side by side, each with its own names."""

from pathlib import Path

from rumbo.flows.check_files import check_files

ORGANISATION = """organisation: {key}
name: {key}
about: {{en: A shop, es: Una tienda}}
currency: EUR
time-zone: Europe/Madrid
years: {{from: 2026, before: 2027}}
"""
DATASET = """dataset: deals
name: {en: Deals, es: Oportunidades}
means: {en: A sale, es: Una venta}
key: deal
fields:
  - {id: deal, type: text, name: {en: Deal, es: Oportunidad}}
"""
MAPPING = """mapping: shop
dataset: {dataset}
source: shop
columns: {{number: {field}}}
"""


def shop(folder: Path, **files: str) -> Path:
    folder.mkdir()
    (folder / "organisation.yaml").write_text(ORGANISATION.format(key=folder.name))
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text)
    return folder


def test_two_organisations_may_use_the_same_names(tmp_path: Path) -> None:
    mapping = MAPPING.format(dataset="deals", field="deal")
    shop(tmp_path / "one", deals=DATASET, mapping=mapping)
    shop(tmp_path / "two", deals=DATASET, mapping=mapping)
    assert check_files([tmp_path]).problems == ()


def test_a_shipped_dataset_needs_no_declaration(tmp_path: Path) -> None:
    mapping = MAPPING.format(dataset="logins", field="[login, tool, member, signed-in-at]")
    assert check_files([shop(tmp_path / "one", mapping=mapping)]).problems == ()


def test_what_one_organisation_declares_is_unknown_to_the_other(tmp_path: Path) -> None:
    shop(tmp_path / "one", crates=DATASET.replace("deals", "crates"))
    shop(tmp_path / "two", mapping=MAPPING.format(dataset="crates", field="deal"))
    (problem,) = check_files([tmp_path]).problems
    assert problem.code == "check.unknown-name"
    assert Path(problem.place.file).parent.name == "two"
