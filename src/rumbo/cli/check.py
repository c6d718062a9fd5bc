"""`rumbo check`: what is wrong with definition files; needs no database."""

from pathlib import Path

import click

from rumbo.cli import words
from rumbo.cli.options import json_option
from rumbo.cli.output import Output

BAD_INPUT = 2


@click.command("check")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
def command(paths: tuple[Path, ...], *, as_json: bool) -> int:
    """Check the YAML files under PATHS, and run the cases that they carry.

    Names are looked up in the files given and in the rest of the folder tree that holds their
    organisation.yaml. Exit code 2 when anything is wrong.

    \b
    rumbo check examples
    rumbo check plans/account-executive.yaml --json
    """
    from rumbo.flows.check_files import check_files  # noqa: PLC0415

    found = check_files(paths)
    output = Output.of(as_json)
    if as_json or found.problems:
        output.problems(found.problems)
    else:
        output.say(
            words.text(
                "{files} files, nothing wrong", "{files} archivos, nada mal", files=found.files
            )
        )
    return BAD_INPUT if found.problems else 0
