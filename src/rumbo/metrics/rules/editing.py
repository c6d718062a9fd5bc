"""Changes one key of a document, and leaves every other line as its author wrote it."""

import json
import re

import yaml

Value = str | tuple[str, ...] | tuple[tuple[str, str], ...]
# The order in which a metric is told; a key that is new takes its place by it.
ORDER = (
    *("metric", "name", "means", "does-not-mean", "kind", "unit", "direction"),
    *("from", "measure", "currency", "where", "dated-by", "credited-to", "in-force", "at"),
    *("per", "only-last", "with", "of", "to", "of-the-whole", "since", "each", "combine"),
    "formula",
    *("by", "adds-up-over", "affects-pay", "cases"),
)
_KEY = re.compile(r"^([A-Za-z][\w-]*)\s*:")


def with_key(text: str, key: str, value: Value) -> str:
    """The document with a top-level key set, or without it when the value is empty.

    >>> with_key("metric: revenue\\nunit: money\\n", "unit", "count")
    'metric: revenue\\nunit: count\\n'
    >>> with_key("metric: revenue\\nwhere: a = 1\\ncases: []\\n", "where", "")
    'metric: revenue\\ncases: []\\n'
    >>> with_key("metric: revenue\\ncases: []\\n", "by", ("team", "month"))
    'metric: revenue\\nby: [team, month]\\ncases: []\\n'
    """
    lines = text.splitlines()
    written = _written(key, value)
    start, end = _span(lines, key)
    changed = [*lines[:start], *written, *lines[end:]]
    return "\n".join(changed).rstrip("\n") + "\n"


def scalar(value: str) -> str:
    """A text as it stands in a document: plain where that reads the same, quoted otherwise.

    >>> scalar("stage = 'Won'"), scalar("a: b"), scalar("")
    ("stage = 'Won'", '"a: b"', '""')
    """
    plain = value if value == value.strip() and "\n" not in value else ""
    try:
        same = bool(plain) and yaml.load(f"k: {plain}", yaml.BaseLoader) == {"k": value}  # noqa: S506 - texts only
    except yaml.YAMLError:
        same = False
    return plain if same else json.dumps(value, ensure_ascii=False)


def _written(key: str, value: Value) -> list[str]:
    if not value:
        return []
    if isinstance(value, str):
        return [f"{key}: {scalar(value)}"]
    texts = [each for each in value if isinstance(each, str)]
    if texts:
        return [f"{key}: [{', '.join(_listed(each) for each in texts)}]"]
    pairs = [each for each in value if isinstance(each, tuple)]
    return [f"{key}:", *(f"  {name}: {scalar(said)}" for name, said in pairs)]


def _listed(value: str) -> str:
    return value if re.fullmatch(r"[\w-]+", value) else json.dumps(value, ensure_ascii=False)


def _span(lines: list[str], key: str) -> tuple[int, int]:
    """The lines that a key stands in, or the empty place where it belongs."""
    starts = {found[1]: at for at, line in enumerate(lines) if (found := _KEY.match(line))}
    if key in starts:
        start = starts[key]
        return start, _end(lines, start)
    before = ORDER[: ORDER.index(key)] if key in ORDER else tuple(starts)
    places = [_end(lines, starts[each]) for each in before if each in starts]
    at = max(places, default=0)
    return at, at


def _end(lines: list[str], start: int) -> int:
    """Where the block of a key ends: before the next key, or a comment that leads to it."""
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or lines[end][:1] in {" ", "\t", "-"}):
        end += 1
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    return end
