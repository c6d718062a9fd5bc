"""docs/roles.md is the table that the product runs."""

from pathlib import Path

from rumbo.people.rules.roles import RIGHTS, Right, Role

ROLES = Path(__file__).parents[2] / "docs" / "roles.md"


def test_the_documented_rights_are_the_rights() -> None:
    rows = [line.split("|")[1:-1] for line in ROLES.read_text().splitlines() if "|" in line]
    head, _, *body = [[cell.strip() for cell in row] for row in rows]
    documented = {
        (role, row[0])
        for row in body
        for role, cell in zip(head[1:], row[1:], strict=True)
        if cell == "yes"
    }
    assert documented == {(role.value, right.value) for role in Role for right in RIGHTS[role]}
    assert [row[0] for row in body] == [right.value for right in Right]
