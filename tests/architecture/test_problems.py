"""Every problem code has its sentence in both languages, and its entry in the documents."""

import ast
import re
from collections.abc import Iterator

from rumbo.wording.problems import messages
from tests.architecture.tree import modules
from tools.problem_pages import FOLDER, wanted_pages

# What makes a problem of a code: the value itself, and the shorter ways of some packages.
MAKERS = re.compile(r"(^|\.)(Problem|Fault|wrong)$")
CODE = re.compile(r"[a-z-]+(\.[a-z-]+)+")
SOURCE = "".join(path.read_text() for path in modules() if "wording" not in path.parts)
WORDED = {code.partition("+")[0] for code in messages()}


def _reported() -> Iterator[str]:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and MAKERS.search(ast.unparse(node.func)):
                yield from _literals(node)


def _literals(call: ast.Call) -> Iterator[str]:
    for value in [*call.args, *(word.value for word in call.keywords)]:
        text = value.value if isinstance(value, ast.Constant) else None
        if isinstance(text, str) and CODE.fullmatch(text):
            yield text


def test_each_code_has_a_sentence_in_both_languages() -> None:
    assert set(_reported()) - WORDED == set()
    half = [c for c, texts in messages().items() if not all(texts[t][0] for t in ("en", "es"))]
    assert half == []


def test_each_sentence_belongs_to_a_code_that_is_still_used() -> None:
    # A code may be put together from a beginning and a word: "okrs.unknown-{kind}".
    used = set(re.findall(r"""["']([a-z]+\.[a-z.-]+)["'{]""", SOURCE))
    beginnings = tuple(each for each in used if each.endswith("-"))
    assert {code for code in WORDED - used if not code.startswith(beginnings)} == set()


def test_the_pages_of_problems_are_those_of_today() -> None:
    stored = {path.name: path.read_text() for path in FOLDER.glob("*.md")}
    assert stored == dict(wanted_pages()), "run ./dev.py write"
