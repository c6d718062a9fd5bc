"""YAML made to hurt: refused by a limit or a rule, with its place, before a tree is built."""

from itertools import pairwise
from pathlib import Path

import pytest

from rumbo.kernel.document import MAXIMUM_BYTES, MAXIMUM_DEPTH, read_document
from rumbo.kernel.problems import Refused
from tests.installation import Installation

LAUGHS = "a: &a [lol, lol]\n" + "\n".join(
    f"{after}: &{after} [*{before}, *{before}]"
    for before, after in pairwise("abcdefghijklmnop")
)
HOSTILE = {
    "billion laughs": (LAUGHS, "document.anchor", 1),
    "a merge key": ("base: &base {rate: 4%}\nplan: {<<: *base}\n", "document.anchor", 1),
    "a python object": ("plan: !!python/object/apply:os.system ['id']\n", "document.tag", 1),
    "a python name": ("plan: !!python/name:os.system ''\n", "document.tag", 1),
    "a tag of its own": ("name: x\nplan: !rate 4%\n", "document.tag", 2),
    "ten megabytes": ("plan: " + "x" * 10_000_000, "document.too-large", 0),
    "deep brackets": ("plan: " + "[" * 10_000 + "]" * 10_000, "document.too-deep", 1),
    "deep braces": ("{a: " * 10_000 + "1" + "}" * 10_000, "document.too-deep", 1),
    "deep indents": (
        "\n".join(" " * n + "a:" for n in range(1_000)),
        "document.too-deep",
        MAXIMUM_DEPTH + 1,
    ),
    "a key twice": ("plan: a\nrate: 4%\nplan: b\n", "document.duplicate-key", 3),
    "a list as a key": ("? [a, b]\n: c\n", "document.key", 1),
    "two documents": ("plan: a\n---\nplan: b\n", "document.not-yaml", 2),
    "an open quote": ("plan: 'a\nrate: 4%\n", "document.not-yaml", 3),
    "a tabulator": ("plan:\n\trate: 4%\n", "document.not-yaml", 2),
    "a control character": ("plan: a\x07b\n", "document.not-yaml", 0),
    "nothing at all": ("# only a comment\n", "document.empty", 1),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_refused_at_its_place(name: str) -> None:
    text, code, line = HOSTILE[name]
    with pytest.raises(Refused) as caught:
        read_document(text, file="plan.yaml")
    first = caught.value.problems[0]
    assert (first.code, first.place.line) == (code, line)


def test_the_largest_document_that_is_read_is_a_million_bytes() -> None:
    comment = "#" * (MAXIMUM_BYTES - len("plan: a\n"))
    assert read_document(f"plan: a\n{comment}", file="").tree == {"plan": "a"}
    with pytest.raises(Refused):
        read_document(f"plan: a\n{comment}#", file="")


def test_a_scalar_is_what_is_written_and_never_a_guess() -> None:
    written = "a: no\nb: 1e3\nc: 0x1F\nd: 010\ne: 2017-02-30\nf: ~\ng: 1_000\nh: .inf\n"
    assert read_document(written, file="").tree == {
        "a": "no",
        "b": "1e3",
        "c": "0x1F",
        "d": "010",
        "e": "2017-02-30",
        "f": "~",
        "g": "1_000",
        "h": ".inf",
    }


PLAN = Path(__file__).resolve().parents[2] / "examples/maventech/plans/account-executive.yaml"


GUESSES = ("1e3", "4e-2%", "0x4%", ".inf", "NaN", "4%%", "٤%", "4 000 %")


def test_a_rate_that_only_a_guess_could_read_is_refused(
    installation: Installation, tmp_path: Path
) -> None:
    text = PLAN.read_text("utf-8")
    files = [tmp_path / f"plan-{number}.yaml" for number in range(len(GUESSES))]
    for file, rate in zip(files, GUESSES, strict=True):
        wrong = text.replace("rate: 4%", f"rate: '{rate}'", 1)
        assert wrong != text
        file.write_text(wrong, encoding="utf-8")
    answer = installation.rumbo_json("check", *map(str, files), expect=2)
    line = text[: text.index("rate: 4%")].count("\n") + 1
    found = {
        (each["file"], each["line"])
        for each in answer["problems"]
        if each["code"] == "plan.number.not-percent"
    }
    assert found == {(str(file), line) for file in files}
