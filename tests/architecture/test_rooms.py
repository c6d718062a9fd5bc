"""Each package says what it owns; no module outgrows a reader's patience."""

from pathlib import Path

import pytest

from tests.architecture.tree import PACKAGES, modules, named, tracked

ROOMS = sorted(path.parent for path in PACKAGES.glob("*/__init__.py"))
LONGEST = 300
LONGEST_README = 40


@pytest.mark.parametrize("room", ROOMS, ids=named)
def test_each_package_says_what_it_owns_and_what_not(room: Path) -> None:
    text = (room / "README.md").read_text()
    assert "Owns:" in text
    assert "Does not own:" in text
    assert len(text.splitlines()) < LONGEST_README


# Tables of sentences are looked up, not read.
READ = [path for path in modules() if "problems" not in path.parts]


@pytest.mark.parametrize("path", [*READ, *tracked("t*/*.py")], ids=named)
def test_no_module_is_too_long(path: Path) -> None:
    assert len(path.read_text().splitlines()) < LONGEST
