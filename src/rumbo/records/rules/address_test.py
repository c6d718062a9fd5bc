"""Where a linked engine is, and with which secret it is spoken to."""

import pytest

from rumbo.records.rules.address import WrongAddress, address

SECRET = "geheim"  # noqa: S105 - of nothing


def test_a_token_is_shown_nowhere() -> None:
    found = address("sc://spark.example:15002/;use_ssl=true", token=SECRET)
    assert SECRET in found.whole
    assert SECRET not in f"{found} {found!r}"


@pytest.mark.parametrize(
    "text",
    [
        "spark://spark.example:7077",
        "sc://spark.example",
        "sc://spark.example:no",
        "sc://spark.example:15002/;token=geheim",
        "sc://spark.example:15002",
    ],
)
def test_what_is_no_address_and_a_token_in_the_open_are_refused(text: str) -> None:
    with pytest.raises(WrongAddress):
        address(text, token=SECRET)


def test_a_server_on_this_machine_may_be_spoken_to_in_the_open() -> None:
    assert address("sc://localhost:15002", token=SECRET).whole.endswith(f"/;token={SECRET}")
