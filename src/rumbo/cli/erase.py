"""`rumbo erase`: destroy a person's personal data for good."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from rumbo.cli import words
from rumbo.cli.options import json_option
from rumbo.cli.output import Output
from rumbo.cli.session import opened
from rumbo.kernel.problems import Problem, Refused

if TYPE_CHECKING:
    from rumbo.flows.erase_person import Planned


@click.command("erase")
@click.argument("person", required=False)
@click.option("--yes", is_flag=True, help="Do it; without this it only tells.")
@click.option("--again", is_flag=True, help="Erase again whom a restored backup brought back.")
@json_option
def command(person: str | None, *, yes: bool, again: bool, as_json: bool) -> None:
    """Destroy the personal data of PERSON (a key): names, addresses, spellings, sign-in, notes.

    Amounts, keys and everything settled stay (docs/personal-data.md). It cannot be undone.

    \b
    rumbo erase ana-ruiz          # what it would destroy
    rumbo erase ana-ruiz --yes
    """
    session, output = opened(), Output.of(as_json)
    from rumbo.flows import erase_person  # noqa: PLC0415
    from rumbo.people.access import NotVisible  # noqa: PLC0415

    if again:
        back = erase_person.repeat(
            erase_person.remembered(), viewer=session.viewer, at=session.now, clock=_real
        )
        output.say(
            words.text("{count} erased again.", "Borradas de nuevo: {count}.", count=back)
        )
        return
    try:
        found = erase_person.planned(person or "", viewer=session.viewer)
    except NotVisible as error:
        raise Refused(Problem("people.unknown", facts={"key": person or ""})) from error
    if not yes:
        _tell(output, found)
        return
    done = erase_person.erase_person(
        found.person.key, viewer=session.viewer, at=session.now, clock=_real
    )
    if as_json:
        output.document(
            {"person": found.person.key, "number": done.number, "finished": done.is_finished}
        )
    output.say(
        words.text(
            "Erased; called Person {number} from now on.",
            "Datos borrados; desde ahora se llama Persona {number}.",
            number=done.number,
        )
    )
    if not done.is_finished:
        output.say(
            words.text(
                "A running process still has a copy open; it is deleted when it is asked next.",
                "Un proceso aún tiene una copia abierta; se borra en su próxima consulta.",
            )
        )


def _tell(output: Output, found: "Planned") -> None:
    if output.as_json:
        output.document(
            {
                "person": found.person.key,
                "is_erased": found.person.is_erased,
                "identities": len(found.person.identities),
                "sign_in": found.person.may_sign_in,
                "notes": found.notes,
                "rejected_rows": found.rejected_rows,
                "uploads": list(found.uploads),
            }
        )
        return
    output.say(
        words.text(
            "Would destroy: the name {name}, {identities} spellings of sources, the words of "
            "{notes} check-ins, {rows} refused rows, {uploads} waiting files, "
            "sign-in: {sign_in}.\nNothing was done. Add --yes to do it; it cannot be undone.",
            "Destruiría: el nombre {name}, {identities} formas de las fuentes, las palabras de "
            "{notes} seguimientos, {rows} filas rechazadas, {uploads} archivos en espera, "
            "acceso: {sign_in}.\nNada se hizo. Añade --yes para hacerlo; no se deshace.",
            name=found.person.name,
            identities=len(found.person.identities),
            notes=found.notes,
            rows=found.rejected_rows,
            uploads=len(found.uploads),
            sign_in="✓" if found.person.may_sign_in else "–",
        )
    )


def _real() -> datetime:
    return datetime.now(UTC)
