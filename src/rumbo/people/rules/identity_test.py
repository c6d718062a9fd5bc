from rumbo.people.rules.identity import clean, normalised


def test_composed_and_decomposed_accents_are_one_person() -> None:
    assert normalised("Zoë Núñez") == normalised("Zoe\u0308 Nu\u0301n\u0303ez")


def test_bidi_controls_do_not_make_another_person() -> None:
    assert normalised("Ana\u202e Ruiz") == normalised("Ana Ruiz")


def test_different_accents_are_different_people() -> None:
    assert normalised("Jose Perez") != normalised("José Pérez")


def test_a_cleaned_name_keeps_its_case() -> None:
    assert clean("  O'Brien\t de  la Ó ") == "O'Brien de la Ó"
