"""The YAML definitions under some paths: what each file is, and what it declares."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rumbo.kernel.document import Document, read_document
from rumbo.kernel.problems import Place, Problem, Refused

# The first key of a file says what it is; its value is the name that it declares.
KINDS = {
    "organisation": "organisation",
    "people": "people",
    "dataset": "dataset",
    "mapping": "mapping",
    "source": "source",
    "metric": "metric",
    "targets": "targets",
    "okrs": "okrs",
    "board": "board",
    "plan": "plan",
    "records": "records",
    "replay": "replay",
}


@dataclass(frozen=True, slots=True)
class DefinitionFile:
    """One file: its kind, the name it declares (empty when it has none), and its text."""

    kind: str
    name: str
    text: str
    document: Document

    @property
    def path(self) -> str:
        return self.document.file


@dataclass(frozen=True, slots=True)
class Found:
    """The files that could be read, and why the others could not."""

    files: tuple[DefinitionFile, ...]
    problems: tuple[Problem, ...]

    def of(self, kind: str) -> tuple[DefinitionFile, ...]:
        return tuple(each for each in self.files if each.kind == kind)

    def has(self, path: str) -> bool:
        return any(each.path == path for each in self.files)


def find(paths: Sequence[Path]) -> Found:
    """Read every YAML file under the paths, in order of path, each once."""
    files: list[DefinitionFile] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            listed = _yaml_files(path)
        except Refused as refused:
            problems.extend(refused.problems)
            continue
        for each in listed:
            _add(each, files, problems)
    return Found(tuple(files), tuple(problems))


def beside(paths: Sequence[Path], asked: Found) -> Found:
    """What the organisations that the paths are part of declare elsewhere; never a problem."""
    roots = {root for path in paths if (root := _root(path)) is not None}
    around = find(sorted(roots))
    seen = {Path(each.path).resolve() for each in asked.files}
    others = tuple(each for each in around.files if Path(each.path).resolve() not in seen)
    return Found(others, ())


def apart(found: Found) -> tuple[Found, ...]:
    """The files of each organisation by themselves, and those of none together."""
    roots: dict[Path | None, list[DefinitionFile]] = {}
    for each in found.files:
        roots.setdefault(_root(Path(each.path)), []).append(each)
    return tuple(Found(tuple(files), ()) for files in roots.values())


def _root(path: Path) -> Path | None:
    resolved = path.resolve()
    for folder in (resolved, *resolved.parents):
        if (folder / "organisation.yaml").is_file():
            return folder
    return None


def _yaml_files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise Refused(Problem("check.no-such-path", facts={"value": str(path)}))
    found = sorted(each for each in path.rglob("*") if each.suffix in {".yaml", ".yml"})
    if not found:
        raise Refused(Problem("check.no-files", facts={"value": str(path)}))
    return found


def _add(path: Path, files: list[DefinitionFile], problems: list[Problem]) -> None:
    if any(each.path == str(path) for each in files):
        return
    try:
        files.append(_read(path))
    except Refused as refused:
        problems.extend(refused.problems)


def _read(path: Path) -> DefinitionFile:
    text = _text(path)
    document = read_document(text, file=str(path))
    tree = document.tree if isinstance(document.tree, dict) else {}
    kind = next((KINDS[key] for key in tree if key in KINDS), None)
    if kind is None:
        facts = {"known": ", ".join(KINDS)}
        raise Refused(Problem("check.unknown-kind", document.place(), facts))
    name = tree.get(kind)
    return DefinitionFile(kind, name if isinstance(name, str) else "", text, document)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        facts = {"byte": str(error.start)}
        raise Refused(Problem("check.not-text", Place(str(path)), facts)) from error


def declared_twice(files: Iterable[DefinitionFile]) -> Iterator[Problem]:
    """Names that two files of one kind declare."""
    first: dict[tuple[str, str], str] = {}
    for each in files:
        other = first.setdefault((each.kind, each.name), each.path)
        if each.name and other != each.path:
            facts = {"value": each.name, "other": other}
            yield Problem("check.twice", each.document.place(each.kind), facts)
