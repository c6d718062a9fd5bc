"""The keys of data subjects: made when first needed, destroyed once, never made again."""

from collections.abc import Iterable, Iterator, Mapping

from django.db import transaction

from rumbo.vault.installation import hide, keyed_digest, show
from rumbo.vault.models import DestroyedSubject, SubjectKey
from rumbo.vault.rules.sealing import new_key

# Stays below the number of variables that one SQLite statement may have.
AT_ONCE = 500
Keys = Mapping[str, bytes | None]


def keys_of(subjects: Iterable[str]) -> dict[str, bytes | None]:
    """The keys that there are; None for a subject that was destroyed, nothing for a new one."""
    marks = {_mark(each): each for each in subjects}
    found: dict[str, bytes | None] = {}
    for part in _parts(marks):
        held = SubjectKey.objects.filter(subject__in=part)
        for mark, hidden in held.values_list("subject", "hidden"):
            found[marks[mark]] = show(hidden.encode())
        gone = DestroyedSubject.objects.filter(subject__in=part)
        found.update({marks[mark]: None for mark in gone.values_list("subject", flat=True)})
    return found


@transaction.atomic
def keys_for(subjects: Iterable[str]) -> dict[str, bytes | None]:
    """The key of each subject, made if it has none; None for one that was destroyed."""
    wanted = list(dict.fromkeys(subjects))
    held = keys_of(wanted)
    fresh = [each for each in wanted if each not in held]
    if not fresh:
        return held
    made = [SubjectKey(subject=_mark(each), hidden=hide(new_key()).decode()) for each in fresh]
    # Another process may have made one meanwhile: then its key is the one that counts.
    SubjectKey.objects.bulk_create(made, batch_size=AT_ONCE, ignore_conflicts=True)
    return held | keys_of(fresh)


@transaction.atomic
def destroy(subjects: Iterable[str]) -> int:
    """Destroy the keys of subjects for good; how many there were. Again, nothing changes."""
    marks = [_mark(each) for each in subjects]
    DestroyedSubject.objects.bulk_create(
        [DestroyedSubject(subject=each) for each in marks],
        batch_size=AT_ONCE,
        ignore_conflicts=True,
    )
    return sum(
        SubjectKey.objects.filter(subject__in=part).delete()[0] for part in _parts(marks)
    )


def _mark(subject: str) -> str:
    return keyed_digest("subject", subject)


def _parts(marks: Iterable[str]) -> Iterator[list[str]]:
    listed = list(marks)
    for start in range(0, len(listed), AT_ONCE):
        yield listed[start : start + AT_ONCE]
