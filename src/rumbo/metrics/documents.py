"""Reading metrics/*.yaml, whatever their order: a ratio may stand before its parts."""

from collections.abc import Iterable, Mapping

from rumbo.kernel.problems import Problem, Refused
from rumbo.metrics.reading import read_metric
from rumbo.metrics.rules.metric import Metric
from rumbo.metrics.sheets import Sheet, read_sheet
from rumbo.records.rules.dataset import Dataset

NONE_KNOWN: Mapping[str, Metric] = {}


def read_metrics(
    files: Iterable[tuple[str, str]],
    *,
    datasets: Mapping[str, Dataset],
    known: Mapping[str, Metric] = NONE_KNOWN,
) -> tuple[Metric, ...]:
    """Read (text, file) pairs into metrics, parts first; raises Refused with every problem.

    `known` are metrics declared before, which the files may use and may replace. The cases of
    every metric are run: one that fails is a problem like any other.
    """
    read, problems = readable(files, datasets=datasets, known=known)
    if problems:
        raise Refused(*problems)
    return read


def readable(
    files: Iterable[tuple[str, str]],
    *,
    datasets: Mapping[str, Dataset],
    known: Mapping[str, Metric] = NONE_KNOWN,
) -> tuple[tuple[Metric, ...], tuple[Problem, ...]]:
    """What can be read of the files, and what is wrong with the others."""
    reader = _Reader(datasets, dict(known))
    read = reader.metrics(reader.sheets(files))
    return read, tuple(reader.problems)


class _Reader:
    def __init__(self, datasets: Mapping[str, Dataset], known: dict[str, Metric]) -> None:
        self.datasets = datasets
        self.known = known
        self.problems: list[Problem] = []

    def sheets(self, files: Iterable[tuple[str, str]]) -> dict[str, Sheet]:
        read: dict[str, Sheet] = {}
        for text, file in files:
            try:
                sheet = read_sheet(text, file=file)
            except Refused as refused:
                self.problems.extend(refused.problems)
                continue
            self._keep(sheet, read)
        return read

    def _keep(self, sheet: Sheet, read: dict[str, Sheet]) -> None:
        key = sheet.shape.metric
        if key in read:
            facts = {"metric": key, "file": read[key].document.file}
            self.problems.append(Problem("metric.twice", sheet.place("metric"), facts))
        read.setdefault(key, sheet)

    def metrics(self, sheets: Mapping[str, Sheet]) -> tuple[Metric, ...]:
        """Read each sheet once all that it needs has been; what is left turns in a circle."""
        waiting, read = dict(sheets), []
        while waiting:
            ready = [key for key, sheet in waiting.items() if not sheet.needs & waiting.keys()]
            if not ready:
                self.problems.extend(_circles(waiting))
                break
            for key in ready:
                read.extend(self._read(waiting.pop(key)))
        return tuple(read)

    def _read(self, sheet: Sheet) -> list[Metric]:
        self.known.pop(sheet.shape.metric, None)
        try:
            metric = read_metric(sheet, known=self.known, datasets=self.datasets)
        except Refused as refused:
            self.problems.extend(refused.problems)
            return []
        self.known[metric.key] = metric
        return [metric]


def _circles(waiting: Mapping[str, Sheet]) -> list[Problem]:
    return [
        Problem(
            "metric.circle",
            sheet.place("metric"),
            {"metric": key, "needs": ", ".join(sorted(sheet.needs & waiting.keys()))},
        )
        for key, sheet in waiting.items()
    ]
