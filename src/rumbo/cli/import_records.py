"""`rumbo import`: records from a file, through a remembered mapping."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rumbo.cli import import_told, words
from rumbo.cli.options import json_option
from rumbo.cli.output import Output
from rumbo.cli.progress import progress
from rumbo.cli.session import Session, opened
from rumbo.kernel.problems import Problem, Refused

if TYPE_CHECKING:
    from rumbo.records.importing import Imported, Preview
    from rumbo.records.rules.mapping import Mapping

BAD_INPUT = 2


@click.command("import")
@click.argument("dataset")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--mapping",
    metavar="NAME",
    help="How its columns become fields: a remembered one, or a YAML file.",
)
@click.option("--detect", "step", flag_value="detect", help="Only say how FILE is written.")
@click.option("--preview", "step", flag_value="preview", help="Only say what would happen.")
@click.option(
    "--missing-means-deleted",
    "deleting",
    flag_value="yes",
    default="",
    help="Delete the records of this source that FILE does not have; asks first.",
)
@click.option("--yes", "sure", flag_value="yes", default="", help="Delete without asking.")
@click.option(
    "--rejects",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="CSV",
    help="Write the refused rows there, to be mended and imported again.",
)
@json_option
def command(
    dataset: str,
    file: Path,
    *,
    mapping: str | None,
    as_json: bool,
    **asked: "str | Path | None",
) -> int:
    """Take the rows of FILE into DATASET; the same file again changes nothing.

    FILE is CSV, XLSX, ODS, Parquet, JSON lines or a JSON array, known by its content. Good rows
    go in; each bad row is listed with line, column, value and reason, and the exit code is then
    2. A file that cannot be read as a whole changes nothing.

    \b
    rumbo import deals pipeline.csv --detect
    rumbo import deals pipeline.csv --mapping maventech --preview
    rumbo import deals pipeline.csv --mapping maventech --rejects wrong.csv --json
    """
    session = opened()
    output = Output.of(as_json)
    _check_dataset(dataset)
    if asked["step"] == "detect" or mapping is None:
        return _detect(file, dataset, asked=asked["step"], output=output)
    if isinstance(rejects := asked["rejects"], Path):
        _refuse_unwritable(rejects)
    chosen = _mapping(dataset, mapping, session=session, keep=asked["step"] != "preview")
    if asked["step"] == "preview":
        return _preview(file, chosen, session=session, output=output)
    allowed = _allowed(file, chosen, session=session, output=output, asked=asked)
    found = _import(file, chosen, session=session, allowed=allowed)
    import_told.imported(output, found)
    if isinstance(rejects, Path):
        _write_rejects(rejects, found, chosen, output=output)
    return BAD_INPUT if found.rejected_count else 0


def _detect(file: Path, dataset: str, *, asked: "str | Path | None", output: Output) -> int:
    """How the file is written; without being asked for it, that a mapping is needed."""
    from rumbo.flows.import_file import document_of, look_at_file  # noqa: PLC0415

    detected, fitting = look_at_file(file, dataset=dataset, source="file")
    if asked != "detect":
        whole = [each.mapping.key for each in fitting if each.is_whole]
        facts = {"known": ", ".join(whole) or "–"}
        raise Refused(Problem("cli.import.mapping", facts=facts))
    import_told.detected(output, detected, fitting, document=document_of(detected.mapping))
    return 0


def _preview(file: Path, mapping: "Mapping", *, session: Session, output: Output) -> int:
    found = _seen(file, mapping, session=session)
    import_told.preview(output, found)
    return BAD_INPUT if found.rejected_count else 0


def _seen(file: Path, mapping: "Mapping", *, session: Session) -> "Preview":
    from rumbo.flows.import_file import preview_file  # noqa: PLC0415

    return preview_file(file, mapping=mapping, viewer=session.viewer)


def _allowed(
    file: Path,
    mapping: "Mapping",
    *,
    session: Session,
    output: Output,
    asked: "dict[str, str | Path | None]",
) -> int:
    """How many missing records may be deleted: those that were shown and agreed to."""
    if not asked["deleting"]:
        return 0
    missing = _seen(file, mapping, session=session).missing
    if not missing.count or asked["sure"]:
        return missing.count
    money = import_told.money_of(missing)
    if output.as_json:
        facts = {"records": str(missing.count), "money": money}
        raise Refused(Problem("cli.import.sure", facts=facts))
    question = words.text(
        "{count} records of «{source}» are not in the file ({money}). Delete them?",
        "{count} registros de «{source}» no están en el archivo ({money}). ¿Borrarlos?",
        count=missing.count,
        source=mapping.source,
        money=money,
    )
    click.confirm(question.in_language(output.language), abort=True, err=True)
    return missing.count


def _import(file: Path, mapping: "Mapping", *, session: Session, allowed: int) -> "Imported":
    from rumbo.flows.import_file import import_file  # noqa: PLC0415
    from rumbo.people import clock  # noqa: PLC0415

    with progress(words.text("Importing", "Importando")) as told:
        return import_file(
            file,
            mapping=mapping,
            by=session.viewer.actor,
            at=session.now,
            clock=clock.now,
            delete_at_most=allowed,
            progress=told,
        )


def _refuse_unwritable(path: Path) -> None:
    """Before anything goes in: what is refused is not to be lost for want of a place."""
    was_there = path.exists()
    try:
        with path.open("ab"):
            pass
    except OSError as error:
        facts = {"value": str(path), "reason": error.strerror or "", "option": "--rejects"}
        raise Refused(Problem("cli.cannot-write", facts=facts)) from error
    if not was_there:
        path.unlink()


def _write_rejects(
    path: Path, found: "Imported", mapping: "Mapping", *, output: Output
) -> None:
    from rumbo.flows.reject_list import reject_list  # noqa: PLC0415

    content = reject_list(
        found.rejected, columns=found.header, language=output.language, mapping=mapping
    )
    path.write_bytes(content)


def _check_dataset(dataset: str) -> None:
    from rumbo.records import datasets  # noqa: PLC0415

    known = {each.key for each in datasets.datasets()}
    if dataset not in known:
        facts = {"dataset": dataset, "known": ", ".join(sorted(known))}
        raise Refused(Problem("cli.unknown", facts=facts))


def _mapping(dataset: str, name: str, *, session: Session, keep: bool) -> "Mapping":
    """The mapping of that name; refused when unknown, or when it leads to another dataset."""
    from rumbo.flows.import_file import mapping_in, mapping_named  # noqa: PLC0415
    from rumbo.records import datasets  # noqa: PLC0415

    try:
        found = mapping_in(name)
    except datasets.UnknownMapping:
        found = None
    if found is None or found.dataset != dataset:
        fitting = sorted(each.key for each in datasets.mappings() if each.dataset == dataset)
        facts = {"mapping": name, "known": ", ".join(fitting) or "–"}
        raise Refused(Problem("cli.unknown", facts=facts))
    return mapping_named(name, by=session.viewer.actor, at=session.now) if keep else found
