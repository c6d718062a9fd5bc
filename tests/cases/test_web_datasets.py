"""Datasets on a page: adopted, made, given a field more; looked at before anything changes."""

from pathlib import Path

import pytest

from rumbo.people.values import Visible
from rumbo.records import log, queries
from rumbo.records.datasets import dataset, datasets
from rumbo.records.rules.payload import entry
from rumbo.records.rules.values import Value
from tests.office import BY, NOW, Office, browser, opened, steps_of, upload, words

pytestmark = pytest.mark.django_db
EVERYONE = Visible()


@pytest.fixture(autouse=True)
def office(tmp_path: Path) -> Office:
    return opened(tmp_path)


def previewed(page: object) -> dict[str, str]:
    """What the preview sends when it is agreed to."""
    found = page.context["preview"]  # type: ignore[attr-defined]  # Django's test response
    return {"text": found.text, "seen": str(found.seen), "step": "declare", "reason": "asked"}


def test_what_comes_with_rumbo_is_listed_and_adopted_in_one_step() -> None:
    client = browser("ada")
    page = words(client.get("/datasets"))
    assert page.index("They come with Rumbo") < page.index("/datasets/visits/adoption")
    done = words(client.post("/datasets/visits/adoption", follow=True))
    assert "Adopted." in done
    assert "/datasets/visits/adoption" not in words(client.get("/datasets"))
    assert client.get("/additions/visits").status_code == 200
    again = words(client.post("/datasets/visits/adoption", follow=True))
    assert "It is declared already" in again
    assert client.post("/datasets/nothing/adoption").status_code == 404


def test_a_field_is_added_after_a_look_at_what_changes() -> None:
    client = browser("ada")
    given = {"name-en": "Region", "name-es": "Región", "kind": "text", "means-en": "Where."}
    page = client.post("/datasets/deals/fields", given)
    assert "“Region” is added:" in words(page)
    assert "No version has a value of “Region” yet" in words(page)
    assert not dataset("deals").has("region")  # nothing is declared before it is agreed to
    done = words(client.post("/definitions", previewed(page), follow=True))
    assert "Declared." in done
    assert "“asked”" in done
    assert "Declared by Ada Sanz" in done
    assert dataset("deals").field("region").means.en == "Where."


def test_a_field_shows_what_the_log_held_of_it_before_it_was_declared() -> None:
    values: dict[str, Value] = {"deal": "P1", "stage": "Won", "margin": 12}
    log.append([entry("deals", "P1", values)], source="erp", at=NOW, by=BY)
    client = browser("ada")
    given = {"name-en": "Margin", "kind": "whole"}
    page = client.post("/datasets/deals/fields", given)
    assert "1 version has a value of “Margin”" in words(page)
    client.post("/definitions", previewed(page))
    rows = queries.records("deals", visible=EVERYONE).rows
    assert {row.key: row.values["margin"] for row in rows if row.key == "P1"} == {"P1": 12}


def test_a_whole_dataset_is_made_of_a_form() -> None:
    client = browser("ada")
    given = {
        "rows": "6",
        "step": "preview",
        "name-en": "Deposits",
        "name-es": "Depósitos",
        "means-en": "Each deposit.",
        "f0-name-en": "Receipt",
        "f1-name-en": "Collected by",
        "f1-kind": "person",
        "f2-name-en": "Paid on",
        "f2-kind": "date",
        "f3-name-en": "Amount",
        "f3-kind": "money",
        "f3-currency": "EUR",
    }
    page = client.post("/new-dataset", given)
    assert "Declared for the first time." in words(page)
    client.post("/definitions", previewed(page))
    made = dataset("deposits")
    assert (made.key_field, made.credited_to, made.dated_by) == (
        "receipt",
        "collected-by",
        ("paid-on",),
    )
    assert client.get("/additions/deposits").status_code == 200


def test_more_rows_keep_what_was_typed() -> None:
    page = browser("ada").post(
        "/new-dataset", {"rows": "6", "step": "rows", "f0-name-en": "Receipt"}
    )
    assert len(page.context["rows"]) == 10
    assert 'value="Receipt"' in words(page)


def test_what_is_wrong_in_yaml_stands_at_its_line() -> None:
    text = "dataset: x\nname: {en: X, es: X}\nmeans: {en: X, es: X}\nkey: x\nfields:\n"
    wrong = text + "  - {id: x, type: text, name: {en: X, es: X}}\n  - {id: y, type: number}\n"
    page = browser("ada").post("/definitions", {"text": wrong})
    assert page.status_code == 422
    told = [line.number for line in page.context["lines"] if line.problems]
    assert told == [7]
    assert "x" not in {each.key for each in datasets()}


