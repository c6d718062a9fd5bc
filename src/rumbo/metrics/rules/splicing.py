"""Changes one value inside a document, at any depth; whatever stands around it stays.

Comments, quotes, the order of the keys and the way lists are broken are the author's.
"""

from collections.abc import Mapping

import yaml

from rumbo.metrics.rules.editing import flowing, scalar, with_line

Path = tuple[str, ...]
Pair = tuple[yaml.Node, yaml.Node]
NESTED = 2
Given = str | tuple[str, ...] | Mapping[str, str]


def with_value(text: str, path: Path, value: Given) -> str:
    """The document with the value at a path, or without its key when the value is empty.

    Keys above it appear with the first value below them, and go with the last. The document is
    one mapping; a path through something else is an error.

    >>> with_value("with: {from: leads, within: 9 days}  # as agreed\\n", ("with", "from"), "")
    'with: {within: 9 days}  # as agreed\\n'
    >>> with_value("unit: count  # of deals\\n", ("unit",), "money")
    'unit: money  # of deals\\n'
    >>> with_value("kind: people\\n", ("with", "in-force", "from"), "issued-on")
    'kind: people\\nwith: {in-force: {from: issued-on}}\\n'
    """
    node = yaml.compose(text, Loader=yaml.BaseLoader)
    at, held = _deepest(node, path)
    if not value:
        return _without(text, path, node) if len(at) == len(path) else text
    rest = path[len(at) :]
    around = _deepest(node, path[:-1])[1] if not rest else held
    written = _written(value, rest, inside=around)
    if not rest:
        return _spliced(text, held.start_mark.index, _end(text, held), written=written)
    if not at and not _is_flow(held) and held.start_mark.column == 0:
        return with_line(text, rest[0], f"{rest[0]}: {written}")
    return _added(text, held, f"{rest[0]}: {written}")


def _written(value: Given, rest: Path, *, inside: yaml.Node) -> str:
    if isinstance(value, str) and len(rest) < NESTED and not _is_flow(inside):
        return scalar(value)
    written = flowing(value)
    for step in reversed(rest[1:]):
        written = f"{{{step}: {written}}}"
    return written


def _deepest(node: yaml.Node | None, path: Path) -> tuple[Path, yaml.Node]:
    """The part of a path that the document has, and what stands there."""
    if not path and node is not None:
        return (), node
    if not isinstance(node, yaml.MappingNode):
        raise TypeError(path)
    if (found := _pair(node, path[0])) is None:
        return (), node
    below, held = _deepest(found[1], path[1:])
    return (path[0], *below), held


def _is_flow(node: yaml.Node) -> bool:
    """Whether a mapping or a list stands in braces or brackets."""
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _pair(node: yaml.MappingNode, key: str) -> Pair | None:
    return next((each for each in node.value if each[0].value == key), None)


def _spliced(text: str, start: int, end: int, *, written: str) -> str:
    return text[:start] + written + text[end:]


def _end(text: str, node: yaml.Node) -> int:
    """Where a value ends: the marks of a block reach up to whatever follows it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    end = int(node.end_mark.index)
    return len(text[:end].rstrip()) if end > node.start_mark.index else end


def _added(text: str, held: yaml.Node, pair: str) -> str:
    """A pair as the last one of a mapping, in the way that the mapping is written."""
    if _is_flow(held):
        brace = held.end_mark.index - 1
        before = text[:brace].rstrip()
        comma = "" if before.endswith(("{", ",")) else ","
        space = "" if before.endswith("{") else " "
        return f"{before}{comma}{space}{pair}{text[brace:]}"
    at = text.find("\n", _end(text, held))
    at = len(text) if at < 0 else at
    return f"{text[:at]}\n{' ' * held.start_mark.column}{pair}{text[at:]}"


def _without(text: str, path: Path, node: yaml.Node | None) -> str:
    held = _deepest(node, path[:-1])[1]
    place = [each[0].value for each in held.value].index(path[-1])
    if len(held.value) == 1 and len(path) > 1:
        return _without(text, path[:-1], node)
    start, end = _in_flow(text, held, place) if _is_flow(held) else _lines(text, held, place)
    return _spliced(text, start, end, written="")


def _in_flow(text: str, held: yaml.Node, place: int) -> tuple[int, int]:
    """The text of a pair inside braces, with the comma that sets it apart."""
    key, value = held.value[place]
    if place:
        return _end(text, held.value[place - 1][1]), _end(text, value)
    following = held.value[1][0].start_mark.index if held.value[1:] else _end(text, value)
    return int(key.start_mark.index), int(following)


def _lines(text: str, held: yaml.Node, place: int) -> tuple[int, int]:
    """The lines of a pair; the comments above it and below it stay."""
    key, value = held.value[place]
    start = text.rfind("\n", 0, key.start_mark.index) + 1
    after = text.find("\n", _end(text, value))
    return start, len(text) if after < 0 else after + 1
