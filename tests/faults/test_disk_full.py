"""A full disk: told plainly, no record half-done, and all of it once there is room."""

import json
import os
import subprocess
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from rumbo.web.faults import fault
from tests.installation import PROGRAM, Installation

ROWS = 60_000
HEADER = (
    "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value"
)
# In a name space of its own anybody may mount a small disk; it is gone with the last process.
APART = ("unshare", "--user", "--map-root-user", "--mount")
# One line for each import: how it ended, what it answered, and how many deals are won then.
SCRIPT = """
set -eu
mount -t tmpfs -o size=60m none "$RUMBO_HOME"
"$RUMBO" init --example maventech > "$LOG"
bring() {
  code=0
  "$RUMBO" import deals "$FILE" --mapping maventech --json > "$LOG" || code=$?
  answer=$(cat "$LOG")
  rm -f "$RUMBO_HOME/filler"
  won=$("$RUMBO" metric deals-won --period 2017-Q3 --json)
  printf '{"code": %d, "answer": %s, "won": %s}\\n' "$code" "$answer" "$won" | tr -d '\\n'
  echo
}
for room in 2M 12M; do
  dd if=/dev/zero of="$RUMBO_HOME/filler" bs=64k status=none || true
  truncate --size="-$room" "$RUMBO_HOME/filler"
  bring
done
bring
"""


def full(_: HttpRequest) -> HttpResponse:
    """Writes to a device that always answers that there is no space left."""
    with Path("/dev/full").open("w") as device:
        device.write("a record\n")
    return HttpResponse()


urlpatterns = [path("full", full)]
handler500 = fault


@override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_page_that_cannot_be_saved_says_so_in_both_languages() -> None:
    response = Client(raise_request_exception=False).get("/full")
    assert response.status_code == HTTPStatus.INSUFFICIENT_STORAGE
    assert "The disk is full." in response.content.decode()
    assert "El disco está lleno." in response.content.decode()


@pytest.mark.slow
def test_an_import_that_finds_the_disk_full_is_whole_once_there_is_room(
    installation: Installation, tmp_path: Path
) -> None:
    file = tmp_path / "deals.csv"
    deal = "Anna Snelling,GTX Basic,Isdom,Won,2017-07-03,2017-08-01,10"
    file.write_text("\n".join([HEADER, *(f"M{n:07d},{deal}" for n in range(ROWS)), ""]))
    *refused, last = _on_a_small_disk(installation, file)
    # The larger room may do where PostgreSQL keeps the log elsewhere.
    ended = [each["code"] for each in refused]
    assert ended in ([1, 1], [1, 0])
    for each in refused[: sum(ended)]:
        assert [p["code"] for p in each["answer"]["problems"]] == ["installation.disk-full"]
    assert last["code"] == 0
    assert last["answer"]["new"] + last["answer"]["same"] == ROWS
    assert _won(last) == 1_257 + ROWS
    # What went in before is whole records, each of them once.
    assert _won(refused[-1]) + last["answer"]["new"] == 1_257 + ROWS


def _won(line: Any) -> int:
    return int(line["won"]["rows"][0]["value"])


def _on_a_small_disk(installation: Installation, file: Path) -> list[Any]:
    if subprocess.run([*APART, "true"], check=False, capture_output=True).returncode != 0:
        missing = "This system lets nobody mount a disk in a name space of their own"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    given = {"RUMBO": str(PROGRAM), "FILE": str(file), "LOG": str(file.with_suffix(".log"))}
    done = subprocess.run(
        [*APART, "bash", "-c", SCRIPT],
        env={**installation.environment, **given},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"
    return [json.loads(line) for line in done.stdout.splitlines()]
