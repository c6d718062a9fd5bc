"""Datasets by command: listed, adopted, and declared from files; a mistake declares nothing."""

from pathlib import Path

from tests.installation import Installation

MACHINES = """dataset: machines
name: {en: Machines, es: Máquinas}
means: {en: Each machine., es: Cada máquina.}
key: serial
fields:
  - {id: serial, type: text, name: {en: Serial, es: Serie}}
"""


def declared(own: Installation) -> dict[str, bool]:
    listed = own.rumbo_json("datasets")["datasets"]
    return {each["dataset"]: each["declared"] for each in listed}


def test_datasets_are_listed_adopted_and_declared(
    own_maventech: Installation, tmp_path: Path
) -> None:
    own, machines, wrong = own_maventech, tmp_path / "machines.yaml", tmp_path / "wrong.yaml"
    machines.write_text(MACHINES)
    wrong.write_text("dataset: wrong\nkey: x\n")
    before = declared(own)
    assert (before["deals"], before["visits"]) == (True, False)

    own.rumbo("datasets", "adopt", "visits", "deals")
    own.rumbo("datasets", "declare", str(machines), "--reason", "we place them")
    own.rumbo("datasets", "declare", str(wrong), str(machines), expect=2)
    after = declared(own)
    assert (after["machines"], after["visits"], "wrong" in after) == (True, True, False)
