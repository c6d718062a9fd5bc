"""Too little memory: told plainly, and the same again with enough gives one clean import."""

import json
import resource
import subprocess
from pathlib import Path

import pytest

from tests.installation import PROGRAM, Installation

ROWS = 60_000
HEADER = (
    "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value"
)
DEAL = "Anna Snelling,GTX Basic,Isdom,Won,2017-07-03,2017-08-01,10"
MEBIBYTE = 1 << 20
# Where an allocation fails inside a library, that library decides: an error of Python's, or the
# end of the process.
TOLD = ("installation.out-of-memory", "cli.ended")


@pytest.mark.slow
def test_an_import_without_enough_memory_goes_in_whole_with_enough(
    own_maventech: Installation, tmp_path: Path
) -> None:
    installation = own_maventech
    file = tmp_path / "deals.csv"
    file.write_text("\n".join([HEADER, *(f"M{n:07d},{DEAL}" for n in range(ROWS)), ""]))
    words = ("import", "deals", str(file), "--mapping", "maventech")
    for limit in (750, 900, 950, 1_200):
        code, answer = _limited(installation, *words, mebibytes=limit)
        (problem,) = answer["problems"]
        assert code == 1
        assert problem["code"] in TOLD
        assert "memory" in problem["message"]
    done = installation.rumbo_json(*words)
    assert (done["new"] + done["same"], done["changed"], done["rejected"]) == (ROWS, 0, [])
    again = installation.rumbo_json(*words)
    assert (again["new"], again["same"]) == (0, ROWS)


def _limited(
    installation: Installation, *words: str, mebibytes: int
) -> tuple[int, dict[str, list[dict[str, str]]]]:
    """Run one command that may not take more memory than so much."""

    def limit() -> None:
        most = mebibytes * MEBIBYTE
        resource.setrlimit(resource.RLIMIT_AS, (most, most))

    done = subprocess.run(
        [str(PROGRAM), *words, "--json"],
        # Few threads, so that their stacks do not decide what fits on a machine of many cores.
        env={**installation.environment, "OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "1"},
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, json.loads(done.stdout)
