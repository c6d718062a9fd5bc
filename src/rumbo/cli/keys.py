"""`rumbo keys`: push keys of programs: list, create, rotate, revoke."""

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import click

from rumbo.cli import words
from rumbo.cli.options import json_option
from rumbo.cli.output import Column, Json, Output
from rumbo.cli.session import Session, opened
from rumbo.kernel.problems import Problem, Refused
from rumbo.kernel.texts import Text

if TYPE_CHECKING:
    from rumbo.pushes.values import KeyRow, NewSecret

LONGEST_OVERLAP = 8_760  # hours


@click.group("keys")
def command() -> None:
    """Push keys: what allows a program to push records for one source.

    \b
    rumbo keys create --name "Our CRM" --source crm --dataset deals
    rumbo keys rotate our-crm --overlap 24
    rumbo keys revoke our-crm --reason "the server was sold"
    """


@command.command("list")
@json_option
def listed(*, as_json: bool) -> None:
    """Every key, latest first; no secret is known."""
    session = opened()
    from rumbo.pushes.queries import keys  # noqa: PLC0415

    found = keys(viewer=session.viewer)
    output = Output.of(as_json)
    if as_json:
        output.document({"keys": [_document(each) for each in found]})
        return
    titles = (words.KEY, words.SOURCE, words.DATASETS, words.STATE, words.LAST_USED)
    columns = [Column(each.in_language(output.language)) for each in titles]
    output.table(columns, [_cells(each, output.language) for each in found])


@command.command("create")
@click.option("--name", required=True, help="Which program uses it.")
@click.option("--source", required=True, help="What its events say as their source.")
@click.option("--dataset", "datasets", multiple=True, required=True, help="May be repeated.")
@click.option("--key", help="A short name; made from --name if left out.")
@click.option("--per-minute", type=int, help="Events a minute, at most.")
@click.option("--until", metavar="DAY", help="Its last day; none: until it is revoked.")
@json_option
def create(  # noqa: PLR0913, PLR0917 - click hands each option over by name
    name: str,
    source: str,
    datasets: tuple[str, ...],
    key: str | None,
    per_minute: int | None,
    until: str | None,
    *,
    as_json: bool,
) -> None:
    """Make a key, and print its secret: it is told here and never again."""
    session = opened()
    from rumbo.pushes import keys  # noqa: PLC0415
    from rumbo.pushes.rules.asking import USUAL_PER_MINUTE, Asked, short_name  # noqa: PLC0415

    asked = Asked(
        key=key if key is not None else short_name(name),
        name=name,
        source=source,
        datasets=frozenset(datasets),
        per_minute=USUAL_PER_MINUTE if per_minute is None else per_minute,
        expires_at=_end(until, session) if until else None,
    )
    made = keys.create(asked, by=session.viewer.actor, at=session.now, real_at=_real_now())
    _tell(made, Output.of(as_json))


@command.command("rotate")
@click.argument("key")
@click.option(
    "--overlap", default="24", show_default=True, help="Hours that the old secret goes on for."
)
@json_option
def rotate(key: str, overlap: str, *, as_json: bool) -> None:
    """Give a key another secret; the old one goes on for a stated time."""
    session = opened()
    from rumbo.people.access import NotVisible  # noqa: PLC0415
    from rumbo.pushes import keys  # noqa: PLC0415

    try:
        made = keys.rotate(
            key,
            overlap=_hours(overlap),
            by=session.viewer.actor,
            at=session.now,
            real_at=_real_now(),
        )
    except NotVisible as error:
        raise _unknown(key) from error
    _tell(made, Output.of(as_json))


@command.command("revoke")
@click.argument("key")
@click.option("--reason", default="", help="Goes into the history.")
@json_option
def revoke(key: str, reason: str, *, as_json: bool) -> None:
    """End a key at once, with all its secrets."""
    session = opened()
    from rumbo.people.access import NotVisible  # noqa: PLC0415
    from rumbo.pushes import keys  # noqa: PLC0415

    try:
        keys.revoke(
            key, by=session.viewer.actor, at=session.now, real_at=_real_now(), reason=reason
        )
    except NotVisible as error:
        raise _unknown(key) from error
    output = Output.of(as_json)
    if as_json:
        output.document({"key": key, "revoked": True})
    output.say(words.text("{key} is revoked.", "{key} está revocada.", key=key))


def _tell(made: "NewSecret", output: Output) -> None:
    if output.as_json:
        ends = made.old_ends_at.isoformat() if made.old_ends_at else None
        output.document({"key": made.key, "secret": made.secret, "old_ends_at": ends})
        return
    output.say(
        words.text(
            "{key}: {secret}\nKeep it now: it is not shown again.",
            "{key}: {secret}\nGuárdalo ahora: no se vuelve a mostrar.",
            key=made.key,
            secret=made.secret,
        )
    )


def _document(row: "KeyRow") -> dict[str, Json]:
    return {
        "key": row.key,
        "name": row.name,
        "source": row.source,
        "datasets": list(row.datasets),
        "per_minute": row.per_minute,
        "created_at": row.created_at.isoformat(),
        "expires_at": row.expires_at.isoformat() if row.expires_at else None,
        "revoked_at": row.revoked_at.isoformat() if row.revoked_at else None,
        "used_at": row.used_at.isoformat() if row.used_at else None,
        "prefixes": [each.prefix for each in row.secrets],
    }


def _cells(row: "KeyRow", language: str) -> list[str]:
    used = f"{row.used_at:%Y-%m-%d %H:%M}" if row.used_at else ""
    state = _state(row).in_language(language)
    return [row.key, row.source, ", ".join(row.datasets), state, used]


def _state(row: "KeyRow") -> Text:
    if row.revoked_at is not None:
        return words.REVOKED
    is_over = row.expires_at is not None and row.expires_at <= _real_now()
    return words.EXPIRED if is_over else words.VALID


def _end(day: str, session: Session) -> datetime:
    """The last moment of a business day. Raises Refused."""
    try:
        ends = datetime.combine(date.fromisoformat(day), time.max, session.zone)
    except ValueError as error:
        raise Refused(Problem("push.key-day", facts={"value": day})) from error
    if ends <= _real_now():
        raise Refused(Problem("push.key-past", facts={"value": day}))
    return ends.astimezone(UTC)


def _hours(written: str) -> timedelta:
    is_whole = written.isascii() and written.isdigit() and len(written) < 6
    if not is_whole or int(written) > LONGEST_OVERLAP:
        raise Refused(Problem("push.key-overlap", facts={"value": written}))
    return timedelta(hours=int(written))


def _unknown(key: str) -> Refused:
    return Refused(Problem("push.key-unknown", facts={"name": key}))


def _real_now() -> datetime:
    return datetime.now(UTC)
