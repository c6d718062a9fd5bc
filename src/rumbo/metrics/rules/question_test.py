"""What a figure can be grouped by."""

import pytest

from rumbo.kernel.problems import Refused
from rumbo.metrics.rules.metric import Aggregate, Simple
from rumbo.metrics.rules.question import ByPerson, ByTeam, dimension
from rumbo.records.rules.dataset import Dataset, Field, FieldKind

DEALS = Dataset("deals", "deal", (Field("deal", FieldKind.TEXT),))


def counted(credited_to: str) -> Simple:
    return Simple(DEALS, Aggregate.COUNT, None, None, "closed_on", credited_to)


def test_what_sellers_sold_can_be_told_by_person_and_team() -> None:
    bodies = [counted("seller")]
    assert dimension("person", bodies=bodies, levels=["team"]) == ByPerson()
    assert dimension("team", bodies=bodies, levels=["team"]) == ByTeam("team")


@pytest.mark.parametrize("name", ["person", "manager", "team", "region"])
def test_what_belongs_to_nobody_has_no_people_to_group_by(name: str) -> None:
    with pytest.raises(Refused) as refused:
        dimension(name, bodies=[counted("seller"), counted("")], levels=["team", "region"])
    assert refused.value.problems[0].code == "metric.unknown-dimension"
