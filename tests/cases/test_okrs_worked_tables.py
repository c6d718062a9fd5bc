"""The tables and files of the docs are run as they stand, so that page and code cannot part."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rumbo.kernel.calendar import Period, parse_period
from rumbo.okrs.documents import read_objectives
from rumbo.okrs.rules.course import Aim, ChangeBy, Declared, course
from rumbo.okrs.rules.holding import Bounds, held
from rumbo.okrs.rules.milestones import Step, expected_of, share_done
from rumbo.okrs.rules.progress import progress, score
from rumbo.okrs.rules.roll_up import Part, roll_up
from rumbo.recognition.documents import read_board
from rumbo.recognition.rules.ranking import Direction, Result, climbed, ranked
from rumbo.targets.documents import read_targets
from rumbo.targets.rules.attainment import NoSuchTarget, attainment
from rumbo.targets.rules.pace import pace
from rumbo.targets.rules.proration import prorated_over
from rumbo.targets.rules.quota import suggested_quota

ALGORITHMS = Path(__file__).parents[2] / "docs" / "algorithms"
Row = dict[str, str]


def table(page: str, name: str) -> list[Row]:
    """The rows of the table under `<!-- cases: name -->`, by its headings."""
    text = (ALGORITHMS / f"{page}.md").read_text(encoding="utf-8")
    _, _, after = text.partition(f"<!-- cases: {name} -->\n")
    lines = list(_until_blank(after.splitlines()))
    assert len(lines) > 2, f"{page}.md has no table {name}"
    heads, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [dict(zip(heads, row, strict=True)) for row in rows[1:]]


def _until_blank(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if not line.strip():
            return
        yield line


def number(text: str) -> Decimal | None:
    return None if text == "none" else Decimal(text)


def period(text: str) -> Period:
    start, before = text.split("..")
    return Period(date.fromisoformat(start), date.fromisoformat(before))


def words(row: Row) -> str:
    return ", ".join(row.values())


@pytest.mark.parametrize("row", table("attainment", "attainment"), ids=words)
def test_attainment(row: Row) -> None:
    if row["attainment"] == "refused":
        with pytest.raises(NoSuchTarget):
            attainment(number(row["result"]), number(row["target"]))
        return
    found = attainment(number(row["result"]), number(row["target"]))
    assert (found.ratio if found else None) == number(row["attainment"])


@pytest.mark.parametrize("row", table("attainment", "quota"), ids=words)
def test_grown_quota(row: Row) -> None:
    assert suggested_quota(number(row["previous"])) == number(row["quota"])


@pytest.mark.parametrize("row", table("proration", "proration"), ids=words)
def test_proration(row: Row) -> None:
    held = [period(each) for each in row["held"].split(", ")]
    found = prorated_over(Decimal(row["target"]), period=period(row["period"]), held=held)
    assert found == number(row["prorated"])


@pytest.mark.parametrize("row", table("ranking", "rank"), ids=words)
def test_rank_and_gap(row: Row) -> None:
    results = [Result(who, who, number(value)) for who, value in pairs(row["values"])]
    placed = {
        each.result.name: each
        for each in ranked(results, direction=Direction(row["direction"]))
    }
    assert {who: placed[who].rank for who in placed} == {
        who: number(rank) for who, rank in pairs(row["ranks"])
    }
    assert {who: placed[who].gap for who in placed} == {
        who: number(gap) for who, gap in pairs(row["gaps"])
    }


def pairs(text: str) -> list[tuple[str, str]]:
    return [(who, value) for who, value in (each.split() for each in text.split(", "))]


@pytest.mark.parametrize("row", table("ranking", "change"), ids=words)
def test_change_of_rank(row: Row) -> None:
    today, yesterday = (
        None if row[day] == "none" else int(row[day]) for day in ("today", "yesterday")
    )
    assert climbed(today, before=yesterday) == number(row["change"])


@pytest.mark.parametrize("row", table("scoring", "course"), ids=words)
def test_course(row: Row) -> None:
    aim, _, by = row["aim"].partition(" ")
    value = number(row["value"])
    declared = Declared(
        aim=Aim(aim),
        accumulates=row["metric is a"] == "sum",
        reach=value if aim == "reach" else None,
        start=number(row["start written"]),
        change=value if aim == "change" else None,
        change_by=ChangeBy(by or "relative"),
    )
    found = course(declared, baseline=number(row["baseline"]))
    expected = (number(row["start"]), number(row["target"]))
    assert ((found.start, found.target) if found else (None, None)) == expected


@pytest.mark.parametrize("row", table("scoring", "progress"), ids=words)
def test_progress_and_score(row: Row) -> None:
    declared = Declared(
        Aim.REACH, accumulates=True, reach=number(row["target"]), start=number(row["start"])
    )
    raw = progress(number(row["current"]), course(declared, baseline=None))
    assert raw == number(row["progress"])
    assert str(score(raw)).lower() == row["score"]


@pytest.mark.parametrize("row", table("scoring", "hold"), ids=words)
def test_hold(row: Row) -> None:
    bounds = Bounds(number(row["at least"]), number(row["at most"]))
    assert held(number(row["value"]), bounds) == number(row["progress"])


@pytest.mark.parametrize("row", table("scoring", "done"), ids=words)
def test_done(row: Row) -> None:
    june, today = parse_period("2026-06"), date.fromisoformat(row["today"])
    steps = [step(each) for each in row["milestones (day wanted/day done)"].split(", ")]
    assert share_done(steps) == number(row["progress"])
    assert expected_of(steps, today=today, period=june) == number(row["expected"])


def step(text: str) -> Step:
    due, done = (None if e == "none" else date.fromisoformat(e) for e in text.split("/"))
    return Step(due, done)


@pytest.mark.parametrize("row", table("scoring", "standing"), ids=words)
def test_standing(row: Row) -> None:
    today = date.fromisoformat(row["today"])
    found = pace(number(row["progress"]), period=period(row["period"]), today=today)
    assert (found.standing.value, found.reason) == (row["standing"], row["reason"])
    assert found.expected == number(row["expected"])


@pytest.mark.parametrize("row", table("scoring", "roll-up"), ids=words)
def test_roll_up(row: Row) -> None:
    rolled = roll_up([part(each) for each in row["parts"].split(", ")])
    assert rolled.progress == number(row["progress"])
    assert rolled.policy.value == row["policy"]
    assert f"{rolled.reporting} of {rolled.of}" == row["reporting"]


def part(text: str) -> Part:
    if "/" in text:
        value, target = (Decimal(each) for each in text.split("/"))
        return Part(value / target, adds_as="revenue", value=value, target=target)
    done, weight = text.split("×")
    return Part(number(done), Decimal(weight))


READERS: dict[str, Callable[..., object]] = {
    "okrs": read_objectives,
    "targets": read_targets,
    "board": read_board,
}


def blocks() -> list[str]:
    text = (ALGORITHMS.parent / "okrs.md").read_text(encoding="utf-8")
    return re.findall(r"```yaml\n(.*?)```", text, flags=re.DOTALL)


@pytest.mark.parametrize("block", blocks(), ids=lambda block: block.splitlines()[0])
def test_the_examples_of_the_page_on_files_are_accepted(block: str) -> None:
    read = READERS[block.partition(":")[0]]
    assert read(block, file="docs/okrs.md")


def test_the_page_on_files_shows_each_kind() -> None:
    assert {block.partition(":")[0] for block in blocks()} == set(READERS)
