"""`./dev.py check`: every check in order, one line each, and what the failing ones said."""

import os
import subprocess
import time
from dataclasses import dataclass

from tools.environment import BIN, ROOT


@dataclass(frozen=True, slots=True)
class Check:
    """A name for the list and the command that decides; exit code 0 is a pass."""

    name: str
    command: tuple[str, ...]


CHECKS = (
    Check("format", ("ruff", "format", "--check", "--output-format=concise", ".")),
    Check("lint", ("ruff", "check", "--output-format=concise", ".")),
    Check("types", ("mypy",)),
    Check("imports", ("lint-imports",)),
    Check("templates", ("djlint", "src", "--check", "--lint")),
    Check("examples", ("rumbo", "check", "examples")),
    Check("migrations", ("django-admin", "makemigrations", "--check", "--dry-run")),
    Check("messages", ("python", "-m", "tools.messages", "--check")),
    Check("documents", ("python", "-m", "tools.problem_pages", "--check")),
)


def run_checks(names: tuple[str, ...] = ()) -> int:
    """Run the named checks, or all; 0 when each passed, else 1; 2 for an unknown name."""
    known = {check.name: check for check in CHECKS}
    if unknown := [name for name in names if name not in known]:
        print(f"No check is called «{unknown[0]}»; there are: {', '.join(known)}.")
        return 2
    failed = [name for name in names or known if not _passes(known[name])]
    print(f"\nFailed: {', '.join(failed)}." if failed else "\nAll is well.")
    return 1 if failed else 0


def _passes(check: Check) -> bool:
    print(f"{check.name:<12}", end="", flush=True)
    began = time.monotonic()
    done = _run(check.command)
    mark = "ok" if done.returncode == 0 else "FAILED"
    print(f"{mark:<7}{time.monotonic() - began:6.1f} s", flush=True)
    if done.returncode:
        print("  " + done.stdout.strip().replace("\n", "\n  "), flush=True)
    return done.returncode == 0


def _run(command: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    program, *arguments = command
    return subprocess.run(
        [str(BIN / program), *arguments],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "rumbo.config.settings"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
