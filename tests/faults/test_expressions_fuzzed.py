"""Whatever is written as an expression is refused, or becomes one of our own forms."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import example, given
from hypothesis import settings as effort
from hypothesis import strategies as st
from sqlglot import exp

from rumbo.kernel.calendar import Period
from rumbo.kernel.expressions import Expression, Type, evaluate, parse, to_sql, typed
from rumbo.kernel.expressions.parsing import MOST_NODES
from rumbo.kernel.expressions.scanning import DEEPEST, LONGEST
from rumbo.kernel.problems import Refused
from rumbo.metrics.queries import Question, answer
from rumbo.people.access import system_viewer
from tests.acme import found_acme

TYPES = {
    "amount": Type.MONEY,
    "quantity": Type.NUMBER,
    "stage": Type.TEXT,
    "renewed": Type.YES_NO,
    "opened_on": Type.DATE,
    "closed_on": Type.DATE,
}
FRAGMENTS = [
    *("amount", "quantity", "stage", "renewed", "opened_on", "closed_on", "account.market"),
    *("and", "or", "not", "in", "is", "null", "between", "case", "when", "then", "else", "end"),
    *(
        "(",
        ")",
        ",",
        "+",
        "-",
        "*",
        "/",
        "=",
        "<>",
        "<",
        "<=",
        ">",
        ">=",
        "%",
        "4%",
        "1",
        "0.5",
    ),
    *("'Won'", "'it''s'", "date '2017-02-28'", "least", "greatest", "coalesce", "abs"),
    *("days_between", "select", "from", "union", "where", "(select 1)", "over", "partition"),
    *(
        "--",
        "/*",
        "*/",
        ";",
        "::",
        "cast",
        "::text",
        "||",
        "\\",
        "`",
        '"',
        "$1",
        "?",
        ":x",
        "@",
    ),
    *(
        "__class__",
        ".__class__",
        "__import__",
        "lambda",
        "->",
        "eval",
        "exec",
        "open",
        "getattr",
    ),
    *("read_csv", "read_text", "getenv", "pragma", "attach", "copy", "install", "load"),
    *("9**9**9", "1e999", "0x10", "9" * 30, "x'00'", "e'\\n'", "u&'\\0041'", "N'x'", "E"),
    *("\u0430mount", "\uff08", "\u2212", "\u202e", "\u200b", "\ud83d\ude00", "\0", "\n", "ſ"),
    *("{", "}", "{{", "{%", "[", "]", "#", "!", "~", "^", "&", "|", "like", "ilike", "similar"),
]
SOUP = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map(" ".join)
GLUED = st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join)
WRITTEN = st.one_of(SOUP, GLUED, st.text(max_size=200))
# The forms that a translated expression may have, and no others.
FORMS = {
    *(exp.Column, exp.Identifier, exp.Literal, exp.Boolean, exp.Null, exp.Paren, exp.Cast),
    *(exp.DataType, exp.DataTypeParam, exp.And, exp.Or, exp.Not, exp.Is, exp.In, exp.Case),
    *(exp.If, exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Add, exp.Sub, exp.Mul),
    *(exp.IntDiv, exp.Neg, exp.Nullif, exp.Coalesce, exp.Least, exp.Greatest, exp.Abs),
    *(exp.Round, exp.DateDiff, exp.Var),
}
HUGE = [
    "(" * 10_000 + "amount" + ")" * 10_000,
    "(" * (DEEPEST + 1) + "amount" + ")" * (DEEPEST + 1),
    "amount + " * MOST_NODES + "amount",
    "amount = " + "9" * 100_000,
    "stage = '" + "x" * 100_000 + "'",
    "not " * 5_000 + "renewed",
    "case when renewed then " * 500 + "1" + " end" * 500,
    "a" * (LONGEST + 1),
    "amount " * 10_000,
]


@effort(max_examples=1_500)
@given(WRITTEN)
@example("amount > 1 and stage = 'Won'")
@example("case stage when 'Won' then days_between(opened_on, closed_on) else 0 end")
def test_only_our_own_forms_over_declared_fields_come_through(text: str) -> None:
    tree, codes = _read(text)
    if tree is None:
        assert codes
        assert all(each.startswith("expression.") for each in codes)
        return
    sql = to_sql(tree, lambda name: exp.column(name, table="f", quoted=True))
    assert {type(node) for node in sql.walk()} <= FORMS
    assert {node.name for node in sql.find_all(exp.Column)} <= set(TYPES)
    evaluate(tree, dict.fromkeys(TYPES))


def _read(text: str) -> tuple[Expression | None, list[str]]:
    try:
        tree = parse(text)
        typed(tree, TYPES)
    except Refused as refusal:
        return None, [each.code for each in refusal.problems]
    return tree, []


@pytest.mark.parametrize("text", HUGE, ids=lambda text: text[:12])
def test_what_is_huge_is_refused_by_a_limit(text: str) -> None:
    with pytest.raises(Refused) as caught:
        parse(text)
    codes = {each.code for each in caught.value.problems}
    limits = {"expression.too-long", "expression.too-deep", "expression.too-large"}
    assert codes & limits


@pytest.mark.django_db
def test_what_is_refused_never_wakes_the_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found_acme(at=datetime(2017, 1, 1, tzinfo=UTC))
    monkeypatch.setattr(settings, "RUMBO_HOME", tmp_path)
    period = Period(date(2017, 1, 1), date(2018, 1, 1))
    viewer = system_viewer("test")
    for text in [*FRAGMENTS, *HUGE, "stage = 'Won'; drop table dataset_deals"]:
        with pytest.raises(Refused):
            answer(Question("revenue", period, where=text), visible=viewer.visible)
    assert list(tmp_path.iterdir()) == []
    # The same question with a right filter does: the folder is where the engine would be.
    answer(Question("revenue", period, where="stage = 'Won'"), visible=viewer.visible)
    assert (tmp_path / "projection").is_dir()
