"""Puts an example into RUMBO_HOME, for every command that needs one."""

from typing import TYPE_CHECKING

from rumbo.cli import words
from rumbo.cli.progress import progress
from rumbo.cli.session import found, home
from rumbo.kernel.problems import Problem, Refused

if TYPE_CHECKING:
    from pathlib import Path

    from rumbo.people.documents import OrganisationDocument


def load_example(folder: "Path") -> int:
    """Load all of an example and give the number of new records; run again, it only adds.

    Raises Refused where another organisation is at home.
    """
    from rumbo.flows.load_example import load_definitions, load_records  # noqa: PLC0415
    from rumbo.history.actors import System  # noqa: PLC0415
    from rumbo.people import clock  # noqa: PLC0415

    refuse_other(document_of(folder).organisation)
    by = System("cli")
    load_definitions(folder, by=by, at=clock.now())
    with progress(words.text("Importing", "Importando")) as told:
        new = load_records(
            folder, by=by, at=clock.now(), progress=lambda _file, done, of: told(done, of)
        )
    return sum(new.values())


def have_example(folder: "Path") -> None:
    """Load an example unless all of it is there; what was changed since is left as it is.

    Raises Refused where another organisation is at home.
    """
    from rumbo.flows.load_example import is_loaded  # noqa: PLC0415

    refuse_other(document_of(folder).organisation)
    if found() is None or not is_loaded(folder):
        load_example(folder)


def document_of(folder: "Path") -> "OrganisationDocument":
    """The organisation that an example declares. Raises Refused."""
    from rumbo.flows.scripts import text_of  # noqa: PLC0415
    from rumbo.people.documents import read_organisation  # noqa: PLC0415

    file = folder / "organisation.yaml"
    return read_organisation(text_of(file), file=str(file))


def refuse_other(key: str) -> None:
    """Raise Refused unless nothing is at home, or the organisation of this key."""
    organisation = found()
    if organisation is not None and (organisation.key != key or organisation.is_demo):
        facts = {"home": str(home()), "name": organisation.name}
        raise Refused(Problem("cli.other-organisation", facts=facts))
