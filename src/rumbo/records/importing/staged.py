"""A file read to its end and compared with the log, as its mapping says."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rumbo.kernel.problems import Place, Problem, Refused
from rumbo.records.datasets import datasets_named, refuse_linked
from rumbo.records.documents import read_mapping
from rumbo.records.importing.files import Reading, TableFile, open_file
from rumbo.records.importing.sealing import SubjectKeys
from rumbo.records.importing.staging import Identify
from rumbo.records.importing.tables import Staged, declared_dataset, refuse, staged, untold
from rumbo.records.importing.values import Progress
from rumbo.records.models import Mapping as MappingRow
from rumbo.records.rules.mapping import Mapping, problems_of, problems_with_header
from rumbo.vault.subjects import keys_for


@contextmanager
def staged_file(
    path: Path,
    mapping: Mapping,
    *,
    identify: Identify,
    keys: SubjectKeys = keys_for,
    progress: Progress = untold,
) -> Iterator[Staged]:
    """Open a file and stage it; raises Refused when it is wrong as a whole."""
    # What is wrong with the mapping itself is told before the file is looked at.
    refuse_linked(datasets_named([mapping.dataset]))
    refuse(problems_of(mapping, declared_dataset(mapping.dataset), Place(path.name)))
    with open_file(path, reading_of(mapping)) as file:
        refuse(_problems_of_file(file, mapping))
        with staged(file, mapping, identify=identify, keys=keys, progress=progress) as ready:
            yield ready


def reading_of(mapping: Mapping) -> Reading:
    """How a mapping says that its file is written."""
    return Reading(
        encoding=mapping.encoding,
        delimiter=mapping.delimiter,
        sheet=mapping.sheet,
        formats=mapping.formats,
        columns=mapping.needed_columns,
    )


def _problems_of_file(file: TableFile, mapping: Mapping) -> list[Problem]:
    if len(file.sheets) > 1 and not mapping.sheet:
        facts = {"known": ", ".join(file.sheets)}
        return [Problem("import.which-sheet", Place(file.name), facts)]
    place = Place(file.name, file.header_line)
    return problems_with_header(mapping, file.header, place)


def chosen(mapping: Mapping | str) -> Mapping:
    """A mapping by itself or by its name; raises Refused when none has it."""
    if isinstance(mapping, Mapping):
        return mapping
    row = MappingRow.objects.filter(key=mapping).first()
    if row is None:
        known = ", ".join(MappingRow.objects.order_by("key").values_list("key", flat=True))
        raise Refused(Problem("mapping.unknown", facts={"name": mapping, "known": known}))
    return read_mapping(row.document, file=mapping)
