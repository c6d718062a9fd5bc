"""Where someone stands, and what the next euro pays."""

from datetime import date

import pytest

from rumbo.incentives.rules.ahead import ahead, part_of
from rumbo.incentives.rules.plan import Band, By, Dated, Scale, Shape

DAY = date(2026, 1, 1)
BANDS = (Band(Dated.fixed(0), Dated.fixed(5)), Band(Dated.fixed(1_000), Dated.fixed(9)))
SCALE = Scale(Shape.MARGINAL, By.AMOUNT, BANDS)


@pytest.mark.parametrize(("running", "now"), [(-1, 5), (999, 5), (1_000, 9)])
def test_the_rate_of_the_next_unit(running: int, now: int) -> None:
    found = ahead(SCALE, day=DAY, target=None, running=running)
    assert found is not None
    assert found.current.rate == now


def test_after_the_last_band_nothing_follows() -> None:
    found = ahead(SCALE, day=DAY, target=None, running=5_000)
    assert found is not None
    assert found.following is None


def test_without_a_target_nobody_stands_anywhere() -> None:
    by_target = Scale(Shape.MARGINAL, By.ATTAINMENT, BANDS)
    assert ahead(by_target, day=DAY, target=None, running=5) is None
    assert ahead(by_target, day=DAY, target=10, running=5) is not None


@pytest.mark.parametrize(
    ("base", "before", "after", "bound", "part"),
    [
        (200, 800, 1_200, None, (800, 1_000)),
        (200, 800, 1_200, 1_000, (1_000, 1_200)),
        (-200, 1_200, 800, 1_000, (1_200, 1_000)),
        (-200, 1_200, 800, None, (1_000, 800)),
    ],
)
def test_the_part_of_a_record_inside_its_band(
    *, base: int, before: int, after: int, bound: int | None, part: tuple[int, int]
) -> None:
    assert part_of(base, before=before, after=after, bound=bound) == part
