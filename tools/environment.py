"""The development environment: `.venv`, filled from the pinned requirements.

Standard library only: this runs on a bare Python, before anything is installed.
"""

import hashlib
import importlib.util
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PINNED = ROOT / "requirements"
STAMP = VENV / "installed.txt"
OLDEST = (3, 11)

# From the smaller set to the larger, each with the files it installs.
SETS = {"base": ("base",), "dev": ("dev",), "spark": ("dev", "spark")}
LEVELS = tuple(SETS)


def prepare(level: str) -> None:
    """Make `.venv` and install what a level pins; when there is nothing to do, in a few ms."""
    _refuse_old_python()
    known, digest = _read_stamp()
    level = max(level, known, key=LEVELS.index)
    if digest == _digest(level) and (BIN / "python").exists():
        return
    _make_environment()
    _install(level)
    STAMP.write_text(f"{level} {_digest(level)}\n")


def _refuse_old_python() -> None:
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:3])
        sys.exit(f"Rumbo needs Python 3.11 or newer; this is {found} ({sys.executable}).")


def _read_stamp() -> tuple[str, str]:
    words = STAMP.read_text().split() if STAMP.exists() else []
    return (words[0], words[1]) if len(words) == 2 and words[0] in LEVELS else ("base", "")


def _digest(level: str) -> str:
    """Of everything that decides what is installed, and of where the tree stands."""
    parts = [str(ROOT).encode()]
    files = (PINNED / "setup.txt", *_pinned(level), ROOT / "pyproject.toml")
    parts += [hashlib.sha256(file.read_bytes()).digest() for file in files]
    return hashlib.sha256(b"".join(parts)).hexdigest()


def _pinned(level: str) -> tuple[Path, ...]:
    return tuple(PINNED / f"{name}.txt" for name in SETS[level])


def _make_environment() -> None:
    if (BIN / "python").exists() and ((BIN / "uv").exists() or (BIN / "pip").exists()):
        return
    if (
        importlib.util.find_spec("venv") is None
        or importlib.util.find_spec("ensurepip") is None
    ):
        major, minor = sys.version_info[:2]
        sys.exit(
            "This Python cannot make a virtual environment: its modules `venv` and `ensurepip`"
            f" are missing.\nOn Debian or Ubuntu: sudo apt install python{major}.{minor}-venv"
            f"\nThen again: ./dev.py {' '.join(sys.argv[1:])}"
        )
    print("Making .venv …", flush=True)
    # Cleared, because an interrupted attempt may have left half of one.
    _run([sys.executable, "-m", "venv", "--clear", str(VENV)])


def _install(level: str) -> None:
    setup, pinned = str(PINNED / "setup.txt"), [str(file) for file in _pinned(level)]
    pip = [str(BIN / "pip"), "install", "--quiet", "--quiet", "--require-hashes"]
    if not (BIN / "uv").exists():
        _run([*pip, "--requirement", setup])
    print(f"Installing the pinned packages (requirements/{level}.in) …", flush=True)
    uv = [str(BIN / "uv"), "pip"]
    python = ["--quiet", "--python", str(BIN / "python")]
    # Where a mirror is set up for pip alone, uv finds nothing: pip is slower, and knows it.
    if _ended([*uv, "sync", *python, "--require-hashes", setup, *pinned]) != 0:
        print("That did not work with uv; trying pip …", flush=True)
        _run([*pip, *(word for file in (setup, *pinned) for word in ("--requirement", file))])
    # The package is linked, not copied; its builder is pinned above: nothing is fetched.
    editable = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    _run([*uv, "install", *python, *editable])


def _run(command: list[str]) -> None:
    if code := _ended(command):
        sys.exit(f"Set-up stopped: «{' '.join(command)}» ended with {code}.")


def _ended(command: list[str]) -> int:
    return subprocess.run(command, check=False).returncode
