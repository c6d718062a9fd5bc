"""What is sealed is read with its key at its place, and nowhere else."""

from hypothesis import given
from hypothesis import strategies as st

from rumbo.vault.rules.sealing import new_key, seal, unseal

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(TEXTS, TEXTS)
def test_what_is_sealed_comes_back(content: str, place: str) -> None:
    key = new_key()
    assert unseal(seal(content, key=key, place=place), key=key, place=place) == content


def test_another_key_or_another_place_opens_nothing() -> None:
    key, other = new_key(), new_key()
    sealed = seal("Ana", key=key, place="contacts/1")
    assert unseal(sealed, key=other, place="contacts/1") is None
    assert unseal(sealed, key=key, place="contacts/2") is None
    assert unseal("no seal at all", key=key, place="contacts/1") is None
