"""Every link between the documents leads somewhere."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import named, tracked

LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


@pytest.mark.parametrize("path", tracked("*.md"), ids=named)
def test_each_link_leads_somewhere(path: Path) -> None:
    links = LINK.findall(path.read_text())
    assert [link for link in links if not (path.parent / link).exists()] == []
