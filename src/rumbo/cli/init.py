"""`rumbo init`: an organisation in RUMBO_HOME, from an example or from nothing."""

import secrets
from typing import TYPE_CHECKING

import click

from rumbo.cli import words
from rumbo.cli.examples import example
from rumbo.cli.loading import document_of, load_example, refuse_other
from rumbo.cli.options import json_option
from rumbo.cli.output import Json, Output
from rumbo.cli.session import home, migrate, start_django
from rumbo.kernel.problems import Problem, Refused

if TYPE_CHECKING:
    from rumbo.people.documents import OrganisationDocument


@click.command("init")
@click.option(
    "--example",
    "example_name",
    metavar="NAME",
    help="Load an example: maventech or every-key-result.",
)
@click.option("--name", help="Start an empty organisation of this name.")
@click.option("--currency", default="USD", show_default=True, help="ISO 4217 code.")
@click.option("--time-zone", default="UTC", show_default=True, help="Business time zone.")
@click.option("--admin", metavar="E-MAIL", help="Who administers it; a password is printed.")
@json_option
def command(
    example_name: str | None,
    *,
    name: str | None,
    currency: str,
    time_zone: str,
    admin: str | None,
    as_json: bool,
) -> None:
    """Put an organisation into RUMBO_HOME, on the real clock; run again, it only adds.

    \b
    rumbo init --example maventech
    rumbo init --name "Acme" --currency EUR --time-zone Europe/Madrid --admin ana@acme.example
    """
    if not example_name and not name:
        raise Refused(Problem("cli.init.what"))
    folder = example(example_name) if example_name else None
    start_django()
    migrate()
    output = Output.of(as_json)
    if folder is not None:
        new = load_example(folder)
        _tell(output, {"organisation": document_of(folder).organisation, "new": new})
    else:
        _found(_empty(name or "", currency=currency, time_zone=time_zone), admin, output=output)


def _empty(name: str, *, currency: str, time_zone: str) -> "OrganisationDocument":
    from rumbo.flows.empty_organisation import empty_organisation  # noqa: PLC0415
    from rumbo.people import clock  # noqa: PLC0415

    year = clock.now().year
    return empty_organisation(name, currency=currency, time_zone=time_zone, year=year)


def _found(document: "OrganisationDocument", admin: str | None, *, output: Output) -> None:
    from rumbo.flows.empty_organisation import open_administrator  # noqa: PLC0415
    from rumbo.history.actors import System  # noqa: PLC0415
    from rumbo.people import clock, operations  # noqa: PLC0415

    refuse_other(document.organisation)
    by, at = System("cli"), clock.now()
    operations.found_organisation(document, by=by, at=at)
    content: dict[str, Json] = {"organisation": document.organisation, "new": 0}
    if admin:
        password = secrets.token_urlsafe(12)
        open_administrator(admin, password=password, by=by, at=at)
        content |= {"admin": admin, "password": password}
    _tell(output, content)


def _tell(output: Output, content: dict[str, Json]) -> None:
    if output.as_json:
        output.document(content)
        return
    output.say(
        words.text(
            "{name}: ready in {home}; {new} new records.",
            "{name}: lista en {home}; {new} registros nuevos.",
            name=content["organisation"],
            home=home(),
            new=content["new"],
        )
    )
    if "password" in content:
        output.say(
            words.text(
                "{admin} signs in with the password {password}",
                "{admin} entra con la contraseña {password}",
                admin=content["admin"],
                password=content["password"],
            )
        )
