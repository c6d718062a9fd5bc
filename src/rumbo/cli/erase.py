"""`rumbo erase`: destroy a person's personal data for good."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from rumbo.cli import words
from rumbo.cli.options import json_option
from rumbo.cli.output import Output
from rumbo.cli.session import Session, opened
from rumbo.kernel.problems import Problem, Refused

if TYPE_CHECKING:
    from rumbo.flows.erase_person import Planned


@click.command("erase")
@click.argument("person", required=False)
@click.option(
    "--record",
    metavar="DATASET/KEY",
    help="What is personal in one record, such as a contact, and not a person.",
)
@click.option("--reason", default="", help="Why a record is erased; the history keeps it.")
@click.option("--yes", is_flag=True, help="Do it; without this it only tells.")
@click.option("--again", is_flag=True, help="Erase again whom a restored backup brought back.")
@json_option
def command(
    person: str | None,
    *,
    record: str | None,
    reason: str,
    yes: bool,
    again: bool,
    as_json: bool,
) -> None:
    """Destroy the personal data of PERSON (a key): names, addresses, spellings, sign-in, notes.

    Amounts, keys and everything settled stay (docs/personal-data.md). It cannot be undone.

    \b
    rumbo erase ana-ruiz          # what it would destroy
    rumbo erase ana-ruiz --yes
    rumbo erase --record contacts/C1 --yes
    """
    session, output = opened(), Output.of(as_json)
    if again:
        _again(session, output)
    elif record:
        _erase_record(*_named(record), reason=reason, yes=yes, session=session, output=output)
    else:
        _erase_person(person or "", yes=yes, session=session, output=output)


def _again(session: Session, output: Output) -> None:
    from rumbo.flows import erase_person, erase_record, erasure_ledger  # noqa: PLC0415

    viewer, at = session.viewer, session.now
    people = erasure_ledger.remembered_people()
    back = erase_person.repeat(people, viewer=viewer, at=at, clock=_real)
    back += erase_record.repeat(erasure_ledger.remembered_records(), viewer=viewer, at=at)
    output.say(words.text("{count} erased again.", "Borradas de nuevo: {count}.", count=back))


def _named(record: str) -> tuple[str, str]:
    dataset, _, key = record.partition("/")
    return dataset, key


def _erase_record(
    dataset: str, key: str, *, reason: str, yes: bool, session: Session, output: Output
) -> None:
    from rumbo.flows import erase_record  # noqa: PLC0415
    from rumbo.people.access import NotVisible  # noqa: PLC0415

    try:
        found = erase_record.planned(dataset, key, viewer=session.viewer)
    except NotVisible as error:
        facts = {"dataset": dataset, "key": key}
        raise Refused(Problem("cli.erase.record", facts=facts)) from error
    finished = yes and erase_record.erase_record(
        dataset, key, viewer=session.viewer, at=session.now, reason=reason
    )
    if output.as_json:
        output.document(
            {
                "dataset": dataset,
                "key": key,
                "versions": found.versions,
                "rejected_rows": found.rejected_rows,
                "uploads": list(found.uploads),
                "erased": yes,
                "finished": finished,
            }
        )
    elif yes:
        output.say(words.text("Erased for good.", "Borrado para siempre."))
        _say_unfinished(output, is_finished=finished)
    else:
        output.say(
            words.text(
                "Would destroy what is personal in {versions} versions, {rows} refused rows "
                "and {uploads} waiting files.\nNothing was done. Add --yes to do it; it cannot "
                "be undone.",
                "Destruiría lo personal de {versions} versiones, {rows} filas rechazadas y "
                "{uploads} archivos en espera.\nNada se hizo. Añade --yes para hacerlo; no se "
                "deshace.",
                versions=found.versions,
                rows=found.rejected_rows,
                uploads=len(found.uploads),
            )
        )


def _erase_person(person: str, *, yes: bool, session: Session, output: Output) -> None:
    from rumbo.flows import erase_person  # noqa: PLC0415
    from rumbo.people.access import NotVisible  # noqa: PLC0415

    try:
        found = erase_person.planned(person, viewer=session.viewer)
    except NotVisible as error:
        raise Refused(Problem("people.unknown", facts={"key": person})) from error
    if not yes:
        _tell(output, found)
        return
    done = erase_person.erase_person(
        found.person.key, viewer=session.viewer, at=session.now, clock=_real
    )
    if output.as_json:
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
    _say_unfinished(output, is_finished=done.is_finished)


def _say_unfinished(output: Output, *, is_finished: bool) -> None:
    if not is_finished:
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
