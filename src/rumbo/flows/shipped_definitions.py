"""What of the shipped datasets and metrics an organisation's own files call for."""

from collections.abc import Collection, Iterable

from rumbo.metrics.library import library as shipped_metrics
from rumbo.metrics.sheets import Sheet, read_sheet
from rumbo.records.library import library as shipped_datasets

Files = Iterable[tuple[str, str]]


def called_for(
    mapped: Collection[str], *, declared: Collection[str], currency: str
) -> dict[str, str]:
    """The shipped datasets, by key, that mappings name and the files do not declare."""
    shipped = dict(shipped_datasets(currency))
    return {key: text for key, text in shipped.items() if key in mapped and key not in declared}


def measurable(datasets: Collection[str], *, own: Files) -> list[tuple[str, str]]:
    """(text, file) of the shipped metrics that these shipped datasets can answer.

    A metric of the organisation's own stands in place of the shipped one of its key.
    """
    taken = {read_sheet(text, file=file).shape.metric for text, file in own}
    return [(text, f"{key}.yaml") for key, text in _answered(datasets, taken=taken).items()]


def measurable_keys(datasets: Collection[str], *, own: Collection[str]) -> frozenset[str]:
    """The keys of the shipped metrics that these shipped datasets can answer."""
    return frozenset(_answered(datasets, taken=own))


def _answered(datasets: Collection[str], *, taken: Collection[str]) -> dict[str, str]:
    waiting = {
        key: (text, read_sheet(text, file=key))
        for key, text in shipped_metrics()
        if key not in taken
    }
    found: dict[str, str] = {}
    while ready := _ready(waiting, found.keys() | set(taken), datasets=datasets):
        found |= {key: waiting.pop(key)[0] for key in ready}
    return found


def _ready(
    waiting: dict[str, tuple[str, Sheet]], known: Collection[str], *, datasets: Collection[str]
) -> list[str]:
    """Metrics whose dataset is there and whose parts are known."""
    return [
        key
        for key, (_, sheet) in waiting.items()
        if (sheet.shape.dataset is None or sheet.shape.dataset in datasets)
        and sheet.needs <= frozenset(known)
    ]
