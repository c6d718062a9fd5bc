"""The grammar says what it should, and nothing else gets in."""

from datetime import date
from decimal import Decimal

import pytest

from rumbo.kernel.expressions import Type, Value, evaluate, names, parse, typed
from rumbo.kernel.problems import Place, Refused

DEAL: dict[str, Value] = {
    "amount": Decimal("1200.50"),
    "cost": Decimal(800),
    "quantity": Decimal(3),
    "discount": None,
    "stage": "Won",
    "renewed": True,
    "opened_on": date(2017, 1, 30),
    "closed_on": date(2017, 3, 1),
}
TYPES = {
    "amount": Type.MONEY,
    "cost": Type.MONEY,
    "quantity": Type.NUMBER,
    "discount": Type.PERCENT,
    "stage": Type.TEXT,
    "renewed": Type.YES_NO,
    "opened_on": Type.DATE,
    "closed_on": Type.DATE,
}


def codes(text: str) -> list[str]:
    with pytest.raises(Refused) as caught:
        parse(text)
    return [problem.code for problem in caught.value.problems]


def type_problem(text: str) -> str:
    with pytest.raises(Refused) as caught:
        typed(parse(text), TYPES)
    return caught.value.problems[0].code


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("amount - cost", Decimal("400.50")),
        ("amount - cost * 2", Decimal("-399.50")),
        ("(amount - cost) * 2", Decimal("801.00")),
        ("amount * 4%", Decimal("48.0200")),
        ("amount * 4.5 %", Decimal("54.022500")),
        ("cost / quantity", Decimal("266.666666666666")),
        ("days_between(opened_on, closed_on)", Decimal(30)),
        ("least(amount, cost, 1000)", Decimal(800)),
        ("greatest(amount, cost)", Decimal("1200.50")),
        ("abs(cost - amount)", Decimal("400.50")),
        ("coalesce(discount, 10%)", Decimal("0.10")),
        ("-quantity + 5", Decimal(2)),
        ("case when amount > 1000 then 9% else 4% end", Decimal("0.09")),
        ("case stage when 'Lost' then 0 when 'Won' then 1 end", Decimal(1)),
    ],
)
def test_a_computed_value(text: str, value: Decimal) -> None:
    assert evaluate(parse(text), DEAL) == value


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("stage = 'Won' and amount > 1000", True),
        ("stage in ('Lost', 'Open')", False),
        ("stage not in ('Lost', 'Open')", True),
        ("not stage = 'Won' or renewed", True),
        ("amount between 1000 and 1200.50", True),
        ("closed_on >= date '2017-03-01'", True),
        ("discount is null", True),
        ("stage is not null", True),
        ("stage = 'It''s'", False),
    ],
)
def test_a_condition(text: str, holds: bool) -> None:  # noqa: FBT001 - a table of cases
    assert evaluate(parse(text), DEAL) is holds


@pytest.mark.parametrize(
    "text", ["discount + 1", "discount > 0", "amount / 0", "stage in ('Lost', null)"]
)
def test_what_is_missing_or_divided_by_zero_has_no_value(text: str) -> None:
    assert evaluate(parse(text), DEAL) is None


def test_an_unknown_condition_is_settled_by_its_partner_where_it_can_be() -> None:
    assert evaluate(parse("discount > 0 or renewed"), DEAL) is True
    assert evaluate(parse("discount > 0 and stage = 'Lost'"), DEAL) is False


def test_least_and_greatest_pass_over_what_is_missing() -> None:
    assert evaluate(parse("least(discount, quantity)"), DEAL) == Decimal(3)


