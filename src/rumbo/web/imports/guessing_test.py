import pytest

from rumbo.web.imports.guessing import dates_of, decimal_of, encoding_of, thousands_of


def test_the_first_bytes_tell_the_encoding() -> None:
    assert encoding_of(b"deal,seller\n") == "utf-8"
    assert encoding_of("Garc\u00eda,".encode("windows-1252") * 3) == "windows-1252"


def test_a_character_cut_at_the_end_of_the_sample_is_still_utf_8() -> None:
    assert encoding_of("Jos\u00e9".encode()[:-1]) == "utf-8"


def test_what_is_no_text_of_one_byte_per_letter_is_not_taken_for_an_old_encoding() -> None:
    assert encoding_of("oportunidad".encode("utf-16")) == "utf-8"
    assert encoding_of(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR") == "utf-8"


@pytest.mark.parametrize(
    ("values", "formats"),
    [
        (["2017-03-01", ""], ("%Y-%m-%d",)),
        (["31/01/2017", "01/02/2017"], ("%d/%m/%Y",)),
        (["01/02/2017"], ("%d/%m/%Y", "%m/%d/%Y")),
        (["yesterday"], ()),
        ([], ()),
    ],
)
def test_only_formats_that_fit_every_value_are_offered(
    values: list[str], formats: tuple[str, ...]
) -> None:
    assert dates_of(values) == formats


def test_marks_of_numbers() -> None:
    assert decimal_of(["10.50", "7"]) == "."
    assert thousands_of(["1,234.50"], decimal=".") == ","
    assert thousands_of(["1234.50"], decimal=".") == ""
