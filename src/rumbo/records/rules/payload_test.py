"""One content, one spelling."""

from hypothesis import given
from hypothesis import strategies as st

from rumbo.records.rules.payload import canonical, digest, entry

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def test_the_order_of_fields_and_empty_ones_make_no_difference() -> None:
    assert canonical({"b": 1, "a": "x", "c": None}) == canonical({"a": "x", "b": 1})


def test_a_changed_value_has_another_digest() -> None:
    assert digest(canonical({"value": 1})) != digest(canonical({"value": 2}))


def test_control_characters_are_spelled_as_the_engine_spells_them() -> None:
    assert canonical({"a": "\x1f\\u001f"}) == '{"a":"\\u001F\\\\u001f"}'


@given(st.dictionaries(TEXTS, TEXTS | st.integers() | st.booleans() | st.none()))
def test_an_entry_is_the_digest_of_its_payload(values: dict[str, str | int | None]) -> None:
    made = entry("deals", "D1", values)
    assert made.digest == digest(made.payload)
    assert made.payload == canonical(dict(reversed(values.items())))
