"""`rumbo keys` makes, lists, rotates and ends push keys."""

import pytest

from tests.installation import Installation

MAKE = ("keys", "create", "--name", "Our CRM", "--source", "crm", "--dataset", "deals")


@pytest.fixture
def own(own_maventech: Installation) -> Installation:
    return own_maventech


def test_a_key_is_made_listed_rotated_and_revoked(own: Installation) -> None:
    made = own.rumbo_json(*MAKE)
    assert made["key"] == "our-crm"
    rotated = own.rumbo_json("keys", "rotate", "our-crm", "--overlap", "1")
    assert rotated["secret"] != made["secret"]
    assert rotated["old_ends_at"] is not None
    own.rumbo("keys", "revoke", "our-crm", "--reason", "sold")
    listed = own.rumbo("keys", "list", "--json")
    assert made["secret"] not in listed
    assert '"revoked_at": null' not in listed
    assert "revoked" in own.rumbo("keys", "list")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("keys", "rotate", "nobody"), "push.key-unknown"),
        (("keys", "revoke", "nobody"), "push.key-unknown"),
        (("keys", "rotate", "nobody", "--overlap", "soon"), "push.key-overlap"),
        ((*MAKE, "--until", "never"), "push.key-day"),
        ((*MAKE, "--until", "2001-01-01"), "push.key-past"),
        ((*MAKE, "--dataset", "nothing"), "dataset.unknown"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_made(
    maventech: Installation, words: tuple[str, ...], code: str
) -> None:
    told = maventech.rumbo_json(*words, expect=2)
    assert [each["code"] for each in told["problems"]] == [code]
    assert maventech.rumbo_json("keys", "list") == {"keys": []}
