#!/usr/bin/env python3
"""Everything one does with this repository, from a bare Python 3.11 on.

./dev.py demo [--fresh] [--speed SECONDS] [--port PORT]   see Rumbo at work in the browser
./dev.py rumbo …                     any command of Rumbo; ./dev.py rumbo --help lists them
./dev.py setup [spark]               only prepare .venv; with what the tests on Spark need
./dev.py test [--database sqlite|postgresql] [-- …]   the test suite; the rest is pytest's
./dev.py check [NAME …]              format, lint, types, imports, documents and the rest
./dev.py write                       format, and write the generated files again
./dev.py bench [NAME …]              the benchmarks
"""

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext

from tools.checks import run_checks
from tools.environment import BIN, ROOT, prepare
from tools.postgresql import private_cluster
from tools.scratch import scratch_folder

WRITERS = (
    ("ruff", "format", "."),
    ("ruff", "check", "--fix", "--quiet", "."),
    ("djlint", "src", "--reformat", "--quiet"),
    ("python", "-m", "tools.messages"),
    ("python", "-m", "tools.problem_pages"),
)


def main(words: list[str]) -> int:
    """Run one command; its exit code."""
    if not words or words[0] in {"-h", "--help", "help"}:
        print(__doc__)
        return 0
    command = COMMANDS.get(words[0])
    if command is None:
        print(f"There is no «{words[0]}» here.\n{__doc__}", file=sys.stderr)
        return 2
    # The libraries are many: where nothing compiled is kept, each process compiles them anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    # A polite kill ends the block that runs, so that a private server never outlives its tests.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    return command(words[1:])


def rumbo(words: list[str]) -> int:
    prepare("base")
    os.execv(BIN / "rumbo", ["rumbo", *words])


def demo(words: list[str]) -> int:
    return rumbo(["demo", *words])


def setup(words: list[str]) -> int:
    if words not in ([], ["spark"]):
        print("./dev.py setup, or ./dev.py setup spark", file=sys.stderr)
        return 2
    prepare("spark" if words else "dev")
    print("Ready: .venv/bin/rumbo --help")
    return 0


def test(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./dev.py test")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("pytest", nargs="*", help="arguments for pytest, after --")
    given = parser.parse_args(words)
    prepare("dev")
    url = os.environ.get("RUMBO_DATABASE_URL", "")
    with scratch_folder():
        if given.database == "sqlite":
            return _pytest(given.pytest, database="")
        with nullcontext(url) if url.startswith("postgres") else private_cluster() as server:
            return _pytest(given.pytest, database=server)


def _pytest(words: list[str], *, database: str) -> int:
    environment = {**os.environ, "RUMBO_DATABASE_URL": database}
    # One file stays with one worker: what a file's tests share is made once.
    parallel = ["--numprocesses=2", "--dist=loadfile"]
    return _run("pytest", *parallel, *words, environment=environment)


def check(words: list[str]) -> int:
    prepare("dev")
    return run_checks(tuple(words))


def write(_: list[str]) -> int:
    prepare("dev")
    return max(_run(*command) for command in WRITERS)


def bench(words: list[str]) -> int:
    prepare("dev")
    known = sorted(file.stem for file in (ROOT / "benchmarks").glob("[!_]*.py"))
    if unknown := [word for word in words if word not in known]:
        print(f"No benchmark is called «{unknown[0]}»; there are: {', '.join(known)}.")
        return 2
    return max(_run("python", "-m", f"benchmarks.{name}") for name in words or known)


def _run(program: str, *words: str, environment: dict[str, str] | None = None) -> int:
    command = [str(BIN / program), *words]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "demo": demo,
    "rumbo": rumbo,
    "setup": setup,
    "test": test,
    "check": check,
    "write": write,
    "bench": bench,
}

if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
