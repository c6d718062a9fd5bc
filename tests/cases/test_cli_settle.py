"""What the third quarter of 2017 pays, to the cent, and the same again."""

from tests.installation import Installation

Q3 = ("--period", "2017-Q3")


def amounts(run: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    return {each["payee"]: each["amount"] for each in run["payouts"]}


def test_the_account_executives(own_maventech: Installation) -> None:
    run = own_maventech.rumbo_json("settle", "account-executive", *Q3)
    assert run["lines"] == 1293
    assert run["total"] == "169534.80"
    paid = amounts(run)
    assert paid["Darcel Schlecht"] == "29589.62"
    assert paid["Vicki Laflamme"] == "11186.42"
    assert paid["Markita Hansen"] == "8556.35"
    assert f"{sum(map(cents, paid.values())) / 100:.2f}" == run["total"]


def test_the_managers(own_maventech: Installation) -> None:
    run = own_maventech.rumbo_json("settle", "sales-manager", *Q3)
    assert run["total"] == "29822.55"
    assert amounts(run)["Melvin Marxen"] == "7677.54"


def test_the_same_inputs_give_the_same_run_and_the_same_lines(
    own_maventech: Installation,
) -> None:
    first = own_maventech.rumbo_json("settle", "account-executive", *Q3)
    again = own_maventech.rumbo_json("settle", "account-executive", *Q3)
    assert first == again
    found = own_maventech.rumbo_json("recompute", first["run"])
    assert found["identical"] is True


def test_a_closed_run_stays_as_it_is(own_maventech: Installation) -> None:
    closed = own_maventech.rumbo_json("settle", "account-executive", *Q3, "--close")
    assert closed["state"] == "closed"
    assert own_maventech.rumbo_json("settle", "account-executive", *Q3) == closed


def test_a_statement_adds_up_and_every_line_names_its_deal(
    own_maventech: Installation,
) -> None:
    asked = ("statement", "account-executive", "Markita Hansen", *Q3)
    statement = own_maventech.rumbo_json(*asked)
    assert statement["total"] == "8556.35"
    assert sum(cents(line["amount"]) for line in statement["lines"]) == 855635
    assert all(line["record"] for line in statement["lines"])


def test_an_unknown_payee_is_told_with_the_remedy(own_maventech: Installation) -> None:
    asked = ("statement", "account-executive", "Nobody Here", *Q3)
    problems = own_maventech.rumbo_json(*asked, expect=2)["problems"]
    assert [each["code"] for each in problems] == ["cli.unknown-person"]


def cents(amount: str) -> int:
    return int(amount.replace(".", ""))
