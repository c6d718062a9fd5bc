"""The contracts of import-linter grow with the packages."""

import tomllib

from tests.architecture.tree import PACKAGES, ROOT


def test_each_package_with_models_has_the_contract_that_keeps_them_inside() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = settings["tool"]["importlinter"]["contracts"]
    inside = {name for each in contracts for name in each.get("protected_modules", [])}
    assert inside == {
        f"rumbo.{path.parent.name}.models" for path in PACKAGES.glob("*/models.py")
    }
