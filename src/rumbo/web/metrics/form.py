"""The form of a metric and its document, kept in step: one is written from the other.

A field shows a value only where writing it back would say the same; whatever else a document
holds stays in it as its author wrote it, and `left_alone` names it.
"""

import re
from collections.abc import Iterator, Mapping

from rumbo.kernel.document import Tree, read_document
from rumbo.kernel.problems import Problem, Refused
from rumbo.metrics.rules.splicing import Given, with_value
from rumbo.web.metrics.fields import FIELDS, LISTS, MATCHES, OF_KIND, key_of, path_of

STARTER = """metric: my-metric
name: {en: My metric, es: Mi métrica}
means:
  en: What it means, in one sentence.
  es: Qué significa, en una frase.
does-not-mean:
  en: What one might take it for.
  es: Con qué se podría confundir.
kind: simple
unit: count
direction: up
cases:
  - says: {en: One record counts once, es: Un registro cuenta una vez}
    rows: [{DATED: 2026-01-05}]
    gives: [{my-metric: 1}]
"""
IN_THE_DOCUMENT = "cases"
_ABOUT_A_KEY = frozenset({"metric.kind.lacks", "metric.kind.strange", "document.missing-key"})
KNOWN = frozenset({*FIELDS, *(key_of(each) for each in FIELDS)})
_HOMES = {
    "metric.conversion.within": "with.within",
    "metric.people.with": "with.from",
    "metric.with.match": "with.match",
}


def starter(dataset: str, *, dated_by: str) -> str:
    """The document that a new metric of a dataset starts from: it counts its records."""
    text = STARTER.replace("DATED", dated_by)
    for key, value in (("from", dataset), ("measure", "count"), ("dated-by", dated_by)):
        text = with_value(text, (key,), value)
    return text


def values_of(text: str) -> dict[str, str] | None:
    """What the form shows of a document, by field; None while it cannot be read as YAML.

    A field that the form cannot show is absent; one that the document does not have is empty.
    """
    tree = _tree(text)
    if tree is None:
        return None
    shown = ((each, _shown(each, tree)) for each in FIELDS)
    return {field: said for field, said in shown if said is not None}


def left_alone(text: str) -> tuple[str, ...]:
    """What a document says beyond its form, by path; its cases are not among it."""
    tree = _tree(text)
    if tree is None:
        return ()
    shown = values_of(text) or {}
    return tuple(_beyond({IN_THE_DOCUMENT, *shown}, tree, ""))


def _tree(text: str) -> Mapping[str, Tree] | None:
    try:
        tree = read_document(text, file="").tree
    except Refused:
        # The problems of the draft say what is wrong with it.
        return None
    return tree if isinstance(tree, dict) else None


def _beyond(shown: set[str], tree: Mapping[str, Tree], above: str) -> Iterator[str]:
    for key, value in tree.items():
        name = f"{above}{key}"
        if name in shown:
            continue
        if isinstance(value, dict) and any(each.startswith(f"{name}.") for each in shown):
            yield from _beyond(shown, value, f"{name}.")
        else:
            yield name


def _shown(field: str, tree: Mapping[str, Tree]) -> str | None:
    """A value as one line of text; None for one that a line cannot say."""
    value: Tree = dict(tree)
    for step in path_of(field):
        if not isinstance(value, dict):
            return None
        if step not in value:
            return ""
        value = value[step]
    said = _line(value)
    if isinstance(value, str) and field not in LISTS | MATCHES:
        return said
    read = _read(field, said)
    return said if (list(read) if isinstance(read, tuple) else read) == value else None


def _line(value: Tree) -> str:
    if isinstance(value, str):
        return " ".join(value.split("\n")).strip()
    if isinstance(value, dict):
        pairs = value.items()
        return ", ".join(key if key == said else f"{key} = {said}" for key, said in pairs)
    return ", ".join(str(each) for each in value)


def _read(field: str, said: str) -> Given:
    if field not in LISTS | MATCHES:
        return said
    listed = tuple(each.strip() for each in said.split(",") if each.strip())
    if field in LISTS or not any("=" in each for each in listed):
        return listed
    pairs = (each.partition("=") for each in listed)
    return {there.strip(): (here or there).strip() for there, _, here in pairs}


def in_step(text: str, given: Mapping[str, str]) -> str:
    """The document with what the form says; lines of which the form says nothing new stay."""
    held = values_of(text)
    if held is None:
        return text
    wanted = {field: given.get(field, said).strip() for field, said in held.items()}
    for field, said in wanted.items():
        if said != held[field]:
            text = with_value(text, path_of(field), _read(field, said))
    renamed = (held.get("metric", ""), wanted.get("metric", ""))
    text = _of_its_kind(text, held.get("kind", ""), wanted.get("kind", ""))
    return _renamed(text, *renamed) if renamed[0] != renamed[1] else text


def _renamed(text: str, before: str, after: str) -> str:
    """A metric's own name in its cases follows its key."""
    start, cases, rest = text.partition("\ncases:")
    if not before or not after:
        return text
    return f"{start}{cases}{re.sub(rf'(?<=[{{, ]){re.escape(before)}(?=:)', after, rest)}"


def _of_its_kind(text: str, before: str, after: str) -> str:
    """Without the keys of the kind that it no longer is."""
    if before == after or after not in OF_KIND:
        return text
    kept = {key_of(each) for each in OF_KIND[after]}
    for key in dict.fromkeys(key_of(each) for each in OF_KIND.get(before, ())):
        if key not in kept:
            text = with_value(text, (key,), "")
    return text


def field_of(text: str, problem: Problem) -> str:
    """The field of the form that a problem belongs to, else a key of the document, or none."""
    if problem.code in _HOMES:
        return _HOMES[problem.code]
    path = _path_at(text, (problem.place.line, problem.place.column))
    if problem.code in _ABOUT_A_KEY:
        key = str(problem.facts.get("key", ""))
        below = [".".join((*path, key)), key]
        if found := next((each for each in below if each in KNOWN), ""):
            return found
    names = [".".join(path[:length]) for length in range(len(path), 0, -1)]
    return next((each for each in names if each in FIELDS), names[-1] if names else "")


def _path_at(text: str, position: tuple[int, int]) -> tuple[str, ...]:
    """The path of the value that a position of a document belongs to."""
    try:
        places = read_document(text, file="").places
    except Refused:
        # A document that is no YAML has its problem told beside it, not in a field.
        return ()
    before = {
        tuple(str(step) for step in path): (place.line, place.column, len(path))
        for path, place in places.items()
        if (place.line, place.column) <= position
    }
    return max(before, key=lambda each: before[each], default=())
