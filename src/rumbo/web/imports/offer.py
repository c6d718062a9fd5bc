"""What the columns page offers: which dataset, which remembered mapping, and a proposal."""

from collections.abc import Mapping as Mapped
from dataclasses import dataclass, replace

from rumbo.flows.uploads import Upload
from rumbo.people.values import Visible
from rumbo.records.datasets import datasets, mappings
from rumbo.records.importing import Reading, inspect, reading_of
from rumbo.records.importing.detecting import encoding_of
from rumbo.records.queries import last_import_with
from rumbo.records.rules.dataset import Dataset, FieldKind
from rumbo.records.rules.detecting import DATES, INSTANTS
from rumbo.records.rules.fitting import Fit, best, fits
from rumbo.records.rules.mapping import ROW_NUMBER, Mapping, suggested
from rumbo.records.values import ImportRow
from rumbo.web.imports import choosing
from rumbo.web.imports.choosing import Proposal, proposal

NEW = "new"
DELIMITERS = (",", ";", "\t", "|")
ENCODINGS = ("utf-8", "windows-1252", "iso-8859-1", "utf-16")
THOUSANDS = ("", ",", ".", " ", "'")


@dataclass(frozen=True, slots=True)
class Offer:
    """The choices of the columns page; without any dataset there is no proposal.

    `remembered` is the mapping that the proposal starts from, `mappings` those of the dataset
    with how they fit, best first; `read_before` is what it read last.
    """

    datasets: tuple[Dataset, ...]
    mappings: tuple[Fit, ...]
    remembered: Mapping | None
    proposal: Proposal | None
    read_before: ImportRow | None = None
    # What tells rows apart where no column does; only a key may be fed by it.
    row_number: str = ROW_NUMBER

    @property
    def dates(self) -> tuple[str, ...]:
        """The formats to choose from, the proposed one among them."""
        given = self.proposal.mapping.formats.dates if self.proposal else ""
        return tuple(dict.fromkeys((*DATES, given)))

    @property
    def instants(self) -> tuple[str, ...]:
        """The same for instants; none when the dataset has no such field."""
        if self.proposal is None or not self.proposal.dataset.of_kind(FieldKind.INSTANT):
            return ()
        return tuple(dict.fromkeys((*INSTANTS, self.proposal.mapping.formats.instants)))

    @property
    def fit(self) -> Fit | None:
        """How the remembered mapping fits the file."""
        return next((each for each in self.mappings if each.mapping is self.remembered), None)


def offer(
    upload: Upload, asked: Mapped[str, str], *, visible: Visible, base: Mapping | None = None
) -> Offer:
    """Start from what was asked for, chosen before, or remembered for such columns.

    Raises Refused when the file is no table.
    """
    declared = datasets()
    if not declared:
        return Offer((), (), None, None)
    known = mappings()
    before = base or choosing.mapping_of(upload)
    header = inspect(upload.path, _first_reading(upload, before), sample=0).columns
    dataset = _dataset(declared, known, header, asked=asked.get("dataset", ""), before=before)
    own = fits((each for each in known if each.dataset == dataset.key), header)
    if before is not None and before.dataset != dataset.key:
        before = None
    remembered = _remembered(own, asked=asked.get("mapping", ""), before=before)
    last = last_import_with(remembered.key, visible=visible) if remembered else None
    return Offer(declared, own, remembered, proposal(upload, dataset, remembered), last)


def _first_reading(upload: Upload, before: Mapping | None) -> Reading:
    if before is not None:
        return replace(reading_of(before), columns=())
    return Reading(encoding=encoding_of(upload.path).value)


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
    fitting = best(fits(known, header))
    likely = fitting.mapping.dataset if fitting else ""
    for key in (asked, before.dataset if before else "", likely):
        if key in by_key:
            return by_key[key]
    return max(declared, key=lambda each: len(suggested(each, header, source="").columns))


def _remembered(own: tuple[Fit, ...], *, asked: str, before: Mapping | None) -> Mapping | None:
    if asked == NEW:
        return None
    named = next((each.mapping for each in own if each.mapping.key == asked), None)
    fitting = best(own)
    return named or before or (fitting.mapping if fitting else None)