def test_a_field_without_what_its_type_needs_is_refused() -> None:
    client = browser("ada")
    given = {"name-en": "Fee", "kind": "money"}
    page = client.post("/datasets/deals/fields", given)
    assert page.status_code == 422
    assert "does not say its currency" in words(page)
    assert client.post("/datasets/deals/fields", {"kind": "text"}).status_code == 422


def test_dropping_a_field_tells_which_metrics_would_be_lost() -> None:
    client = browser("ada")
    text = client.get("/definitions?dataset=deals").context["text"]
    kept = "\n".join(line for line in text.split("\n") if "id: amount" not in line)
    page = client.post("/definitions", {"text": kept})
    assert "1 metric could no longer be read:" in words(page)
    assert "is dropped; the log keeps what it held" in words(page)


def test_a_declaration_needs_its_reason_and_the_version_it_was_made_from() -> None:
    client = browser("ada")
    given = {"name-en": "Region", "kind": "text"}
    agreed = previewed(client.post("/datasets/deals/fields", given))
    refused = client.post("/definitions", agreed | {"reason": " "})
    assert refused.status_code == 422
    other = previewed(client.post("/datasets/deals/fields", {"name-en": "Fee", "kind": "text"}))
    client.post("/definitions", other)
    late = client.post("/definitions", agreed)
    assert late.status_code == 409
    assert "Somebody declared another version meanwhile" in words(late)
    assert not dataset("deals").has("region")


@pytest.mark.parametrize("person", ["ana", "mar", "out"])
def test_whoever_may_not_declare_sees_what_is_declared_and_no_way_to_change_it(
    person: str,
) -> None:
    client = browser(person)
    assert "Adopt" not in words(client.get("/datasets"))
    assert "Add a field" not in words(client.get("/datasets/deals"))
    for address in ("/new-dataset", "/definitions", "/datasets/deals/fields"):
        assert client.get(address).status_code == 404
        assert client.post(address, {"text": "x"}).status_code == 404
    assert client.post("/datasets/visits/adoption").status_code == 404


def test_the_pages_of_datasets_speak_spanish() -> None:
    client = browser("ada", language="es")
    assert "Vienen con Rumbo" in words(client.get("/datasets"))
    assert "Añadir un campo" in words(client.get("/datasets/deals"))


LINES = (
    "invoice_no;unit_price;invoiced;country\n"
    "536365;2,55;01/12/2010;Spain\n"
    "536365;3,39;31/12/2010;Spain\n"
    "C536379;-27,5;31/12/2010;France\n"
)


@pytest.mark.django_db(transaction=True)
def test_a_dataset_is_made_from_a_file_which_then_goes_into_it() -> None:
    client = browser("ada")
    token = steps_of(upload(client, LINES, name="invoice_lines.csv")).rpartition("/")[2]
    page = client.get("/imports/uploads/" + token + "/columns")
    assert f"/new-dataset?file={token}" in page.content.decode()

    form = client.get(f"/new-dataset?file={token}")
    rows = [(each.name_en, each.kind) for _, each in form.context["rows"]]
    assert rows == [
        ("Row number", "text"),
        ("Invoice no", "text"),
        ("Unit price", "decimal"),
        ("Invoiced", "date"),
        ("Country", "text"),
    ]
    given = {"rows": "5", "file": token, "name-en": "Invoice lines", "step": "preview"}
    for number, (name, kind) in enumerate(rows):
        given |= {f"f{number}-name-en": name, f"f{number}-kind": kind}
    agreed = previewed(client.post("/new-dataset", given)) | {"file": token, "reason": ""}

    columns = client.post("/definitions", agreed, follow=True)
    assert columns.redirect_chain[-1][0].endswith(f"{token}/columns?dataset=invoice-lines")
    assert columns.context["offer"].proposal.missing == ()
    mapping = columns.context["offer"].proposal.mapping
    assert mapping.formats.decimal == ","
    assert mapping.formats.dates == "%d/%m/%Y"


def test_a_file_of_somebody_else_makes_no_dataset() -> None:
    token = steps_of(upload(browser("ada"), LINES)).rpartition("/")[2]
    assert browser("pia").get(f"/new-dataset?file={token}").status_code in {403, 404}
    assert browser("ada").get("/new-dataset?file=nothing").status_code == 404
