"""The rows that an import refused as a CSV file: to be read, mended and brought again.

Our columns come first and the row's own cells after them, under the names of their columns, so
that the mended file is read by the same mapping. Names of ours begin with «Rumbo:», by which an
import knows that texts are guarded (`kernel.cells`).
"""

from collections.abc import Iterable, Iterator

from rumbo.kernel.cells import OURS, csv_line
from rumbo.kernel.texts import Text
from rumbo.records.rules.mapping import Mapping
from rumbo.records.rules.rows import RejectedRow
from rumbo.wording.problems import sentence

TITLES = (
    Text("line", "línea"),
    Text("column", "columna"),
    Text("value", "valor"),
    Text("what is wrong", "qué falla"),
    Text("what mends it", "qué lo arregla"),
)


def reject_list(
    rows: Iterable[RejectedRow],
    *,
    columns: tuple[str, ...],
    language: str,
    mapping: Mapping | None = None,
) -> bytes:
    """The file, written as its mapping reads it when it comes back."""
    delimiter = (mapping.delimiter if mapping else "") or ","
    encoding = mapping.encoding if mapping else "utf-8"
    lines = _lines(rows, columns, language=language, delimiter=delimiter)
    # With its mark, a spreadsheet knows UTF-8.
    codec = "utf-8-sig" if encoding == "utf-8" else encoding
    return "".join(lines).encode(codec, errors="replace")


def _lines(
    rows: Iterable[RejectedRow], columns: tuple[str, ...], *, language: str, delimiter: str
) -> Iterator[str]:
    titles = [f"{OURS} {each.in_language(_short(language))}" for each in TITLES]
    yield csv_line([*titles, *columns], delimiter=delimiter)
    for each in rows:
        words = sentence(each.problem, language)
        ours = [str(each.line), each.column, each.value, words.what, words.remedy]
        yield csv_line([*ours, *_padded(each.row, len(columns))], delimiter=delimiter)


def _padded(row: tuple[str, ...], width: int) -> list[str]:
    """A row as wide as the header; what stands beyond it is kept at the end."""
    return [*row, *[""] * (width - len(row))]


def _short(language: str) -> str:
    return "es" if language.startswith("es") else "en"
