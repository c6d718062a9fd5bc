"""kill -9 while a record or a person is erased, then asked again: nothing is left of it."""

import time
from pathlib import Path

from tests.cases.test_records_personal import CANARY, CONTACTS, MAPPING
from tests.installation import Installation

CONTACT = ("erase", "--record", "contacts/C1", "--yes")
SELLER = ("erase", "darcel-schlecht", "--yes")
NAME = "Darcel Schlecht"
RUN = "account-executive-2017-q3-1"
KILLS = 4


def with_a_contact(own: Installation, folder: Path) -> None:
    (folder / "contacts.yaml").write_text(CONTACTS)
    (folder / "mapping.yaml").write_text(MAPPING)
    (folder / "contacts.csv").write_text(f"id,name,born,visits\nC1,{CANARY},1980-02-03,4\n")
    own.rumbo("datasets", "declare", str(folder / "contacts.yaml"), "--reason", "we call them")
    words = ("import", "contacts", str(folder / "contacts.csv"))
    own.rumbo(*words, "--mapping", str(folder / "mapping.yaml"))


def killed_after(own: Installation, seconds: float, *words: str) -> None:
    process = own.start(*words)
    time.sleep(seconds)
    process.kill()
    process.communicate()


def test_a_record_whose_erasure_was_killed_is_erased_when_asked_again(
    own_maventech: Installation, tmp_path: Path
) -> None:
    own = own_maventech
    with_a_contact(own, tmp_path)
    told = own.rumbo_json(*CONTACT[:-1])
    assert (told["versions"], told["erased"]) == (1, False)
    began = time.monotonic()
    own.rumbo("erase", "--record", "contacts/C1")
    whole = time.monotonic() - began
    for turn in range(KILLS):
        killed_after(own, whole * (0.5 + turn / KILLS), *CONTACT)
    assert own.rumbo_json(*CONTACT)["finished"] is True
    assert own.rumbo_json(*CONTACT[:-1])["versions"] == 0
    assert CANARY not in own.rumbo("export", "records", "contacts")
    assert own.rumbo("export", "history").count(",record.erased,") == 1


def test_a_seller_whose_erasure_was_killed_is_gone_and_what_was_closed_stays(
    own_maventech: Installation,
) -> None:
    own = own_maventech
    own.rumbo("settle", "account-executive", "--period", "2017-Q3", "--close")
    began = time.monotonic()
    own.rumbo(*SELLER[:-1])
    whole = time.monotonic() - began
    for turn in range(KILLS):
        killed_after(own, whole * (0.5 + turn / KILLS), *SELLER)
    own.rumbo(*SELLER)
    assert own.rumbo_json("erase", "darcel-schlecht")["is_erased"] is True
    assert NAME not in own.rumbo("export", "records", "deals")
    assert NAME not in own.rumbo("board", "revenue", "--period", "2017-Q3", "--json")
    assert own.rumbo_json("recompute", RUN)["identical"] is True
    paid = own.rumbo_json("settle", "account-executive", "--period", "2017-Q3")["payouts"]
    assert "29589.62" in {each["amount"] for each in paid}
    assert NAME not in {each["payee"] for each in paid}
