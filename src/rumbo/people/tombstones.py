"""Spellings of erased people, kept as keyed digests: known again, and told to nobody.

Without the key of the installation, which is not in the database, a digest cannot be tried
against lists of names.
"""

from collections.abc import Iterable, Mapping

from rumbo.history.plain_rows import read_rows
from rumbo.people.models import ErasedSpelling, Identity
from rumbo.people.rules.identity import fingerprint
from rumbo.vault.installation import keyed_digest

# Stays below the number of variables that one SQLite statement may have.
AT_ONCE = 500


def tombstone(print_: str) -> str:
    """What stands for a fingerprint once the spelling is erased."""
    return keyed_digest("identity", print_)


def also_erased(prints: Iterable[str]) -> dict[str, str]:
    """The fingerprints to look for, those of erased spellings too, with the one each means."""
    wanted = list(prints)
    marks = {each: each for each in wanted}
    if read_rows("SELECT 1 FROM people_identity WHERE is_erased LIMIT 1"):
        marks |= {tombstone(each): each for each in wanted}
    return marks


def erased_people(values: Iterable[str]) -> Mapping[str, set[str]]:
    """The erased people whom each value meant as their name or e-mail address."""
    if not ErasedSpelling.objects.exists():
        return {}
    marks = {tombstone(fingerprint(each)): each for each in values}
    found: dict[str, set[str]] = {}
    listed = list(marks)
    for start in range(0, len(listed), AT_ONCE):
        rows = ErasedSpelling.objects.filter(digest__in=listed[start : start + AT_ONCE])
        for digest, person in rows.values_list("digest", "person_id"):
            found.setdefault(marks[digest], set()).add(person)
    return found


def bury(identity: Identity) -> None:
    """Leave of an identity what knows it again, and nothing that tells whose it is."""
    if not identity.is_erased:
        identity.value, identity.is_erased = "", True
        identity.fingerprint = tombstone(identity.fingerprint)
        identity.save(update_fields=["value", "fingerprint", "is_erased"])
