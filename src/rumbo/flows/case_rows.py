"""The real records that a case of a metric is made of: the latest, and what belongs to them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from rumbo.kernel.expressions import evaluate
from rumbo.kernel.problems import Problem, Refused
from rumbo.metrics.rules import members
from rumbo.metrics.rules.fields import typed_value
from rumbo.metrics.rules.metric import Metric, Simple
from rumbo.metrics.rules.needed import needed
from rumbo.metrics.rules.reach import Links
from rumbo.people.roster import people_of, roster
from rumbo.people.values import Dated, Viewer
from rumbo.records import queries as records
from rumbo.records.matching import matching
from rumbo.records.rules.dataset import Dataset, Field, FieldKind
from rumbo.records.rules.payload import Shown
from rumbo.records.shown import plain_text
from rumbo.records.values import RecordRow

LOOKED_AT, ROWS, BELONGING = 200, 3, 2
Values = Mapping[str, Shown]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows as a case says them, by dataset, and the day that they are about."""

    listed: Mapping[str, tuple[Mapping[str, str], ...]]
    day: date


def rows_of(metric: Metric, *, viewer: Viewer, today: date) -> Rows:
    """Enough rows to check by hand; raises Refused when there are none, or none to be read."""
    gathered = _Gathered(metric, viewer)
    for body in gathered.bodies:
        if not body.is_of_people:
            gathered.add_latest(body)
    day = gathered.last_day() or today
    for body in gathered.bodies:
        if body.is_of_people:
            gathered.add_members(day)
        gathered.add_belonging(body)
    return Rows(gathered.told(), day)


class _Gathered:
    """Rows by dataset and key, whose people are known by their own keys."""

    def __init__(self, metric: Metric, viewer: Viewer) -> None:
        self.needed = needed(metric)
        self.bodies: list[Simple] = [each.body for each in metric.simples()]
        self.viewer = viewer
        self.rows: dict[str, dict[str, Values]] = {}
        self.people: dict[str, None] = {}

    def add_latest(self, body: Simple) -> None:
        dataset = body.dataset
        page = records.records(dataset.key, visible=self.viewer.visible, size=LOOKED_AT)
        if not page.rows:
            raise Refused(Problem("metric.case.no-records", facts={"dataset": dataset.key}))
        self._keep(dataset, _telling(body, page.rows))

    def last_day(self) -> date | None:
        """The latest day on which one of the rows counts; None where all stay in force."""
        own = (each for each in self.bodies if each.level is None)
        found = (
            row[body.dataset.field(body.dated_by).id]
            for body in own
            for row in self.rows.get(body.dataset.key, {}).values()
        )
        days = (each.date() if isinstance(each, datetime) else each for each in found)
        return max((each for each in days if isinstance(each, date)), default=None)

    def add_members(self, day: date) -> None:
        """The memberships of the people of the rows, or of those who joined last."""
        seen = self.viewer.visible.people
        known = [
            each
            for each in roster().memberships
            if each.known_before is None and (seen is None or each.person in seen)
        ]
        theirs = [each for each in known if each.person in self.people]
        here = theirs or _latest(known, day)
        if not here:
            raise Refused(Problem("metric.case.no-records", facts={"dataset": members.KEY}))
        self.people.update(dict.fromkeys(each.person for each in here))
        self.rows[members.KEY] = {
            f"{each.person} {each.valid_from}": _membership(each) for each in here
        }

    def add_belonging(self, body: Simple) -> None:
        """What the rows link to, and the related records that they have."""
        self._add_linked(body.dataset, body.links)
        related = body.related
        if related is None or related.is_itself:
            return
        for row in list(self.rows.get(body.dataset.key, {}).values()):
            pairs = ((there, row[body.dataset.field(here).id]) for there, here in related.match)
            self._add_matching(related.dataset, dict(pairs), size=BELONGING)
        self._add_linked(related.dataset, related.links)

    def _add_linked(self, dataset: Dataset, links: Links) -> None:
        columns = {each.column for each in self.needed.get(dataset.key, ())}
        for link, beyond in links:
            if link in columns and beyond.key in self.needed:
                for row in list(self.rows.get(dataset.key, {}).values()):
                    key = {beyond.key_field: row[dataset.field(link).id]}
                    self._add_matching(beyond, key, size=1)

    def _add_matching(self, dataset: Dataset, wanted: Values, *, size: int) -> None:
        if dataset.linked is not None:
            raise Refused(Problem("metric.case.elsewhere", facts={"dataset": dataset.key}))
        if any(each is None for each in wanted.values()):
            return
        texts = {name: plain_text(value) for name, value in wanted.items()}
        visible = self.viewer.visible
        self._keep(dataset, matching(dataset.key, texts, visible=visible, size=size))

    def _keep(self, dataset: Dataset, rows: Iterable[RecordRow]) -> None:
        persons = [each.id for each in dataset.of_kind(FieldKind.PERSON)]
        found = list(rows)
        spelled = {str(row.values[each]) for row in found for each in persons} - {"None"}
        known = {} if dataset.linked else people_of(spelled)
        for row in found:
            theirs = {each: _person(row.values[each], known) for each in persons}
            self.people.update(dict.fromkeys(each for each in theirs.values() if each))
            self.rows.setdefault(dataset.key, {})[row.key] = {**row.values, **theirs}

    def told(self) -> dict[str, tuple[Mapping[str, str], ...]]:
        """What a case says of the rows: a number stands for each person, so it names nobody."""
        names = {each: f"person-{n}" for n, each in enumerate(self.people, start=1)}
        return {
            key: tuple(dict(_told(each, self.needed[key], names)) for each in rows.values())
            for key, rows in self.rows.items()
        }


def _telling(body: Simple, rows: Iterable[RecordRow]) -> list[RecordRow]:
    """Of the latest records two that count and one that does not, as far as there are any."""
    counting: list[RecordRow] = []
    others: list[RecordRow] = []
    for row in rows:
        (counting if _counts(body, row) else others).append(row)
    kept = counting[: ROWS - 1]
    return [*kept, *(others or counting[len(kept) :])[: ROWS - len(kept)]]


def _counts(body: Simple, row: RecordRow) -> bool:
    """Whether a record has its date and meets the condition, by its own fields."""
    fields = body.dataset.fields
    values = {each.column: row.values[each.id] for each in fields}
    typed = {
        each.column: None
        if values[each.column] is None
        else typed_value(each, plain_text(values[each.column]))
        for each in fields
    }
    is_meant = body.where is None or evaluate(body.where, typed) is True
    return is_meant and typed[body.dated_by] is not None


def _person(value: Shown, known: Mapping[str, str]) -> str | None:
    return None if value is None else known.get(str(value), str(value))


def _latest(known: Iterable[Dated], day: date) -> list[Dated]:
    """Who joined last of those who are there on a day."""
    there = (
        each
        for each in known
        if each.valid_from <= day and (each.valid_before is None or day < each.valid_before)
    )
    return sorted(there, key=lambda each: (each.valid_from, each.person), reverse=True)[:ROWS]


def _membership(each: Dated) -> Values:
    return {
        "person": each.person,
        "team": each.team,
        "role": each.role or None,
        "country": each.country or None,
        "hours": each.hours,
        "valid-from": each.valid_from,
        "valid-before": each.valid_before,
    }


def _told(
    row: Values, fields: Iterable[Field], names: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for field in fields:
        value = row[field.id]
        if value is not None:
            is_person = field.kind is FieldKind.PERSON
            yield field.id, names[str(value)] if is_person else plain_text(value)
