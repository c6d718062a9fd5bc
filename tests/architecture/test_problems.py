"""Every problem code has its sentence in both languages, and its entry in the documents."""

import ast
import re
from collections.abc import Iterator

import pytest

from rumbo.wording.problems import messages
from tests.architecture.tree import ROOT, modules

PAGES = "".join(page.read_text() for page in (ROOT / "docs" / "problems").glob("*.md"))


def _codes() -> Iterator[str]:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Problem"):
                yield from _literal(node)


def _literal(call: ast.Call) -> Iterator[str]:
    given = [*call.args[:1], *(word.value for word in call.keywords if word.arg == "code")]
    for value in given:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            yield value.value


CODES = sorted(set(_codes()))
SOURCE = "".join(path.read_text() for path in modules() if "wording" not in path.parts)


@pytest.mark.parametrize("code", CODES)
def test_each_code_has_a_sentence_in_both_languages(code: str) -> None:
    texts = messages()[code]
    assert all(texts[language][0] for language in ("en", "es"))


@pytest.mark.parametrize("code", sorted(messages()))
def test_each_sentence_is_in_the_documents(code: str) -> None:
    assert f"`{code.split('+', maxsplit=1)[0]}`" in PAGES


@pytest.mark.parametrize("code", sorted(messages()))
def test_each_sentence_belongs_to_a_code_that_is_still_used(code: str) -> None:
    assert re.search(rf"""["']{re.escape(code.split("+", maxsplit=1)[0])}["']""", SOURCE)