HOSTILE = [
    "",
    "a.b.c",
    "a.",
    ".b",
    "a .b",
    "__import__('os')",
    "amount.__class__",
    "stage = 'Won'; drop table deals",
    "(select 1)",
    "amount in (select amount from deals)",
    "amount -- half",
    "amount /* half */",
    "\u0430mount > 1",  # a Cyrillic a
    "amount \u2212 1",  # a typographic minus
    "(" * 10_000,
    "(" * 900 + "amount" + ")" * 900,
    "not " * 400 + "renewed",
    "- " * 400 + "amount",
    "case " * 300,
    "9**9**9",
    "9^9",
    "lambda x: x",
    "x -> x + 1",
    '"amount"',
    "e'\\n'",
    "x'00'",
    "count(*)",
    "sum(amount)",
    "*",
    "amount::text",
    "cast(amount as text)",
    "amount cost",
    "amount, cost",
    "1e999",
    "0x10",
    "amount[1]",
    "{amount}",
    "@amount",
    "stage = 'Won",
    "stage like 'W%'",
    "read_csv('/etc/passwd')",
    "getenv('HOME')",
    "exists(amount)",
    "if(renewed, 1, 2)",
    "amount over (order by cost)",
    "amount || cost",
    "amount == cost",
    "`amount`",
    "$1",
    "?",
    "amount is true",
    "5 % 3",
    "50%amount",
    "date '2017-02-30'",
    "least()",
    "days_between(opened_on)",
    "9" * 19,
    "0.123456789",
    "stage = '" + "x" * 201 + "'",
    "stage = '\u202eWon'",
    "amount + " * 150 + "amount",
    "amount +",
    "or amount",
    "case when end",
]


def test_one_step_through_a_link_is_one_name() -> None:
    assert names(parse("account.market = 'target'")) == {"account.market"}


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:20])
def test_what_is_not_of_the_language_is_refused_before_anything_runs(text: str) -> None:
    assert all(code.startswith("expression.") for code in codes(text))


def test_a_reserved_word_of_sql_is_an_ordinary_name() -> None:
    values: dict[str, Value] = {"select": Decimal(1), "from": Decimal(2), "date": Decimal(3)}
    assert evaluate(parse("select + from * date"), values) == Decimal(7)


def test_every_strange_word_is_reported_with_its_own_place() -> None:
    with pytest.raises(Refused) as caught:
        parse("amount # cost ~ 2", place=Place("m.yaml", 7, 10))
    assert [str(problem.place) for problem in caught.value.problems] == [
        "m.yaml:7:17",
        "m.yaml:7:24",
    ]


def test_an_unknown_name_offers_the_nearest_at_its_own_place() -> None:
    with pytest.raises(Refused) as caught:
        typed(parse("amount > 0 and stge = 'Won'", place=Place("m.yaml", 3, 8)), TYPES)
    (problem,) = caught.value.problems
    assert (str(problem.place), problem.facts["near"]) == ("m.yaml:3:23", "stage")


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("amount + cost", Type.MONEY),
        ("amount - 5", Type.MONEY),
        ("amount * quantity", Type.MONEY),
        ("4% * amount", Type.MONEY),
        ("amount / quantity", Type.MONEY),
        ("amount / cost", Type.NUMBER),
        ("quantity / 2", Type.NUMBER),
        ("50% * discount", Type.PERCENT),
        ("days_between(opened_on, closed_on)", Type.NUMBER),
        ("amount > 1000", Type.YES_NO),
        ("case when renewed then amount else 0 end", Type.MONEY),
        ("coalesce(closed_on, opened_on)", Type.DATE),
    ],
)
def test_the_type_of_an_expression(text: str, type_: Type) -> None:
    assert typed(parse(text), TYPES) is type_


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("amount * cost", "expression.mixed-types"),
        ("amount + quantity", "expression.mixed-types"),
        ("quantity / amount", "expression.mixed-types"),
        ("stage + 1", "expression.wrong-type"),
        ("not amount", "expression.wrong-type"),
        ("renewed and quantity", "expression.wrong-type"),
        ("closed_on > '2017-01-01'", "expression.date-as-text"),
        ("stage > 'A'", "expression.no-order"),
        ("stage = 1", "expression.different-types"),
        ("greatest(renewed, true)", "expression.no-order"),
        ("amount < cost < 5", "expression.different-types"),
        ("days_between(amount, closed_on)", "expression.wrong-type"),
        ("null", "expression.no-type"),
    ],
)
def test_types_that_do_not_go_together(text: str, code: str) -> None:
    assert type_problem(text) == code
