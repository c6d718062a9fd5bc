"""What `rumbo import` says: how a file is written, what would happen, what happened."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rumbo.cli import words
from rumbo.cli.output import Column, Json, Output
from rumbo.wording.problems import sentence

if TYPE_CHECKING:
    from rumbo.kernel.money import Money
    from rumbo.records.importing import Detected, Imported, Missing, Preview, RejectedRow
    from rumbo.records.rules.detecting import Finding
    from rumbo.records.rules.fitting import Fit

SHOWN = 20  # rejected rows in the table for people


def detected(
    output: Output, found: "Detected", fitting: "Sequence[Fit]", *, document: str
) -> None:
    """Each thing found with its evidence, the mappings that fit, and one to begin with."""
    if output.as_json:
        output.document(
            {
                "kind": found.kind.value,
                "rows": found.rows,
                "findings": [_finding(each, output.language) for each in found.findings],
                "mappings": [
                    {"mapping": each.mapping.key, "lacking": list(each.lacking)}
                    for each in fitting
                ],
                "columns": {name: list(ids) for name, ids in found.mapping.columns.items()},
                "document": document,
            }
        )
        return
    titles = ("Aspect", "Aspecto"), ("Found", "Hallado"), ("Evidence", "Prueba")
    columns = [Column(words.text(*each).in_language(output.language)) for each in titles]
    rows = [
        (each.aspect.value, " / ".join((each.value, *each.others)), _why(each, output.language))
        for each in found.findings
    ]
    output.table(columns, rows)
    for each in fitting:
        lacking = ", ".join(each.lacking) or "–"
        said = words.text(
            "Mapping «{name}»: columns not in the file: {lacking}",
            "Correspondencia «{name}»: columnas que no están en el archivo: {lacking}",
            name=each.mapping.key,
            lacking=lacking,
        )
        output.say(said)
    output.say(words.text("To begin with:\n\n{text}", "Para empezar:\n\n{text}", text=document))


def _finding(found: "Finding", language: str) -> dict[str, Json]:
    return {
        "aspect": found.aspect.value,
        "value": found.value,
        "others": list(found.others),
        "column": found.column,
        "evidence": found.evidence,
        "reason": _why(found, language),
    }


def _why(found: "Finding", language: str) -> str:
    from rumbo.records.rules.detecting import told  # noqa: PLC0415

    problem = told(found)
    return str(sentence(problem, language)) if problem else ""


def preview(output: Output, found: "Preview") -> None:
    """Counts, what would change, and what is wrong."""
    if output.as_json:
        output.document(_preview(found, output.language))
        return
    _counts(output, found, missing=found.missing.count, deleted=0)
    for changed in found.changed_examples:
        for each in changed.fields:
            before, after = _shown(each.before), _shown(each.after)
            output.say(
                words.text(
                    "{key}  {field}: {before} → {after}",
                    "{key}  {field}: {before} → {after}",
                    key=changed.key,
                    field=each.field.id,
                    before=before,
                    after=after,
                )
            )
    _rejected(output, found.rejected)


def _preview(found: "Preview", language: str) -> dict[str, Json]:
    return {
        "new": found.new,
        "changed": found.changed,
        "same": found.same,
        "missing": found.missing.count,
        "missing_money": money_of(found.missing),
        "examples": {
            "new": [each.key for each in found.new_examples],
            "changed": [
                {
                    "key": each.key,
                    "line": each.line,
                    "fields": {
                        one.field.id: [_shown(one.before), _shown(one.after)]
                        for one in each.fields
                    },
                }
                for each in found.changed_examples
            ],
            "same": [each.key for each in found.same_examples],
            "missing": [each.key for each in found.missing.examples],
        },
        "unmatched": [each.value for each in found.unmatched],
        "rejected": _listed(found.rejected, language),
        "rejected_count": found.rejected_count,
    }


def _shown(value: object) -> str:
    if value is None:
        return "–"
    amount = getattr(value, "amount", None)
    return str(value) if amount is None else _amount(value)  # type: ignore[arg-type]


def _amount(money: "Money") -> str:
    return f"{money.amount:f} {money.currency}"


def money_of(missing: "Missing") -> str:
    """The money that missing records hold, or a dash."""
    return _amount(missing.money) if missing.money else "–"


def imported(output: Output, found: "Imported") -> None:
    """Counts, and the rows that stayed out."""
    if output.as_json:
        output.document(
            {
                "new": found.new,
                "changed": found.changed,
                "same": found.same,
                "missing": found.missing,
                "deleted": found.deleted,
                "rejected": _listed(found.rejected, output.language),
                "rejected_count": found.rejected_count,
            }
        )
        return
    _counts(output, found, missing=found.missing, deleted=found.deleted)
    _rejected(output, found.rejected)


def _counts(output: Output, found: "Imported | Preview", *, missing: int, deleted: int) -> None:
    output.say(
        words.text(
            "{new} new, {changed} changed, {same} the same, {rejected} rejected",
            "{new} nuevos, {changed} con cambios, {same} iguales, {rejected} rechazados",
            new=found.new,
            changed=found.changed,
            same=found.same,
            rejected=found.rejected_count,
        )
    )
    if missing:
        output.say(
            words.text(
                "{missing} of this source are not in the file, {deleted} deleted",
                "{missing} de esta fuente no están en el archivo, {deleted} borrados",
                missing=missing,
                deleted=deleted,
            )
        )


def _listed(rows: "Iterable[RejectedRow]", language: str) -> list[Json]:
    return [
        {
            "line": row.line,
            "column": row.column,
            "value": row.value,
            "code": row.code,
            "reason": str(sentence(row.problem, language)),
        }
        for row in rows
    ]


def _rejected(output: Output, rejected: "Sequence[RejectedRow]") -> None:
    if not rejected:
        return
    language = output.language
    columns = [
        Column(words.LINE.in_language(language), "right"),
        Column(words.COLUMN.in_language(language)),
        Column(words.VALUE.in_language(language)),
        Column(words.REASON.in_language(language)),
    ]
    rows = [
        (str(row.line), row.column, row.value[:40], str(sentence(row.problem, language)))
        for row in rejected[:SHOWN]
    ]
    output.table(columns, rows)
