"""Check definitions without a database: shape, names, expressions, and the cases they carry."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pydantic import BaseModel

from rumbo.connectors.documents import problems_with_dataset, read_source
from rumbo.flows.definition_files import (
    DefinitionFile,
    Found,
    apart,
    beside,
    declared_twice,
    find,
)
from rumbo.flows.scripts import ImportsDocument, Script
from rumbo.flows.shipped_definitions import measurable_keys
from rumbo.incentives.documents import Known, check_plan, paying
from rumbo.kernel.document import validated
from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.metrics.documents import read_metrics
from rumbo.metrics.rules.cases import run_cases
from rumbo.metrics.rules.metric import Metric
from rumbo.okrs.documents import read_objectives
from rumbo.okrs.shapes import Elsewhere
from rumbo.people.documents import read_organisation, read_people
from rumbo.recognition.documents import read_board
from rumbo.records.documents import read_dataset, read_mapping
from rumbo.records.library import library
from rumbo.records.rules.dataset import Dataset, FieldKind
from rumbo.records.rules.mapping import problems_of
from rumbo.targets.documents import read_targets

UNKNOWN = frozenset({"metric.unknown", "metric.unknown-dataset", "plan.metric.unknown"})


@dataclass(frozen=True, slots=True)
class Checked:
    """How many files were checked, and everything that is wrong with them."""

    files: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What the files, and those beside them, declare."""

    datasets: Mapping[str, Dataset]
    metrics: Mapping[str, Metric]
    measured: frozenset[str]
    declared: frozenset[str]
    people: frozenset[str] | None
    teams: frozenset[str] | None


def check_files(paths: Sequence[Path]) -> Checked:
    """Every problem of the YAML files under the paths, in order of place."""
    asked = find(paths)
    around = Found((*asked.files, *beside(paths, asked).files), ())
    problems = list(asked.problems)
    for organisation in apart(around):
        problems += _of_organisation(organisation, asked)
    return Checked(len(asked.files), _in_order(problems))


def _of_organisation(found: Found, asked: Found) -> Iterator[Problem]:
    """The problems of one organisation's files; its names mean nothing to another."""
    names = _names(found)
    problems = [*_of_asked(asked, declared_twice(found.files))]
    problems += _of_asked(asked, _metric_problems(found, names))
    for file in found.files:
        if asked.has(file.path) and (check := CHECKS.get(file.kind)):
            problems += check(file, names)
    return (each for each in problems if not _follows(each, names))


def _follows(problem: Problem, names: Names) -> bool:
    """Whether a name is missing only because the file that declares it has a problem itself."""
    return problem.code in UNKNOWN and not names.declared.isdisjoint(problem.facts.values())


def _of_asked(asked: Found, problems: Iterable[Problem]) -> Iterator[Problem]:
    return (each for each in problems if asked.has(each.place.file))


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    once = {(each.place, each.code, *sorted(each.facts.items())): each for each in problems}
    return tuple(once[key] for key in sorted(once))


def _names(found: Found) -> Names:
    read = {each.key: each for file in found.of("dataset") if (each := _dataset(file))}
    datasets = {**_shipped(), **read}
    metrics = {each.key: each for each in _readable_metrics(found.of("metric"), datasets)}
    people, teams = _people(found.of("people"))
    measured = frozenset(each.name for each in found.of("metric"))
    measured |= _shipped_metrics(found, measured)
    declared = measured | {each.name for each in found.of("dataset")}
    return Names(datasets, metrics, measured, declared, people, teams)


def _shipped_metrics(found: Found, own: frozenset[str]) -> frozenset[str]:
    """The shipped metrics that the datasets of the organisation's mappings can answer."""
    trees = (each.document.tree for each in found.of("mapping"))
    mapped = {str(tree.get("dataset")) for tree in trees if isinstance(tree, dict)}
    declared = {each.name for each in found.of("dataset")}
    return measurable_keys(mapped - declared, own=own)


@cache
def _shipped() -> Mapping[str, Dataset]:
    """The datasets that every organisation may use without declaring them."""
    return {key: read_dataset(text, file=key) for key, text in library()}


def _dataset(file: DefinitionFile) -> Dataset | None:
    try:
        return read_dataset(file.text, file=file.path)
    except Refused:
        return None


def _readable_metrics(
    files: tuple[DefinitionFile, ...], datasets: Mapping[str, Dataset]
) -> tuple[Metric, ...]:
    """The metrics that can be read once the files that cannot be are left out."""
    while files:
        try:
            return read_metrics([(each.text, each.path) for each in files], datasets=datasets)
        except Refused as refused:
            wrong = {each.place.file for each in refused.problems}
            left = tuple(each for each in files if each.path not in wrong)
            files = left if len(left) < len(files) else ()
    return ()


