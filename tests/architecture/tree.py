"""The tracked files of the project, read for the house lints."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ROOT / "src" / "rumbo"


def tracked(pattern: str = "*") -> list[Path]:
    """Files under version control, or new and not ignored, that match a glob of git."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", pattern]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return sorted(path for path in paths if path.is_file())


def modules(part: str = "") -> list[Path]:
    """Modules of the product, without tests and migrations; `part` must be in the path."""
    found = tracked("src/rumbo/*.py")
    return [
        path
        for path in found
        if part in path.as_posix()
        and not path.name.endswith("_test.py")
        and "migrations" not in path.parts
    ]


def templates() -> list[Path]:
    return tracked("src/rumbo/*.html")


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """The public functions at the top of a module."""
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def named(path: Path) -> str:
    """A path as a person says it."""
    return path.relative_to(ROOT).as_posix()
