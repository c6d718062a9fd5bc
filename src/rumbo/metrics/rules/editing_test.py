from rumbo.metrics.rules.editing import with_line

REVENUE = """metric: revenue
unit: money

# Only what was won.
where: stage = 'Won'
"""


def test_a_new_key_stands_where_it_is_told() -> None:
    changed = with_line(REVENUE, "from", "from: deals")
    assert "unit: money\nfrom: deals\n\n# Only what was won.\n" in changed


def test_a_new_key_that_is_told_first_stands_first() -> None:
    changed = with_line("unit: money\n", "metric", "metric: revenue")
    assert changed == "metric: revenue\nunit: money\n"
