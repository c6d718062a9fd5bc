"""Keys of programs: shown once, recognised ever after, replaced without a gap, and ended."""

from datetime import timedelta
from typing import Any

import pytest

from rumbo.history.queries import entries
from rumbo.kernel.problems import Refused
from rumbo.people.access import NotAllowed, NotVisible, system_viewer
from rumbo.people.values import Viewer, Visible
from rumbo.pushes import keys, queries
from rumbo.pushes.accepting import Parcel, accept
from rumbo.pushes.models import PushSecret
from rumbo.pushes.rules.event import read_event
from tests.pushing import REAL, asked, event, new_secret, program
from tests.sales_records import AT, BY, declare_deals

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def is_valid(secret: str, *, after: timedelta = timedelta()) -> bool:
    return keys.program_of(secret, real_at=REAL + after) is not None


def test_a_secret_says_what_it_may_write_and_is_kept_only_as_a_digest() -> None:
    secret = new_secret()
    found = program(secret)
    assert (found.key, found.scope.source) == ("crm", "crm")
    assert found.scope.datasets == frozenset({"deals"})
    (row,) = PushSecret.objects.all()
    assert secret.startswith(row.prefix)
    assert secret not in {row.digest, row.prefix}
    assert len(secret) > 50


@pytest.mark.parametrize("change", [0, 8, 20, -1])
def test_a_secret_with_one_letter_changed_is_nobodys(change: int) -> None:
    secret = new_secret()
    letters = list(secret)
    letters[change] = "x" if letters[change] != "x" else "y"
    assert is_valid(secret)
    assert not is_valid("".join(letters))


@pytest.mark.parametrize("text", ["", "_", "__", "rumbo", "rumbo__", "\ud800_a_b", "é_" * 200])
def test_what_is_no_secret_is_nobodys(text: str) -> None:
    new_secret()
    assert not is_valid(text)


def test_a_key_ends_when_it_was_said_to() -> None:
    secret = new_secret(expires_at=REAL + DAY)
    assert is_valid(secret, after=DAY - timedelta(seconds=1))
    assert not is_valid(secret, after=DAY)


def test_after_a_rotation_both_secrets_are_valid_for_the_stated_time() -> None:
    old = new_secret()
    new = keys.rotate("crm", overlap=DAY, by=BY, at=AT, real_at=REAL)
    assert new.old_ends_at == REAL + DAY
    assert is_valid(old, after=DAY - timedelta(seconds=1))
    assert not is_valid(old, after=DAY)
    assert is_valid(new.secret, after=10 * DAY)


def test_a_second_rotation_does_not_lengthen_the_life_of_the_first_secret() -> None:
    first = new_secret()
    keys.rotate("crm", overlap=DAY, by=BY, at=AT, real_at=REAL)
    keys.rotate("crm", overlap=30 * DAY, by=BY, at=AT, real_at=REAL)
    assert not is_valid(first, after=DAY)


def test_a_revoked_key_is_over_at_once_and_cannot_be_rotated() -> None:
    secret = new_secret()
    held = program(secret)
    keys.revoke("crm", by=BY, at=AT, real_at=REAL, reason="lost laptop")
    assert not is_valid(secret)
    with pytest.raises(Refused, match=r"push\.key-over"):
        keys.rotate("crm", overlap=DAY, by=BY, at=AT, real_at=REAL)
    told = read_event(event(1), held.scope)
    assert accept([Parcel(held, (told,))], at=AT, real_at=REAL) == [None]


def test_history_tells_who_made_rotated_and_revoked_and_holds_no_secret() -> None:
    secret = new_secret()
    new = keys.rotate("crm", overlap=DAY, by=BY, at=AT, real_at=REAL)
    for _ in range(2):
        keys.revoke("crm", by=BY, at=AT, real_at=REAL)
    told = list(entries(about="push-key:crm"))
    assert [each.verb for each in told] == [
        "push-key.created",
        "push-key.rotated",
        "push-key.revoked",
    ]
    assert {each.by for each in told} == {str(BY)}
    written = "".join(str(each) for each in entries())
    assert secret[14:] not in written
    assert new.secret[14:] not in written


def test_using_a_key_is_remembered() -> None:
    held = program(new_secret())
    accept([Parcel(held, (read_event(event(1), held.scope),))], at=AT, real_at=REAL)
    (row,) = queries.keys(viewer=system_viewer("test"))
    assert row.used_at == REAL


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"source": "my crm"}, "push.key-source"),
        ({"source": ""}, "push.key-source"),
        ({"name": " "}, "push.key-title"),
        ({"datasets": ()}, "push.key-datasets"),
        ({"datasets": ("nothing",)}, "dataset.unknown"),
        ({"per_minute": 0}, "push.key-rate"),
        ({"key": "Not A Name"}, "push.key-name"),
    ],
)
def test_a_key_that_cannot_be_is_refused_with_the_reason(
    changes: dict[str, Any], code: str
) -> None:
    declare_deals()
    with pytest.raises(Refused) as refused:
        keys.create(asked(**changes), by=BY, at=AT, real_at=REAL)
    assert [each.code for each in refused.value.problems] == [code]


def test_a_name_is_given_once() -> None:
    new_secret()
    with pytest.raises(Refused, match=r"push\.key-exists"):
        keys.create(asked(), by=BY, at=AT, real_at=REAL)


def test_an_unknown_key_cannot_be_rotated_or_revoked() -> None:
    with pytest.raises(NotVisible):
        keys.rotate("nobody", overlap=DAY, by=BY, at=AT, real_at=REAL)
    with pytest.raises(NotVisible):
        keys.revoke("nobody", by=BY, at=AT, real_at=REAL)


def test_who_may_not_import_records_sees_no_key_and_no_delivery() -> None:
    nobody = Viewer(BY, frozenset(), frozenset(), Visible())
    for ask in (queries.keys, queries.deliveries, queries.sources):
        with pytest.raises(NotAllowed):
            ask(viewer=nobody)
