"""Which row of a sheet names its columns: titles and blank rows may stand above it."""

from collections.abc import Sequence

# Whether a cell is «text» or another «value», and how it reads.
Described = tuple[str, str]
Row = tuple[str, ...]


def header_row(
    rows: Sequence[tuple[int, Sequence[Described]]], needed: Sequence[str] = ()
) -> tuple[int, Row] | None:
    """The line and the names of the header, or None when no row can be one.

    The first row that has every needed column; without any needed, the first one whose filled
    cells are all text, are all different, and stand over most of the filled columns.

    >>> title, names = ("text", "Sales"), [("text", "deal"), ("text", "value")]
    >>> header_row([(1, [title, ("text", "")]), (3, names)])
    (3, ('deal', 'value'))
    """
    named = [(line, _names(cells)) for line, cells in rows]
    if needed:
        found = next((each for each in named if set(needed) <= set(each[1])), None)
        if found:
            return found
    width = max((_filled(names) for _, names in named), default=0)
    for (line, cells), (_, names) in zip(rows, named, strict=True):
        if width and _is_header(cells, names, width):
            return line, names
    return None


def _names(cells: Sequence[Described]) -> Row:
    """Names with their spaces folded, without the empty ones at the end."""
    names = [" ".join(text.split()) for _, text in cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _filled(names: Row) -> int:
    return sum(1 for each in names if each)


def _is_header(cells: Sequence[Described], names: Row, width: int) -> bool:
    filled = [each for each in names if each]
    texts = all(kind == "text" for kind, text in cells if text)
    # Three fifths: some columns may have no name, and notes may stand beside the table.
    return texts and len(set(filled)) == len(filled) and 5 * len(filled) >= 3 * width
