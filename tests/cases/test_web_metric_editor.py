"""The editor of a metric: both sides in step, real figures while typing, versions kept."""

import re
from pathlib import Path

import pytest
from django.test import Client

from rumbo.incentives import operations as incentives
from rumbo.metrics import operations as metrics
from rumbo.metrics import queries
from rumbo.people import operations as people
from tests.looking_back import PLAN
from tests.office import BEGINS, BY, NOW, REVENUE, Answer, Office, browser, opened, words

pytestmark = pytest.mark.django_db
DEALS_WON = """
metric: deals-won
name: {en: Deals won, es: Negocios ganados}
means: {en: Deals that were won., es: Negocios que se ganaron.}
does-not-mean: {en: Deals opened., es: Negocios abiertos.}
kind: simple
unit: count
from: deals
measure: count
where: stage = 'Won'
dated-by: closed-on
credited-to: seller
cases:
  - rows: [{closed-on: 2017-01-02, stage: Won}]
    gives: [{deals-won: 1}]
"""
AVERAGE = """
metric: average-deal
name: {en: Average deal, es: Importe medio}
means: {en: What a won deal brought., es: Lo que trajo un negocio.}
does-not-mean: {en: A price., es: Un precio.}
kind: ratio
unit: money
of: revenue
to: deals-won
cases:
  - rows: [{closed-on: 2017-01-02, stage: Won, amount: 700}]
    gives: [{average-deal: 700}]
"""
OTHER = (
    REVENUE.replace("stage = 'Won'", "stage = 'Won' and amount > 600")
    .replace("amount: 5}", "amount: 700}")
    .replace("revenue: 5}", "revenue: 700}")
)
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def office(tmp_path: Path) -> Office:
    found = opened(tmp_path)
    metrics.declare(DEALS_WON, file="deals-won.yaml", by=BY, at=BEGINS)
    metrics.declare(AVERAGE, file="average-deal.yaml", by=BY, at=BEGINS)
    return found


def typed(client: Client, **given: str) -> Answer:
    return client.post("/metrics/revenue/draft", {"after": "1", **given}, headers=FRAGMENT)


def kept(
    client: Client, text: str, *, reason: str = "Small deals do not count", after: str = "1"
) -> Answer:
    given = {"yaml": text, "reason": reason, "after": after}
    return client.post("/metrics/revenue/versions", given, follow=True)


def document_in(response: Answer) -> str:
    found = re.search(
        r"<textarea[^>]*>\n(.*?)</textarea>", response.content.decode(), re.DOTALL
    )
    assert found
    return found[1].replace("&#x27;", "'").replace("&gt;", ">")


def test_the_page_shows_the_form_the_document_and_what_it_gives() -> None:
    page = words(browser("ada").get("/metrics/revenue/edit"))
    assert 'value="stage = &#x27;Won&#x27;"' in page
    assert "where: stage = &#x27;Won&#x27;" in page
    assert "€32,507" in page
    assert "average-deal" in page or "Average deal" in page


def test_typing_into_the_form_writes_the_document_and_shows_the_new_figure() -> None:
    told = typed(
        browser("ada"), yaml=REVENUE, side="form", where="stage = 'Won' and amount > 600"
    )
    assert "where: stage = 'Won' and amount > 600\n" in document_in(told)
    assert "# " not in document_in(told)
    page = words(told)
    assert "€31,937" in page  # 1 000 + 30 937
    assert "-€570" in page or "−€570" in page  # without 500 and 70


def test_typing_into_the_document_fills_the_form() -> None:
    told = words(typed(browser("ada"), yaml=OTHER, side="yaml"))
    assert 'id="form-side" class="stack-small" hx-swap-oob="true"' in told
    assert 'value="stage = &#x27;Won&#x27; and amount &gt; 600"' in told


def test_a_mistake_is_told_with_its_place_and_its_remedy_while_typing() -> None:
    wrong = REVENUE.replace("sum(amount)", "sum(amuont)")
    told = words(typed(browser("ada"), yaml=wrong, side="form"))
    assert "line 9, column" in told
    assert "amuont" in told
    assert 'id="e-measure" hx-swap-oob="true">' in told


def test_a_document_that_is_no_yaml_keeps_what_was_written() -> None:
    told = words(typed(browser("ada"), yaml="metric: [revenue", side="yaml"))
    assert "1 thing to mend" in told
    assert "The document cannot be read yet" in told


