from hypothesis import given
from hypothesis import strategies as st

from rumbo.kernel.document import read_document
from rumbo.metrics.rules.editing import ORDER, with_key

REVENUE = """# What the company sells.
metric: revenue
name: {en: Revenue, es: Ventas}
means:
  en: >-
    What was won,
    and nothing else.
  es: Lo ganado.
kind: simple
unit: money

# Only what was won.
where: stage = 'Won'
cases:
  - rows: [{stage: Won, amount: 5}]  # by hand
    gives: [{revenue: 5}]
"""


def test_one_key_changes_and_every_other_line_stays() -> None:
    changed = with_key(REVENUE, "where", "stage = 'Lost'")
    assert changed == REVENUE.replace("stage = 'Won'", "stage = 'Lost'")


def test_a_text_of_several_lines_is_replaced_as_a_whole() -> None:
    changed = with_key(REVENUE, "means", (("en", "Sold: all."), ("es", "Vendido.")))
    assert 'means:\n  en: "Sold: all."\n  es: Vendido.\nkind: simple' in changed
    assert "nothing else" not in changed


def test_a_new_key_stands_where_it_is_told() -> None:
    changed = with_key(REVENUE, "from", "deals")
    assert "unit: money\nfrom: deals\n\n# Only what was won.\n" in changed


@given(key=st.sampled_from(ORDER[8:16]), value=st.text(max_size=40))
def test_whatever_is_typed_is_read_back_as_it_was_typed(key: str, value: str) -> None:
    told = value.strip()
    if not told or not told.isprintable():
        return
    tree = read_document(with_key(REVENUE, key, told), file="").tree
    assert isinstance(tree, dict)
    assert tree[key] == told
    held = read_document(REVENUE, file="").tree
    assert isinstance(held, dict)
    assert tree["cases"] == held["cases"]
