import pytest
from pydantic import BaseModel, ConfigDict

from rumbo.kernel.document import read_document, validated
from rumbo.kernel.problems import Place, Problem, Refused


class Metric(BaseModel):
    model_config = ConfigDict(extra="forbid")

    metric: str
    kind: str = "simple"


def problems_of(text: str) -> tuple[Problem, ...]:
    with pytest.raises(Refused) as caught:
        validated(read_document(text, file="revenue.yaml"), Metric)
    return caught.value.problems


def test_every_scalar_is_text() -> None:
    tree = read_document("a: no\nb: 1e3\nc: 2017-01-01", file="x.yaml").tree
    assert tree == {"a": "no", "b": "1e3", "c": "2017-01-01"}


def test_a_misspelt_key_is_named_with_its_place_and_the_nearest_one() -> None:
    unknown = next(
        each
        for each in problems_of("metirc: revenue\nkind: simple\n")
        if each.code == "document.unknown-key"
    )
    assert unknown.place == Place("revenue.yaml", 1, 9)
    assert unknown.facts == {"key": "metirc", "near": "metric"}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("metric: a\nmetric: b\n", "document.duplicate-key", 2),
        ("metric: &name a\n", "document.anchor", 1),
        ("metric: a\nkind: [1, 2\n", "document.not-yaml", 3),
        ("metric: !!python/object:os.system x\n", "document.tag", 1),
        ("metric: " + "[" * 10_000, "document.too-deep", 1),
        ("", "document.empty", 1),
        ("kind: simple\n", "document.missing-key", 1),
        ("? [a, b]\n: c\n", "document.key", 1),
        ("metric: tab\x00\n", "document.not-yaml", 0),
    ],
)
def test_what_a_document_may_not_hold_is_refused_with_its_line(
    text: str, code: str, line: int
) -> None:
    found = problems_of(text)[0]
    assert (found.code, found.place.line) == (code, line)


def test_a_document_of_ten_megabytes_is_refused_unread() -> None:
    assert problems_of("a" * 10_000_000)[0].code == "document.too-large"
