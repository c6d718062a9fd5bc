"""The content security policy forbids inline script and style; escaping stays on."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import named, templates

FORBIDDEN = {
    "unescaped text": re.compile(r"\|\s*safe\b|\{%\s*autoescape\s+off"),
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "an inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc\s*=)", re.IGNORECASE),
    "a foreign address": re.compile(r"(src|href)\s*=\s*[\"'](https?:)?//", re.IGNORECASE),
}


@pytest.mark.parametrize("path", templates(), ids=named)
def test_templates_keep_to_the_policy(path: Path) -> None:
    text = path.read_text()
    assert [name for name, pattern in FORBIDDEN.items() if pattern.search(text)] == []
