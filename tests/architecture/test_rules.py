"""No float comes near a rule; every read names its reader."""

import ast
from pathlib import Path

import pytest

from tests.architecture.tree import functions, modules, named

RULES = [*modules("/rules/"), *modules("/kernel/")]
QUERIES = [path for path in modules() if path.name == "queries.py"]

# Reads of what is nobody's in particular, each with the reason.
WITHOUT_READER = {
    "history.head": "a position says nothing about anyone",
    "history.head_at": "as head",
    "history.position_at": "as head",
    "history.known": "as head",
    "history.known_each": "as head",
    "history.entries": "history knows no viewer: the door asks for Right.READ_HISTORY",
    "history.first_at": "an instant, not what happened at it",
    "history.declared_mark": "a digest, not what it is of",
    "history.verify": "names broken links by position, not by content",
    "metrics.metric": "what a metric means is everyone's; its figures are not",
    "metrics.metrics": "as metric",
    "metrics.total": "adds rows that its caller was allowed to read",
    "outbox.last_signal": "the outbox holds keys only",
    "outbox.signals_after": "the outbox holds keys only",
    "outbox.waiting_messages": "the outbox holds keys only",
    "people.organisation": "every screen shows the organisation's name, currency and zone",
    "people.period": "the calendar is everyone's",
    "people.named_period": "the calendar is everyone's",
    "people.name_of": "the calendar is everyone's",
    "people.periods": "the calendar is everyone's",
}


@pytest.mark.parametrize("path", RULES, ids=named)
def test_no_float_in_rules(path: Path) -> None:
    tree = ast.parse(path.read_text())
    assert [ast.unparse(node) for node in ast.walk(tree) if _is_float(node)] == []


def _is_float(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float)
    return isinstance(node, ast.Name) and node.id == "float"


@pytest.mark.parametrize("path", QUERIES, ids=named)
def test_every_read_names_its_reader(path: Path) -> None:
    reads = {f"{path.parent.name}.{function.name}": function for function in functions(path)}
    unnamed = {name for name, function in reads.items() if not _names_reader(function)}
    assert unnamed - WITHOUT_READER.keys() == set()


def _names_reader(function: ast.FunctionDef) -> bool:
    arguments = [*function.args.args, *function.args.kwonlyargs]
    return any(argument.arg in {"viewer", "visible"} for argument in arguments)
