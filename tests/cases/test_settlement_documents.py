"""docs/plans.md and the tables of docs/algorithms are run as they stand on the page."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rumbo.incentives.documents import Known, PayingMetric, check_plan, read_plan
from rumbo.incentives.reading.cursor import Cursor
from rumbo.incentives.reading.numbers import share
from rumbo.incentives.rules.line import Line, LineKind
from rumbo.incentives.rules.plan import Band, Bounds, By, Dated, Plan, RoundingRule, Shape
from rumbo.incentives.rules.reference import Credited, Payee, lines_of
from rumbo.incentives.rules.rounding import line_amount
from rumbo.kernel.document import read_document
from rumbo.kernel.money import Rounding, from_minor, to_minor
from rumbo.kernel.problems import Problem
from rumbo.wording.problems import sentence
from tests.cases.test_settlement_equals_reference import plan_paying

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "plans.md").read_text(encoding="utf-8")
PLANS = re.findall(r"```yaml\n(plan: .*?)```", PAGE, flags=re.DOTALL)
KNOWN = Known(
    metrics={
        "revenue": PayingMetric("deals", pays=True, currency="EUR"),
        "swiss-revenue": PayingMetric("deals", pays=True, currency="CHF"),
        "win-rate": PayingMetric("", pays=False),
    },
    people={"deals": frozenset({"seller"})},
)
BY_ATTAINMENT = "{table: whole, by: attainment, bands: [{from: 1%, rate: 4%}]}"
Row = dict[str, str]


def key_of(text: str) -> str:
    return text.splitlines()[0].removeprefix("plan: ")


def told(problems: tuple[Problem, ...]) -> str:
    return "".join(f"{each.place} {each.code}\n  {sentence(each, 'en')}\n" for each in problems)


@pytest.mark.parametrize("text", [each for each in PLANS if "mistaken" not in each], ids=key_of)
def test_each_example_is_a_whole_plan_whose_cases_hold(text: str) -> None:
    assert check_plan(text, file=f"{key_of(text)}.yaml", known=KNOWN) == ()


def test_the_mistakes_on_the_page_are_told_as_on_the_page() -> None:
    text = next(each for each in PLANS if "mistaken" in each)
    expected = re.findall(r"```text\n(.*?)```", PAGE, flags=re.DOTALL)[-1]
    assert told(check_plan(text, file="mistaken.yaml", known=KNOWN)) == expected


def table(page: str, name: str) -> list[Row]:
    """The rows of the table under `<!-- cases: name -->`, by its headings."""
    text = (DOCS / "algorithms" / f"{page}.md").read_text(encoding="utf-8")
    _, _, after = text.partition(f"<!-- cases: {name} -->\n")
    lines = after.split("\n\n")[0].splitlines()
    heads, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [dict(zip(heads, row, strict=True)) for row in rows]


def words(row: Row) -> str:
    return ", ".join(row.values())


MARGINAL = plan_paying()
THRESHOLD = plan_paying(bands=[(1_000_000, 50_000)])
ATTAINMENT = plan_paying(
    by=By.ATTAINMENT, bands=[(0, 50_000), (500_000, 80_000), (1_000_000, 120_000)]
)


def walked(plan: Plan, row: Row) -> tuple[str, str]:
    """The lines of the last record, and the pay of all, as the page writes them."""
    values = [to_minor(Decimal(each), "USD") for each in row["sold"].split(",")]
    records = [
        Credited(date(2026, 1, 1), f"{place:03}", 0, 1, value)
        for place, value in enumerate(values)
    ]
    quota = row.get("quota", "none")
    target = None if quota == "none" else to_minor(Decimal(quota), "USD")
    lines = lines_of(plan, plan.components[0], payee=Payee("ana", target), records=records)
    last = [each for each in lines if each.record == records[-1].record]
    return ", ".join(map(written, last)), str(sum(each.pays for each in lines))


def written(line: Line) -> str:
    if line.kind is LineKind.FORGONE:
        return "forgone"
    base = line.base_amount.normalize()
    places = max(2, -int(base.as_tuple().exponent))
    return f"{line.band} × {base:.{places}f}"


@pytest.mark.parametrize("row", table("scales", "marginal"), ids=words)
def test_marginal(row: Row) -> None:
    assert walked(MARGINAL, row) == (row["lines of the last record"], row["pay in all"])


@pytest.mark.parametrize("row", table("scales", "threshold"), ids=words)
def test_from_a_threshold(row: Row) -> None:
    assert walked(THRESHOLD, row) == (row["lines of the last record"], row["pay in all"])


@pytest.mark.parametrize("row", table("scales", "attainment"), ids=words)
def test_by_attainment(row: Row) -> None:
    assert walked(ATTAINMENT, row) == (row["lines of the last record"], row["pay in all"])


@pytest.mark.parametrize("row", table("scales", "whole"), ids=words)
def test_whole(row: Row) -> None:
    bounds = Bounds(row["bound of 50 000 belongs"])
    bands = [(0, 40_000), (5_000_000, 60_000)]
    plan = plan_paying(shape=Shape.WHOLE, bands=bands, bounds=bounds)
    assert walked(plan, row) == (row["lines of the last record"], row["pay in all"])


@pytest.mark.parametrize("mode", list(Rounding))
@pytest.mark.parametrize("row", table("rounding", "rounding"), ids=words)
def test_rounding(row: Row, mode: Rounding) -> None:
    step = to_minor(Decimal(row["step"]), "USD")
    base = to_minor(Decimal(row["base"]), "USD") * 1_000_000
    rate = int(Decimal(row["rate"].rstrip("%")) * 10_000)
    amount = line_amount(base, rate=rate, rule=RoundingRule(step, mode))
    assert str(from_minor(amount, "USD")) == row[mode]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("cases:", "cases: []\nx:", "document.unknown-key"),
        ("{rate: 4%}", "{rate: 4%, table: whole}", "plan.pays.two-forms"),
        ("{rate: 4%}", "{}", "plan.pays.nothing"),
        ("{rate: 4%}", "{rate: 4.12345%}", "plan.number.percent-too-fine"),
        ("{rate: 4%}", "{table: whole, bands: []}", "plan.bands.none"),
        ("{rate: 4%}", BY_ATTAINMENT, "plan.target.missing"),
        ("{rate: 4%}", "{rate: {2026-02-01: 4%}}", "plan.dates.late"),
        ("{rate: 4%}", "{rate: {2026-01-01: 4%, 2025-01-01: 5%}}", "plan.dates.not-rising"),
        ("window: month", "window: quarter", "plan.window.other"),
        ("to: seller", "to: the seller of", "plan.credit.to"),
        ("metric: revenue", "metric: win-rate", "plan.metric.not-payable"),
        ("metric: revenue", "metric: revenues", "plan.metric.unknown"),
        ("from: deals", "from: visits", "plan.credit.other-dataset"),
        ("currency: EUR", "currency: USD", "plan.currency.other"),
        ("before: 2027-01-01", "before: 2025-01-01", "plan.valid.ends-first"),
        ("step: 0.01", "step: 0", "plan.rounding.step"),
        ("pays: {commission: 500.00}", "pays: {comission: 500.00}", "plan.case.unknown-pays"),
        ("pays: {commission: 500.00}", "pays: {commission: 500.01}", "plan.case.fails"),
        ("given: {revenue: 12500}", "given: {revenues: 12500}", "plan.case.unknown-given"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_at_its_place(old: str, new: str, code: str) -> None:
    text = PLANS[0]
    assert old in text
    wrong = text.replace(old, new, 1)
    found = check_plan(wrong, file="flat.yaml", known=KNOWN)
    assert code in {each.code for each in found}
    for each in found:
        assert each.place.line > 0
        assert str(sentence(each, "es"))


def test_a_plan_without_cases_is_a_draft() -> None:
    text = PLANS[0].split("cases:")[0]
    found = read_plan(text, file="flat.yaml", known=KNOWN)
    assert [each.code for each in found.drafts] == ["plan.cases.missing"]


def test_a_share_keeps_what_is_written() -> None:
    document = read_document("a: 33.3333%", file="f")
    assert share(Cursor.top(document, []).get("a")) == 333_333
    assert Band(Dated.fixed(0), Dated.fixed(1)).rate.on(date.min) == 1


@pytest.mark.parametrize(
    ("currency", "step", "sold", "paid"),
    [
        ("JPY", "1", "12345", "494"),
        ("KWD", "0.001", "12.345", "0.494"),
        ("CLF", "0.0001", "1.2345", "0.0494"),
        ("CHF", "0.05", "12.34", "0.50"),
    ],
)
def test_each_currency_has_its_own_places(
    *, currency: str, step: str, sold: str, paid: str
) -> None:
    text = PLANS[0].split("cases:")[0] + (
        "cases:\n  - says: {en: Four percent, es: Cuatro por ciento}\n"
        f"    given: {{revenue: {sold}}}\n    pays: {{commission: {paid}}}\n"
    )
    text = text.replace("currency: EUR", f"currency: {currency}").replace("0.01", step)
    assert check_plan(text, file="plan.yaml") == ()
