"""The pages docs/problems/*.md: every problem code with its sentence and its remedy.

python -m tools.problem_pages            writes the pages
python -m tools.problem_pages --check    says which page is out of date
"""

import importlib
import pkgutil
import sys
from collections.abc import Iterator, Mapping

from rumbo.wording import problems
from tools.environment import ROOT

FOLDER = ROOT / "docs" / "problems"
INTRODUCTION = """# Problems of {package}

What Rumbo says when it cannot accept something, and what mends it. Words in braces are
filled in with what was found. Written by `./dev.py write` from
`src/rumbo/wording/problems/{package}.py`: change the words there.
"""


def main(words: list[str]) -> int:
    """Write the pages, or name those that differ; 1 when one does."""
    pages = dict(wanted_pages())
    if words == ["--check"]:
        stored = {path.name: path.read_text() for path in FOLDER.glob("*.md")}
        names = sorted(pages.keys() | stored.keys())
        differing = [name for name in names if pages.get(name) != stored.get(name)]
        print("\n".join(f"docs/problems/{name}: run ./dev.py write" for name in differing))
        return 1 if differing else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in FOLDER.glob("*.md"):
        path.unlink()
    for name, text in pages.items():
        (FOLDER / name).write_text(text)
    return 0


def wanted_pages() -> Iterator[tuple[str, str]]:
    """File name and text of each page: one per package that has problems, and the list."""
    packages = {name: messages for name, messages in _packages() if messages}
    yield "README.md", _list(packages)
    for name, messages in packages.items():
        entries = "".join(_entry(code, messages[code]) for code in sorted(messages))
        yield f"{name}.md", INTRODUCTION.format(package=name) + entries


def _packages() -> Iterator[tuple[str, problems.Messages]]:
    for module in pkgutil.iter_modules(problems.__path__):
        if not module.name.endswith("_test"):
            found = importlib.import_module(f"{problems.__name__}.{module.name}")
            yield module.name, found.MESSAGES


def _list(packages: Mapping[str, problems.Messages]) -> str:
    rows = [f"- [{name}]({name}.md): {len(codes)} problems" for name, codes in packages.items()]
    return "# Problems\n\nEvery code, by what it is about.\n\n" + "\n".join(rows) + "\n"


def _entry(code: str, texts: Mapping[str, tuple[str, str]]) -> str:
    name, _, fact = code.partition("+")
    title = f"`{name}`, when there is a {fact}" if fact else f"`{code}`"
    lines = [f"- {language}: {' '.join(texts[language]).strip()}" for language in ("en", "es")]
    return f"\n## {title}\n\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
