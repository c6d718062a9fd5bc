"""Find what the reader may open whose name, or key, has the words in it."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from rumbo.kernel.texts import Text
from rumbo.metrics import queries as metrics
from rumbo.okrs import queries as okrs
from rumbo.people import queries as people
from rumbo.people.values import Viewer
from rumbo.recognition import queries as boards
from rumbo.records import histories
from rumbo.records.datasets import datasets_at

LONGEST = 80
AT_MOST = 8
NO_TEXT = Text()


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: where it is, what it is called, and what stands beside it."""

    url: str
    name: Text
    beside: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class Group:
    """Hits of one kind: people, objectives, metrics, boards or records."""

    kind: str
    hits: tuple[Hit, ...]


def found(
    words: str, *, viewer: Viewer, today: date, position: int | None = None
) -> tuple[Group, ...]:
    """Hits by kind, of what is known, or was at a position; kinds without any are left out."""
    groups = (
        Group("people", _matching(words, _people(viewer, today, position))),
        Group("objectives", _matching(words, _objectives(viewer, today, position))),
        Group("metrics", _matching(words, _metrics(position))),
        Group("boards", _matching(words, _boards(viewer, position))),
        Group("records", tuple(_records(words, viewer, position))),
    )
    return tuple(each for each in groups if each.hits)


def plain(text: str) -> str:
    """Without case and accents, so that «Nunez» finds «Núñez».

    >>> plain("Núñez")
    'nunez'
    """
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))


def _matching(words: str, hits: Iterable[Hit]) -> tuple[Hit, ...]:
    wanted = plain(words).split()
    kept = (hit for hit in hits if _has(wanted, hit))
    return tuple(hit for hit, _ in zip(kept, range(AT_MOST), strict=False))


def _has(wanted: list[str], hit: Hit) -> bool:
    text = plain(f"{hit.name.en} {hit.name.es}")
    return all(each in text for each in wanted)


def _people(viewer: Viewer, today: date, position: int | None) -> Iterable[Hit]:
    for row in people.people(viewer=viewer, today=today, position=position):
        beside = row.team.name if row.team else ""
        url = reverse("person", args=[row.person.key])
        yield Hit(url, Text(row.person.name, row.person.name), Text(beside, beside))


def _objectives(viewer: Viewer, today: date, position: int | None) -> Iterable[Hit]:
    cycle = okrs.current_cycle(viewer, today=today, position=position)
    if cycle is None:
        return
    whole = okrs.objectives(cycle.key, viewer=viewer, today=today, position=position)
    for each in whole.objectives:
        yield Hit(reverse("objective", args=[each.key]), each.name)
        for result in each.key_results:
            yield Hit(reverse("key_result", args=[result.key]), result.name, each.name)


def _metrics(position: int | None) -> Iterable[Hit]:
    for each in metrics.metrics(position=position):
        yield Hit(reverse("explain", args=[each.key]), each.name, each.means)


def _boards(viewer: Viewer, position: int | None) -> Iterable[Hit]:
    for each in boards.boards(viewer, position=position):
        yield Hit(reverse("board", args=[each.key]), each.name, each.means)


def _records(words: str, viewer: Viewer, position: int | None) -> Iterable[Hit]:
    """A record is found by its whole key, as written or in capitals."""
    visible = viewer.visible
    for each in datasets_at(position):
        for key in {words, words.upper()}:
            if histories.record(each.key, key, visible=visible, position=position) is not None:
                yield Hit(reverse("record", args=[each.key, key]), Text(key, key), each.name)
