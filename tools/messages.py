"""The Spanish catalogue of the interface's words: found in code and templates, compiled.

python -m tools.messages            brings django.po up to date with the code, and compiles it
python -m tools.messages --check    says what is missing, unclear or out of date

Babel alone: gettext's programs are not needed.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from tools.environment import ROOT

SOURCE = ROOT / "src" / "rumbo"
FOLDER = SOURCE / "web" / "locale" / "es" / "LC_MESSAGES"
CATALOGUE, COMPILED = FOLDER / "django.po", FOLDER / "django.mo"
HEADER = "# The Spanish words of Rumbo's interface; ./dev.py write keeps the list up to date."
# Of each call, which arguments are the words; "c" marks the context.
WORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def main(words: list[str]) -> int:
    """Write the catalogue, or check it: 1 when there is something to mend."""
    settings.configure(USE_I18N=True)
    if words == ["--check"]:
        faults = list(faults_of(_stored(), _wanted()))
        print("\n".join(faults))
        return 1 if faults else 0
    catalogue = _stored()
    catalogue.update(_wanted(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, width=96, sort_by_file=True, include_lineno=False)
    COMPILED.write_bytes(_compiled(catalogue))
    return 0


def faults_of(stored: Catalog, wanted: Catalog) -> Iterator[str]:
    """What keeps the stored catalogue from being a full translation of the wanted one."""
    for message in _messages(wanted):
        if fault := _fault(stored.get(message.id, message.context)):
            yield f"{fault}: {_named(message)}"
    for message in _messages(stored):
        if wanted.get(message.id, message.context) is None:
            yield f"In django.po but nowhere used, run ./dev.py write: {_named(message)}"
    for message, errors in stored.check():
        yield f"{errors[0]}: {_named(message)}"
    if not COMPILED.exists() or COMPILED.read_bytes() != _compiled(stored):
        yield "django.mo is older than django.po, run ./dev.py write"


def _fault(known: Message | None) -> str:
    if known is None:
        return "Not in django.po, run ./dev.py write"
    if not all(_texts(known)):
        return "Without Spanish words"
    return "Marked fuzzy, read it and remove the mark" if known.fuzzy else ""


def _wanted() -> Catalog:
    """Every message of today's code and templates."""
    catalogue = Catalog(domain="django")
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]):
        file = path.relative_to(ROOT).as_posix()
        for _, words, _, context in extract("python", _python(path), keywords=WORDS):
            catalogue.add(words, locations=[(file, 0)], context=context)
    return catalogue


def _python(path: Path) -> io.BytesIO:
    """A source file, or a template turned into calls, one per line as Python wants them."""
    text = path.read_text()
    if path.suffix == ".html":
        text = "\n".join(line.strip() for line in templatize(text).split("\n"))
    return io.BytesIO(text.encode())


def _stored() -> Catalog:
    if not CATALOGUE.exists():
        who = {"project": "Rumbo", "version": "1", "msgid_bugs_address": "see CONTRIBUTING.md"}
        return Catalog("es", "django", HEADER, fuzzy=False, language_team="Rumbo", **who)
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="es", domain="django")


def _compiled(catalogue: Catalog) -> bytes:
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _texts(message: Message) -> tuple[str, ...]:
    words = message.string or ""
    return (words,) if isinstance(words, str) else tuple(words)


def _named(message: Message) -> str:
    words = message.id if isinstance(message.id, str) else message.id[0]
    return f"«{words}» ({', '.join(sorted({file for file, _ in message.locations}))})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
