"""Strict YAML: every scalar is text, every node knows its line, and nothing is guessed.

No floats, no yes/no surprises, no duplicate keys, no anchors or tags: a document says
exactly what is written in it. `read_document` gives the tree, `validated` gives a shape.
"""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from rumbo.kernel.problems import Place, Problem, Refused

MAXIMUM_BYTES = 1_000_000
MAXIMUM_DEPTH = 40

Shape = TypeVar("Shape", bound=BaseModel)
# The compiled parser, where the wheel has it: ten times as fast, the same nodes and marks.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
Step = str | int
Tree = str | list["Tree"] | dict[str, "Tree"]


class _Mark(Protocol):
    """A position as the YAML reader gives it, counted from 0."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Document:
    """A read file: its tree of texts, and where each node stands."""

    file: str
    tree: Tree
    places: Mapping[tuple[Step, ...], Place]

    def place(self, *path: Step) -> Place:
        """Where the node at this path, or its nearest parent, was written."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return Place(self.file)


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.places: dict[tuple[Step, ...], Place] = {}
        self.problems: list[Problem] = []

    def read(self, node: yaml.Node, path: tuple[Step, ...]) -> Tree:
        self.places[path] = self._place(node)
        self._refuse_surprises(node, path)
        match node:
            case yaml.MappingNode():
                return self._mapping(node, path)
            case yaml.SequenceNode():
                return [self.read(item, (*path, i)) for i, item in enumerate(node.value)]
            case _:
                return str(node.value)

    def _refuse_surprises(self, node: yaml.Node, path: tuple[Step, ...]) -> None:
        if len(path) > MAXIMUM_DEPTH:
            raise Refused(Problem("document.too-deep", self._place(node)))
        if not node.tag.startswith("tag:yaml.org,2002:") or "python" in node.tag:
            self.problems.append(
                Problem("document.tag", self._place(node), {"tag": str(node.tag)})
            )

    def _mapping(self, node: yaml.MappingNode, path: tuple[Step, ...]) -> Tree:
        result: dict[str, Tree] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(Problem("document.key", self._place(key_node)))
            elif key in result:
                facts = {"key": key}
                self.problems.append(
                    Problem("document.duplicate-key", self._place(key_node), facts)
                )
            else:
                result[key] = self.read(value_node, (*path, key))
        return result

    def _place(self, node: yaml.Node) -> Place:
        return _place(node.start_mark, self.file)


def read_document(text: str, *, file: str) -> Document:
    """Read one YAML document; raises Refused with every problem and its place."""
    if len(text.encode()) > MAXIMUM_BYTES:
        raise Refused(Problem("document.too-large", Place(file)))
    node = _compose(text, file)
    if node is None:
        raise Refused(Problem("document.empty", Place(file, 1, 1)))
    reader = _Reader(file)
    tree = reader.read(node, ())
    if reader.problems:
        raise Refused(*reader.problems)
    return Document(file, tree, reader.places)


def _compose(text: str, file: str) -> yaml.Node | None:
    try:
        _refuse_anchors(text, file)
        return yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        place = _place(error.problem_mark or error.context_mark, file)
        facts = {"reason": error.problem or ""}
        raise Refused(Problem("document.not-yaml", place, facts)) from error
    except yaml.YAMLError as error:
        facts = {"reason": str(error)}
        raise Refused(Problem("document.not-yaml", Place(file), facts)) from error


def _refuse_anchors(text: str, file: str) -> None:
    """Refuse anchors and depth on the event stream, before any tree is built."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if getattr(event, "anchor", None):
            raise Refused(Problem("document.anchor", _place(event.start_mark, file)))
        if depth > MAXIMUM_DEPTH:
            raise Refused(Problem("document.too-deep", _place(event.start_mark, file)))


def _place(mark: _Mark | None, file: str) -> Place:
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)


def validated(document: Document, shape: type[Shape]) -> Shape:
    """Give a document its pydantic shape; raises Refused with place and remedy for each fault.

    A shape refuses unknown keys (`extra="forbid"`); the nearest known key is offered. A
    validator that raises Refused keeps its code.
    """
    try:
        return shape.model_validate(document.tree)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=True)
        raise Refused(*(_problem(document, shape, fault) for fault in faults)) from error


def _problem(document: Document, shape: type[BaseModel], fault: ErrorDetails) -> Problem:
    path = _path_in(document.tree, fault["loc"])
    place = document.place(*path)
    key = str(fault["loc"][-1]) if fault["loc"] else ""
    match fault["type"]:
        case "extra_forbidden":
            near = difflib.get_close_matches(key, _known_keys(shape), n=1)
            return Problem(
                "document.unknown-key", place, {"key": key, "near": near[0] if near else ""}
            )
        case "missing":
            return Problem("document.missing-key", place, {"key": key})
        case _:
            return _wrong_value(place, key, fault)


def _wrong_value(place: Place, key: str, fault: ErrorDetails) -> Problem:
    cause = fault.get("ctx", {}).get("error")
    if isinstance(cause, Refused):
        first = cause.problems[0]
        return Problem(first.code, place, {"key": key, **first.facts})
    value = fault["input"] if isinstance(fault["input"], str) else ""
    facts = {"key": key, "value": value[:80], "reason": fault["msg"]}
    return Problem("document.wrong-value", place, facts)


def _path_in(tree: Tree, location: Sequence[Step]) -> tuple[Step, ...]:
    """The part of pydantic's location that the file has (it also names union branches)."""
    path: list[Step] = []
    for step in location:
        if isinstance(tree, dict) and step in tree:
            tree = tree[str(step)]
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            continue
        path.append(step)
    return tuple(path)


def _known_keys(shape: type[BaseModel]) -> list[str]:
    """Every key of a shape and of the shapes inside it."""
    definitions = [
        shape.model_json_schema(),
        *shape.model_json_schema().get("$defs", {}).values(),
    ]
    return [key for each in definitions for key in each.get("properties", {})]