def test_a_change_that_breaks_another_metric_is_refused_by_name() -> None:
    count = REVENUE.replace("unit: money", "unit: count").replace("sum(amount)", "count")
    broken = count.replace("{revenue: 5}", "{revenue: 1}").replace(
        "kind: simple\n", "kind: simple\n"
    )
    told = words(typed(browser("ada"), yaml=broken, side="yaml"))
    assert "These are computed from it and could not be any more: average-deal." in told
    answer = kept(browser("ada"), broken)
    assert "average-deal" in words(answer)
    assert queries.metric("revenue").version == 1


def test_a_change_that_no_plan_could_pay_by_is_refused_by_name() -> None:
    incentives.declare(PLAN, file="plan.yaml", by=BY, at=NOW)
    average = REVENUE.replace("sum(amount)", "average(amount)")
    average = average.replace("adds-up-over: [seller, team, month]\n", "")
    told = words(typed(browser("ada"), yaml=average, side="yaml"))
    assert "These plans pay by it and could not any more: sellers." in told
    assert "People are paid by it." in told


def test_the_next_version_is_kept_with_its_reason_and_a_past_moment_keeps_its_own() -> None:
    people.move_clock(to=NOW.replace(day=25))
    assert "Kept as version 2." in words(kept(browser("ada"), OTHER))
    page = words(browser("ana").get("/metrics/revenue/versions"))
    assert "Small deals do not count" in page
    assert "Ada Sanz" in page
    assert "+ where: stage = &#x27;Won&#x27; and amount &gt; 600" in page
    assert "€31,937" in words(browser("ana").get("/metrics/revenue"))
    assert "€32,507" in words(browser("ana").get("/as-of/2017-11-24/metrics/revenue"))


def test_a_changed_definition_needs_a_reason() -> None:
    page = words(kept(browser("ada"), OTHER, reason=" "))
    assert "A changed definition needs a reason." in page
    assert queries.metric("revenue").version == 1


def test_who_comes_second_is_told_and_overwrites_nothing() -> None:
    kept(browser("ada"), OTHER)
    later = OTHER.replace("amount > 600", "amount > 650")
    assert "Someone declared another version before you." in words(kept(browser("pia"), later))
    assert queries.metric("revenue").version == 2


def test_a_new_metric_begins_from_a_dataset_and_is_declared() -> None:
    client = browser("pia")
    page = client.get("/new-metric?from=deals")
    text = document_in(page).replace("my-metric", "all-deals")
    assert "from: deals\nmeasure: count\ndated-by: closed-on" in text
    told = client.post("/new-metric/declared", {"yaml": text, "after": "0"}, follow=True)
    assert "Kept as version 1." in words(told)
    assert queries.metric("all-deals").version == 1


def test_a_key_that_is_taken_is_refused() -> None:
    told = browser("pia").post("/new-metric/declared", {"yaml": REVENUE, "after": "0"})
    assert "There is a metric «revenue» already." in words(told)


def test_the_key_of_a_metric_stays() -> None:
    told = words(
        typed(
            browser("ada"),
            yaml=REVENUE.replace("metric: revenue", "metric: sales"),
            side="yaml",
        )
    )
    assert "The key was «revenue» and is «sales»." in told


@pytest.mark.parametrize("person", ["ana", "mar", "out"])
def test_who_may_not_define_sees_the_page_and_no_editor(person: str) -> None:
    client = browser(person)
    assert "/metrics/revenue/edit" not in words(client.get("/metrics/revenue"))
    assert client.get("/metrics/revenue/edit").status_code == 403
    assert typed(client, yaml=OTHER).status_code == 403
    assert kept(client, OTHER).status_code == 403
    assert queries.metric("revenue").version == 1


def test_a_draft_writes_nothing() -> None:
    client = browser("ada")
    typed(client, yaml=OTHER, side="yaml")
    assert queries.metric("revenue").version == 1
    assert "€32,507" in words(client.get("/metrics/revenue"))


def test_a_case_is_taken_from_real_records_and_holds(office: Office) -> None:
    office.bring(
        "N1,Ana Ruiz,GTXPro,Won,2017-11-20,600", "N2,Ben Oka,GTXPro,Lost,2017-11-21,50"
    )
    given = {"yaml": REVENUE.replace("revenue: 5}", "revenue: 4}"), "side": "case"}
    page = typed(browser("ada"), **given)
    editor = page.context["editor"]
    assert editor.told == ()
    text = editor.written.text
    assert text.startswith(REVENUE.partition("cases:")[0])
    assert text.count("cases:") == 1
    assert text.count("{seller: person-") == 3
    assert "revenue: '31537'" in text  # 600 that came now, and D4
    assert "stage: Lost" in text
    assert "Ana" not in text  # a definition names nobody
    assert 'hx-swap-oob="true"' in page.content.decode()