def _people(
    files: tuple[DefinitionFile, ...],
) -> tuple[frozenset[str] | None, frozenset[str] | None]:
    """The keys of people and of teams; None when no file lists them, and nothing is checked."""
    for file in files:
        try:
            read = read_people(file.text, file=file.path)
        except Refused:
            continue
        people = frozenset(each.person for each in read.people)
        return people, frozenset(each.team for each in read.teams)
    return None, None


def _metric_problems(found: Found, names: Names) -> Iterator[Problem]:
    files = [(each.text, each.path) for each in found.of("metric")]
    yield from _refusals(lambda: read_metrics(files, datasets=names.datasets))
    at = {each.name: each.document.place("metric") for each in found.of("metric")}
    for metric in names.metrics.values():
        for problem in run_cases(metric):
            yield problem if problem.place.file else replace(problem, place=at[metric.key])


def _refusals(read: Callable[[], object]) -> tuple[Problem, ...]:
    try:
        read()
    except Refused as refused:
        return refused.problems
    return ()


def _mapping(file: DefinitionFile, names: Names) -> Iterable[Problem]:
    try:
        mapping = read_mapping(file.text, file=file.path)
    except Refused as refused:
        return refused.problems
    dataset = names.datasets.get(mapping.dataset)
    place = file.document.place("dataset")
    if dataset is None:
        return (_unknown("dataset", mapping.dataset, known=names.datasets, place=place),)
    return problems_of(mapping, dataset, place)


def _source(file: DefinitionFile, names: Names) -> Iterable[Problem]:
    try:
        source = read_source(file.text, file=file.path)
    except Refused as refused:
        return refused.problems
    dataset = names.datasets.get(source.dataset)
    place = file.document.place("dataset")
    if dataset is None:
        return (_unknown("dataset", source.dataset, known=names.datasets, place=place),)
    return [replace(each, place=place) for each in problems_with_dataset(source, dataset)]


def _targets(file: DefinitionFile, names: Names) -> Iterable[Problem]:
    found = _refusals(lambda: read_targets(file.text, file=file.path))
    return found or _of_a_metric(file, names)


def _board(file: DefinitionFile, names: Names) -> Iterable[Problem]:
    found = _refusals(lambda: read_board(file.text, file=file.path))
    return found or _of_a_metric(file, names)


def _of_a_metric(file: DefinitionFile, names: Names) -> Iterator[Problem]:
    tree = file.document.tree
    metric = tree.get("metric") if isinstance(tree, dict) else None
    if isinstance(metric, str) and metric not in names.measured:
        place = file.document.place("metric")
        yield _unknown("metric", metric, known=names.measured, place=place)


def _unknown(kind: str, value: str, *, known: Iterable[str], place: Place) -> Problem:
    facts = {kind: value, "known": ", ".join(sorted(known)) or "–"}
    return Problem("check.unknown-name", place, facts)


def _objectives(file: DefinitionFile, names: Names) -> Iterable[Problem]:
    elsewhere = Elsewhere(metrics=names.measured, people=names.people, teams=names.teams)
    return _refusals(lambda: read_objectives(file.text, file=file.path, elsewhere=elsewhere))


def _plan(file: DefinitionFile, names: Names) -> Iterable[Problem]:
    known = Known(
        metrics={key: paying(each) for key, each in names.metrics.items()},
        people={
            key: frozenset(each.id for each in dataset.fields if each.kind is FieldKind.PERSON)
            for key, dataset in names.datasets.items()
        },
    )
    return check_plan(file.text, file=file.path, known=known)


Check = Callable[[DefinitionFile, Names], Iterable[Problem]]


def _shape(shape: type[BaseModel]) -> Check:
    return lambda file, _names: _refusals(lambda: validated(file.document, shape))


CHECKS: Mapping[str, Check] = {
    "organisation": lambda file, _: _refusals(
        lambda: read_organisation(file.text, file=file.path)
    ),
    "people": lambda file, _: _refusals(lambda: read_people(file.text, file=file.path)),
    "dataset": lambda file, _: _refusals(lambda: read_dataset(file.text, file=file.path)),
    "mapping": _mapping,
    "source": _source,
    "targets": _targets,
    "board": _board,
    "okrs": _objectives,
    "plan": _plan,
    "records": _shape(ImportsDocument),
    "replay": _shape(Script),
}
