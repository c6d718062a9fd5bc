"""Walk a read document and collect what is wrong with it, so that all faults come at once."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from rumbo.kernel.document import Document, Step, Tree
from rumbo.kernel.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Cursor:
    """A node of a document, present or not. Absence is for the shape to report, not for us."""

    document: Document
    problems: list[Problem]
    path: tuple[Step, ...] = ()
    tree: Tree | None = field(default=None)

    @classmethod
    def top(cls, document: Document, problems: list[Problem]) -> "Cursor":
        return cls(document, problems, (), document.tree)

    def get(self, key: str) -> "Cursor":
        """The node under a key; one without a tree when there is none."""
        tree = self.tree.get(key) if isinstance(self.tree, dict) else None
        return Cursor(self.document, self.problems, (*self.path, key), tree)

    def items(self) -> tuple["Cursor", ...]:
        """The nodes of a list; none when this is no list."""
        nodes = self.tree if isinstance(self.tree, list) else []
        return tuple(
            Cursor(self.document, self.problems, (*self.path, place), node)
            for place, node in enumerate(nodes)
        )

    def pairs(self) -> Iterator[tuple[str, "Cursor"]]:
        """The keys of a mapping with their nodes, in the order of the file."""
        keys = list(self.tree) if isinstance(self.tree, dict) else []
        return ((key, self.get(key)) for key in keys)

    @property
    def text(self) -> str:
        """The scalar as it was written; empty when absent or no scalar."""
        return self.tree.strip() if isinstance(self.tree, str) else ""

    @property
    def place(self) -> Place:
        return self.document.place(*self.path)

    def wrong(self, code: str, **facts: str) -> None:
        """Remember a problem at this node."""
        self.problems.append(Problem(code, self.place, facts))
