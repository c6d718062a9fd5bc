"""The stored rows of a source, for this package: an address is shown here and nowhere else."""

from rumbo.connectors.documents import read_source
from rumbo.connectors.models import SourceRow, SourceRun
from rumbo.connectors.sql import address
from rumbo.connectors.values import RunView
from rumbo.kernel.problems import Problem, Refused
from rumbo.people.access import NotVisible
from rumbo.vault import installation


def row_of(key: str) -> SourceRow:
    """The stored source; raises NotVisible."""
    row = SourceRow.objects.filter(key=key).first()
    if row is None:
        raise NotVisible(key)
    return row


def address_of(row: SourceRow) -> str:
    """Where a source is, for the moment of connecting; raises Refused."""
    name = read_source(row.document, file=row.key).connection
    if name:
        return address.from_environment(name)
    if not row.address:
        raise Refused(Problem("source.no-address", facts={"name": ""}))
    try:
        return installation.show(row.address.encode()).decode()
    except installation.WrongKey as error:
        raise Refused(Problem("source.other-key", facts={"name": row.key})) from error


def run_view(run: SourceRun) -> RunView:
    """A reading as others see it."""
    return RunView(
        id=run.pk,
        source=run.source.key,
        by=run.by,
        at=run.at,
        began_at=run.began_at,
        ended_at=run.ended_at,
        state=run.state,
        is_full=run.is_full,
        reconciled=run.reconciled,
        cursor_from=run.cursor_from,
        cursor_to=run.cursor_to,
        new=run.new,
        changed=run.changed,
        same=run.same,
        rejected=run.rejected,
        deleted=run.deleted,
        brought=run.brought,
        problems=tuple(Problem(each["code"], facts=each["facts"]) for each in run.problems),
    )
