"""How a file is written, in words a person chooses from."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rumbo.kernel.problems import Problem
from rumbo.records.rules.mapping import ROW_NUMBER
from rumbo.web.sources.writing import Written
from rumbo.web.templatetags.figures import Context, locale_in
from rumbo.wording import figures

if TYPE_CHECKING:
    from rumbo.web.imports.choosing import Proposal

register = template.Library()

MARKS: dict[str, Promise] = {
    "": _("nothing: 1234"),
    ",": _("comma ,"),
    ".": _("point ."),
    ";": _("semicolon ;"),
    "\t": _("tab"),
    "|": _("bar |"),
    " ": _("space"),
    "'": _("apostrophe '"),
}
KINDS: dict[str, Promise] = {
    "text": _("text"),
    "choice": _("one of"),
    "whole": _("whole number"),
    "decimal": _("number"),
    "money": _("amount of money"),
    "date": _("date"),
    "instant": _("date and time"),
    "yes-no": _("yes or no"),
    "person": _("person"),
}
FAMILIES: dict[str, Promise] = {
    "text": _("text"),
    "number": _("number"),
    "date": _("date"),
    "instant": _("date and time"),
    "yes-no": _("yes or no"),
    "binary": _("bytes"),
    "other": _("something else"),
}
EXAMPLE = datetime(2017, 12, 31, 23, 59, tzinfo=UTC)
FILES = {"csv": "CSV", "json": "JSON", "parquet": "Parquet", "xlsx": "Excel", "ods": "ODS"}
ROW = _("the number of the row (only for files that never change)")


@register.simple_tag
def mark_name(mark: str) -> str | Promise:
    """What a mark between columns or digits is called."""
    return MARKS.get(mark, mark)


@register.simple_tag
def kind_name(kind: str) -> str | Promise:
    """What a kind of field is called."""
    return KINDS.get(str(kind), str(kind))


@register.simple_tag
def column_name(column: str) -> str | Promise:
    """A column as its file names it; the one that every file has, in words."""
    return ROW if column == ROW_NUMBER else column


@register.simple_tag
def file_kind(kind: str) -> str:
    """What a file is."""
    return FILES.get(str(kind), str(kind))


@register.simple_tag
def note_of(proposal: "Proposal", aspect: str) -> Problem | None:
    """What in the file tells one aspect of how it is written."""
    return proposal.notes.get(aspect)


@register.simple_tag
def date_example(wanted: str) -> str:
    """The last day of 2017 in a date format: no two formats write it alike."""
    return EXAMPLE.strftime(wanted)


@register.simple_tag(takes_context=True)
def file_size(context: Context, size: int) -> str:
    """The size of a file, in kB or MB."""
    unit, name = (1_000_000, "MB") if size >= 1_000_000 else (1_000, "kB")
    return f"{figures.number(max(1, size // unit), locale_in(context))} {name}"


@register.simple_tag
def family_name(family: str) -> str | Promise:
    """What the values of a database's column are called."""
    return FAMILIES.get(str(family), str(family))


@register.simple_tag
def written_column(written: Written, field: str) -> str:
    """The column that is to feed a field, as written in a form."""
    return written.column(field)


@register.simple_tag
def written_value(written: Written, name: str) -> str:
    """What is written in a field of a form."""
    return written.values.get(name, "")
