"""Every sentence speaks both languages, names the same facts, and none is guessed."""

import string

import pytest

from rumbo.kernel.problems import Problem
from rumbo.wording.problems import NoMessage, messages, sentence


def test_a_near_key_is_offered_when_there_is_one() -> None:
    problem = Problem("document.unknown-key", facts={"key": "vald", "near": "valid"})
    assert str(sentence(problem, "es-MX")) == (
        "La clave «vald» no se conoce aquí. ¿Querías decir «valid»?"
    )


def test_without_a_near_key_the_remedy_is_to_remove_it() -> None:
    problem = Problem("document.unknown-key", facts={"key": "vald", "near": ""})
    assert sentence(problem, "en").remedy == "Remove it, or check its place."


def test_an_unknown_code_is_a_fault_not_a_vague_sentence() -> None:
    with pytest.raises(NoMessage):
        sentence(Problem("nobody.knows"), "en")


@pytest.mark.parametrize("code", sorted(messages()))
def test_both_languages_name_the_same_facts(code: str) -> None:
    texts = messages()[code]
    assert set(texts) == {"en", "es"}
    named = {language: _facts(" ".join(text)) for language, text in texts.items()}
    assert named["en"] == named["es"]


def _facts(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
