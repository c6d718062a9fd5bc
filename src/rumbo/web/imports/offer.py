"""What the columns page offers: which dataset, which remembered mapping, and a proposal."""

from collections.abc import Mapping as Mapped
from dataclasses import dataclass

from rumbo.flows.uploads import Upload
from rumbo.records.datasets import datasets, mappings
from rumbo.records.importing import Reading, inspect
from rumbo.records.rules.dataset import Dataset
from rumbo.records.rules.mapping import Mapping, suggested
from rumbo.web.imports import choosing, guessing
from rumbo.web.imports.choosing import Proposal, proposal

NEW = "new"
DELIMITERS = (",", ";", "\t", "|")
ENCODINGS = ("utf-8", "windows-1252", "iso-8859-1")
THOUSANDS = ("", ",", ".", " ", "'")


@dataclass(frozen=True, slots=True)
class Offer:
    """The choices of the columns page; without any dataset there is no proposal.

    `remembered` is the mapping that the proposal starts from, `mappings` those of the dataset.
    """

    datasets: tuple[Dataset, ...]
    mappings: tuple[Mapping, ...]
    remembered: Mapping | None
    proposal: Proposal | None

    @property
    def dates(self) -> tuple[str, ...]:
        """The formats to choose from, the proposed one among them."""
        given = self.proposal.mapping.formats.dates if self.proposal else ""
        return tuple(dict.fromkeys((*guessing.DATES, given)))


def offer(upload: Upload, asked: Mapped[str, str], *, base: Mapping | None = None) -> Offer:
    """Start from what was asked for, chosen before, or remembered for such columns.

    Raises Refused when the file is no table of text.
    """
    declared = datasets()
    if not declared:
        return Offer((), (), None, None)
    known = mappings()
    before = base or choosing.mapping_of(upload)
    encoding = before.encoding if before else choosing.seems_encoded(upload)
    header = inspect(upload.path, Reading(encoding=encoding), sample=0).columns
    dataset = _dataset(declared, known, header, asked=asked.get("dataset", ""), before=before)
    own = choosing.offered(known, dataset)
    if before is not None and before.dataset != dataset.key:
        before = None
    remembered = _remembered(own, header, asked=asked.get("mapping", ""), before=before)
    return Offer(declared, own, remembered, proposal(upload, dataset, remembered))


def _dataset(
    declared: tuple[Dataset, ...],
    known: tuple[Mapping, ...],
    header: tuple[str, ...],
    *,
    asked: str,
    before: Mapping | None,
) -> Dataset:
    """The one asked for or chosen before, else a fitting mapping's, else the likeliest."""
    by_key = {each.key: each for each in declared}
    fitting = choosing.best(known, header)
    for key in (asked, before.dataset if before else "", fitting.dataset if fitting else ""):
        if key in by_key:
            return by_key[key]
    return max(declared, key=lambda each: len(suggested(each, header, source="").columns))


def _remembered(
    own: tuple[Mapping, ...], header: tuple[str, ...], *, asked: str, before: Mapping | None
) -> Mapping | None:
    if asked == NEW:
        return None
    named = next((each for each in own if each.key == asked), None)
    return named or before or choosing.best(own, header)
