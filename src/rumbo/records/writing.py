"""Dataset documents written for somebody who fills in a form: whole ones, or one field more."""

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from rumbo.kernel.document import Tree, read_document
from rumbo.records.rules.dataset import key_from

WIDE = 10_000


@dataclass(frozen=True, slots=True)
class FieldGiven:
    """A field as a form gives it; texts are empty where nothing was said."""

    name_en: str
    name_es: str
    kind: str
    id: str = ""
    means_en: str = ""
    means_es: str = ""
    currency: str = ""
    choices: tuple[str, ...] = ()
    link: str = ""
    required: bool = False

    @property
    def key(self) -> str:
        return self.id or key_from(self.name_en or self.name_es)

    def tree(self) -> dict[str, object]:
        """The node of a document; what was not said is left out."""
        said: dict[str, object] = {
            "id": self.key,
            "type": self.kind,
            "name": _both(self.name_en, self.name_es),
        }
        optional = {
            "currency": self.currency,
            "choices": list(self.choices),
            "link": self.link,
            "required": "yes" if self.required else "",
            "means": _both(self.means_en, self.means_es),
        }
        return said | {key: value for key, value in optional.items() if value}


@dataclass(frozen=True, slots=True)
class DatasetGiven:
    """A dataset as a form gives it; its first field is its key."""

    name_en: str
    name_es: str
    means_en: str
    means_es: str
    fields: tuple[FieldGiven, ...]
    credited_to: str = ""
    dated_by: tuple[str, ...] = ()


def document_of(given: DatasetGiven) -> str:
    """The document of a new dataset, a field on each line."""
    head: dict[str, object] = {
        "dataset": key_from(given.name_en or given.name_es),
        "name": _both(given.name_en, given.name_es),
        "means": _both(given.means_en, given.means_es),
        "key": given.fields[0].key if given.fields else "",
    }
    if given.credited_to:
        head["credited-to"] = given.credited_to
    if given.dated_by:
        head["dated-by"] = list(given.dated_by)
    lines = [f"{key}: {_flow(value)}" for key, value in head.items()]
    fields = [f"  - {_flow(each.tree())}" for each in given.fields]
    return "\n".join([*lines, "fields:", *fields, ""])


def with_field(text: str, given: FieldGiven) -> str:
    """A document with one field more, everything else as its author wrote it."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    fields = _child(root, "fields")
    if fields is None or fields.flow_style or not fields.value:
        return _written_again(text, given)
    lines = text.split("\n")
    after = _last_line(fields.value[-1]) + 1
    lines.insert(after, f"{' ' * fields.start_mark.column}- {_flow(given.tree())}")
    return "\n".join(lines)


def _child(root: yaml.Node | None, key: str) -> yaml.SequenceNode | None:
    if not isinstance(root, yaml.MappingNode):
        return None
    found = (value for name, value in root.value if name.value == key)
    child = next(found, None)
    return child if isinstance(child, yaml.SequenceNode) else None


def _last_line(node: yaml.Node) -> int:
    """The line on which a node ends; a block ends with the last thing in it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last_line(last[1] if isinstance(last, tuple) else last)
    line: int = node.end_mark.line
    return line


def _written_again(text: str, given: FieldGiven) -> str:
    """For fields in one pair of brackets: the same content, without its comments."""
    tree = read_document(text, file="").tree
    if not isinstance(tree, dict):
        return text
    listed = tree.get("fields")
    fields: list[Tree] = list(listed) if isinstance(listed, list) else []
    whole: Mapping[str, object] = {**tree, "fields": [*fields, given.tree()]}
    return yaml.safe_dump(dict(whole), allow_unicode=True, sort_keys=False, width=WIDE)


def _both(en: str, es: str) -> dict[str, str]:
    """A text in both languages; one that was given in one only stands for both."""
    return {"en": en or es, "es": es or en} if en or es else {}


def _flow(value: object) -> str:
    text = yaml.safe_dump(
        value, allow_unicode=True, default_flow_style=True, sort_keys=False, width=WIDE
    )
    return text.removesuffix("...\n").strip()
