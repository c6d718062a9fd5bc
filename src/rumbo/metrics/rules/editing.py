"""How a key and its value are written into a document that a person wrote."""

import re
from collections.abc import Mapping

import yaml

# The order in which a metric is told; a key that is new takes its place by it.
ORDER = (
    *("metric", "name", "means", "does-not-mean", "kind", "unit", "direction"),
    *("from", "measure", "currency", "where", "dated-by", "credited-to", "in-force", "at"),
    *("per", "only-last", "with", "of", "to", "of-the-whole", "since", "each", "combine"),
    "formula",
    *("by", "adds-up-over", "affects-pay", "cases"),
)
_KEY = re.compile(r"^([A-Za-z][\w-]*)\s*:")


def with_line(text: str, key: str, line: str) -> str:
    """The document with one more top-level key, on a line where it is usually told.

    >>> with_line("metric: revenue\\ncases: []\\n", "unit", "unit: count")
    'metric: revenue\\nunit: count\\ncases: []\\n'
    """
    lines = text.rstrip("\n").split("\n")
    at = _place(lines, key)
    return "\n".join([*lines[:at], line, *lines[at:]]) + "\n"


def scalar(value: str) -> str:
    """A text as the value of a key on a line of its own: plain where that reads the same.

    >>> scalar("stage in ('Won', 'Lost')"), scalar("a: b"), scalar("")
    ("stage in ('Won', 'Lost')", '"a: b"', '""')
    """
    return value if _reads_as(value, f"k: {value}", {"k": value}) else _quoted(value)


def flowing(value: str | tuple[str, ...] | Mapping[str, str]) -> str:
    """A value on one line, which may stand inside brackets and braces.

    >>> flowing("stage = 'Won'"), flowing(("team", "month")), flowing({"tool": "name, place"})
    ("stage = 'Won'", '[team, month]', '{tool: "name, place"}')
    """
    if isinstance(value, str):
        plain = _reads_as(value, f"[{{k: {value}}}]", [{"k": value}])
        return value if plain else _quoted(value)
    if isinstance(value, Mapping):
        pairs = (f"{flowing(key)}: {flowing(said)}" for key, said in value.items())
        return f"{{{', '.join(pairs)}}}"
    return f"[{', '.join(flowing(each) for each in value)}]"


def _reads_as(value: str, written: str, wanted: object) -> bool:
    if not value or value != value.strip() or not value.isprintable():
        return False
    try:
        return bool(yaml.load(written, yaml.BaseLoader) == wanted)  # noqa: S506 - texts only
    except yaml.YAMLError:
        # What cannot be read plain is quoted.
        return False


def _quoted(value: str) -> str:
    told = yaml.safe_dump(value, default_style='"', allow_unicode=True, width=1_000_000)
    return str(told).strip()


def _place(lines: list[str], key: str) -> int:
    """The line before which a key belongs: after the last of those that are told before it."""
    starts = {found[1]: at for at, line in enumerate(lines) if (found := _KEY.match(line))}
    before = ORDER[: ORDER.index(key)] if key in ORDER else tuple(starts)
    return max((_end(lines, starts[each]) for each in before if each in starts), default=0)


def _end(lines: list[str], start: int) -> int:
    """Where the block of a key ends: before the next key, or a comment that leads to it."""
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or lines[end][:1] in {" ", "\t", "-"}):
        end += 1
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    return end
