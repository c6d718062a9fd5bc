import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.kernel.document import read_document
from rumbo.metrics.rules.splicing import Path, with_value

CERTIFIED = """# Who may sell.
metric: certified  # for ever
name: {en: Certified, es: Con certificado}
means:
  en: >-
    Who holds one,
    and nobody else.
  es: Quien lo tiene.
kind: people
measure: share

# Only what is valid.
with:
  from: certificates
  # As the contract says.
  match: {member: person}  # one each
  in-force:
    from: issued-on
    before: valid-before
by: [team,
     country]
cases:
  - rows: [{person: ana}]  # by hand
    gives: [{certified: 1}]
"""


def read(text: str) -> dict[str, object]:
    tree = read_document(text, file="").tree
    assert isinstance(tree, dict)
    return dict(tree)


@pytest.mark.parametrize(
    ("path", "value", "before", "after"),
    [
        (("metric",), "trained", "metric: certified  #", "metric: trained  #"),
        (("name", "es"), "a, b", "es: Con certificado}", 'es: "a, b"}'),
        (("with", "from"), "courses", "from: certificates", "from: courses"),
        (("with", "match"), ("member",), "{member: person}", "[member]"),
        (("with", "in-force", "before"), "ends-on", "before: valid-before", "before: ends-on"),
        (("with", "in-force", "before"), "", "    before: valid-before\n", ""),
        (
            ("with", "in-force", "from"),
            "",
            "    from: issued-on\n    before",
            "    before",
        ),
        (("with", "match"), "", "  match: {member: person}  # one each\n", ""),
        (("by",), ("team",), "[team,\n     country]", "[team]"),
        (
            ("with", "where"),
            "a in ('b', 'c')",
            "    before: valid-before\n",
            "    before: valid-before\n  where: a in ('b', 'c')\n",
        ),
        (
            ("name", "fr"),
            "Certifié",
            "es: Con certificado}",
            "es: Con certificado, fr: Certifié}",
        ),
        (("name", "en"), "", "{en: Certified, ", "{"),
        (("at",), "end-of-period", "measure: share\n", "measure: share\nat: end-of-period\n"),
    ],
)
def test_one_value_changes_and_everything_else_stays(
    *, path: Path, value: str, before: str, after: str
) -> None:
    assert CERTIFIED.count(before) == 1
    assert with_value(CERTIFIED, path, value) == CERTIFIED.replace(before, after)


def test_a_text_of_several_lines_is_replaced_as_a_whole() -> None:
    changed = with_value(CERTIFIED, ("means", "en"), "Sold: all.")
    assert 'means:\n  en: "Sold: all."\n  es: Quien lo tiene.\n' in changed


def test_the_last_value_below_a_key_takes_the_key_with_it() -> None:
    once = with_value(
        "kind: people\nwith: {in-force: {from: a}}\n", ("with", "in-force", "from"), ""
    )
    assert once == "kind: people\n"


def test_what_is_not_there_cannot_be_taken_away() -> None:
    assert with_value(CERTIFIED, ("with", "within"), "") == CERTIFIED
    assert with_value(CERTIFIED, ("where",), "") == CERTIFIED


def test_a_document_in_braces_stays_in_braces() -> None:
    changed = with_value("{kind: people}", ("with", "from"), "a")
    assert changed == "{kind: people, with: {from: a}}"
    assert with_value(changed, ("kind",), "") == "{with: {from: a}}"


def test_a_document_that_is_no_mapping_is_an_error() -> None:
    with pytest.raises(TypeError):
        with_value("- a\n", ("kind",), "people")


PATHS = st.sampled_from(
    [
        ("where",),
        ("measure",),
        ("name", "es"),
        ("means", "en"),
        ("with", "from"),
        ("with", "where"),
        ("with", "in-force", "from"),
        ("only-last", "by"),
    ]
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


@given(path=PATHS, value=TEXTS)
def test_whatever_is_typed_is_read_back_as_it_was_typed(path: Path, value: str) -> None:
    changed = read(with_value(CERTIFIED, path, value))
    found: object = changed
    for step in path:
        assert isinstance(found, dict)
        found = found[step]
    assert found == value
    assert changed["cases"] == read(CERTIFIED)["cases"]


@given(path=PATHS, value=TEXTS)
def test_what_was_there_before_comes_back_with_its_value(path: Path, value: str) -> None:
    held: object = read(CERTIFIED)
    for step in path:
        held = held.get(step, "") if isinstance(held, dict) else ""
    assert isinstance(held, str)
    there_and_back = with_value(with_value(CERTIFIED, path, value), path, held)
    assert read(there_and_back) == read(CERTIFIED)
