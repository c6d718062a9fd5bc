"""Every file of the example that is generated, by its name in the folder."""

from collections.abc import Iterator
from pathlib import Path

from tools.every_key_result import (
    catalogue,
    counting,
    reaching,
    selling_sheets,
    working,
)
from tools.every_key_result.selling import simulated
from tools.every_key_result.sheets import Sheet, sheet
from tools.every_key_result.staff import STAFF
from tools.every_key_result.truth import truth_text

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "every-key-result"


def written() -> dict[str, str]:
    """The text of each generated file; the truth is reckoned from the texts of the others."""
    records = {f"data/{each.name}.csv": each.text() for each in _sheets()}
    plan = (FOLDER / "key-results.csv").read_text(encoding="utf-8")
    return {**records, "truth.json": truth_text(records, plan)}


def _sheets() -> Iterator[Sheet]:
    world = simulated()
    yield _memberships()
    yield from catalogue.sheets()
    yield from selling_sheets.sheets(world)
    yield from working.sheets()
    yield from reaching.sheets(world)
    yield from counting.sheets(world)


def _memberships() -> Sheet:
    rows = (
        {
            "person": each.person,
            "team": each.team,
            "from": each.start,
            "before": each.before,
            "hours-share": str(each.hours),
        }
        for each in STAFF
    )
    return sheet("memberships", "person team from before hours-share", rows)
