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

    A metric of the organisation's own stands in place of the shipped one of its key; what is
    made of it is then left to the organisation too, since its cases speak of the shipped parts.
    """
    taken = {read_sheet(text, file=file).shape.metric for text, file in own}
    return [(text, f"{key}.yaml") for key, text in _answered(datasets, taken=taken).items()]


def measurable_keys(datasets: Collection[str], *, own: Collection[str]) -> frozenset[str]:
    """The keys of the shipped metrics that these shipped datasets can answer."""
    return frozenset(_answered(datasets, taken=own))


def _answered(datasets: Collection[str], *, taken: Collection[str]) -> dict[str, str]:
    if not datasets:
        return {}
    waiting = {
        key: (text, read_sheet(text, file=key))
        for key, text in shipped_metrics()
        if key not in taken
    }
    found: dict[str, str] = {}
    while ready := _ready(waiting, found, datasets=datasets):
        found |= {key: waiting.pop(key)[0] for key in ready}
    return found


def _ready(
    waiting: dict[str, tuple[str, Sheet]], known: Collection[str], *, datasets: Collection[str]
) -> list[str]:
    """Metrics whose datasets are there and whose parts are known."""
    return [
        key
        for key, (_, sheet) in waiting.items()
        if _datasets_of(sheet) <= set(datasets) and sheet.needs <= set(known)
    ]


def _datasets_of(sheet: Sheet) -> set[str]:
    related = sheet.shape.related.dataset if sheet.shape.related else None
    return {each for each in (sheet.shape.dataset, related) if each}
