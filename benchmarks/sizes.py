"""How the cost grows with the number of records, from ten thousand to five million.

For each size, in a process and an installation of its own: the import of the file, a figure by
person that was never asked before, and the rebuild of the projection. The exponent between two
sizes is how the cost grew: 1.00 is in proportion, and the goal is no more than 1.05.

    ./dev.py bench sizes [--sizes 10000 100000 1000000 5000000]
"""

# ruff: noqa: PLC0415 - Django is set up before its users are imported.
import argparse
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from benchmarks._deals import AT, prepare, set_up, write_file
from benchmarks._memory import peak_of

SIZES = (10_000, 100_000, 1_000_000, 5_000_000)
PEOPLE = 2_000
TIMES = 5
GOAL = 1.05
Cost = dict[str, float]


def main() -> None:
    """Measure each size, print the costs and the exponents; 1 when the goal was missed."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    given.add_argument("--one", type=int, help="used by the benchmark itself")
    asked = given.parse_args()
    if asked.one:
        print(json.dumps(_cost(asked.one)))
        return
    costs = {size: _apart(size) for size in asked.sizes}
    print(f"{'records':>10}" + "".join(f"{name:>18}" for name in costs[asked.sizes[0]]))
    for size, cost in costs.items():
        print(f"{size:>10,}" + "".join(f"{value:18.3f}" for value in cost.values()))
    sys.exit(1 if _exponents(costs) > GOAL else 0)


def _exponents(costs: dict[int, Cost]) -> float:
    """Print how each cost grew from the smallest to the largest size; the worst of them."""
    small, large = min(costs), max(costs)
    grown = {
        name: math.log(costs[large][name] / value) / math.log(large / small)
        for name, value in costs[small].items()
        if name != "MiB"
    }
    print(f"{'exponent':>10}" + "".join(f"{value:18.2f}" for value in grown.values()))
    return max(grown.values())


def _apart(size: int) -> Cost:
    words = [sys.executable, "-m", "benchmarks.sizes", "--one", str(size)]
    done = subprocess.run(
        words, env=dict(os.environ), stdout=subprocess.PIPE, text=True, check=True
    )
    cost: Cost = json.loads(done.stdout.splitlines()[-1])
    return cost


def _cost(size: int) -> Cost:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        set_up(home)
        prepare(home, deals=0, people=PEOPLE)
        file = write_file(home, deals=size, people=PEOPLE)
        return {
            "import, s": _seconds(lambda: _import(file)),
            "by person, s": statistics.median(_asked(number) for number in range(TIMES)),
            "rebuild, s": _seconds(lambda: _rebuild(home)),
            "MiB": peak_of(),
        }


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _import(file: Path) -> None:
    from rumbo.history.actors import System
    from rumbo.records.importing.steps import run

    run(file, "million", by=System("benchmark"), at=AT)


def _asked(number: int) -> float:
    from rumbo.kernel.calendar import Period
    from rumbo.metrics.queries import Question, answer
    from rumbo.people.values import Visible

    period = Period(date(2026, 1, 1) + timedelta(days=number), date(2026, 12, 1))
    question = Question("revenue", period, by=("person",))
    return _seconds(lambda: answer(question, visible=Visible()))


def _rebuild(home: Path) -> None:
    """The projection built again from the log, as after its file was lost."""
    from rumbo.records import projection
    from rumbo.records.projection.engine import engine

    own = engine()
    own.renew(own.generation)
    shutil.rmtree(home / "staging", ignore_errors=True)
    projection.position()


if __name__ == "__main__":
    main()
