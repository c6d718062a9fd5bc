from dataclasses import replace

from rumbo.kernel.texts import Text
from rumbo.records.rules.dataset import Dataset, Field, FieldKind
from rumbo.records.rules.declaring import ChangeKind, changes

DEALS = Dataset(
    key="deals",
    key_field="deal",
    fields=(
        Field("deal", FieldKind.TEXT),
        Field("stage", FieldKind.CHOICE, choices=("Won", "Lost")),
    ),
)


def kinds(after: Dataset) -> list[tuple[ChangeKind, str]]:
    found = changes(DEALS, after)
    return [(each.kind, each.field.id if each.field else "") for each in found]


def test_a_declaration_that_says_the_same_changes_nothing() -> None:
    assert changes(DEALS, DEALS) == ()


def test_a_field_more_and_a_field_less_are_told() -> None:
    after = replace(DEALS, fields=(DEALS.fields[0], Field("region", FieldKind.TEXT)))
    assert kinds(after) == [(ChangeKind.ADDED, "region"), (ChangeKind.DROPPED, "stage")]


def test_everything_else_that_may_change_is_told_by_field() -> None:
    stage = replace(
        DEALS.fields[1], choices=("Won", "Lost", "Gone"), required=True, name=Text("S", "E")
    )
    after = replace(
        DEALS, fields=(DEALS.fields[0], stage), dated_by=("deal",), means=Text("a", "b")
    )
    assert kinds(after) == [
        (ChangeKind.NAMED, "stage"),
        (ChangeKind.NEEDED, "stage"),
        (ChangeKind.CHOICES, "stage"),
        (ChangeKind.MEANS, ""),
        (ChangeKind.DATED, ""),
    ]


def test_a_dataset_that_is_new_is_one_change() -> None:
    assert [each.kind for each in changes(None, DEALS)] == [ChangeKind.DECLARED]
