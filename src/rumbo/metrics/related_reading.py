"""The key `with` of a metric's file: the records that a counted one, or a person, must have."""

from collections.abc import Iterator, Mapping

from rumbo.kernel.expressions import Expression
from rumbo.kernel.problems import Problem, Refused
from rumbo.metrics.checks import Fields, nearest
from rumbo.metrics.rules.conditions import condition
from rumbo.metrics.rules.fields import DATED
from rumbo.metrics.rules.reach import links_of, reach_of
from rumbo.metrics.rules.related import Related, When
from rumbo.metrics.shapes import InForceShape, RelatedShape
from rumbo.metrics.sheets import Sheet
from rumbo.records.rules.dataset import Dataset, FieldKind

KEY = "with"


def read_related(
    sheet: Sheet, shape: RelatedShape, own: Dataset, *, datasets: Mapping[str, Dataset]
) -> Related:
    """Read and check what must be related; raises Refused with every problem."""
    return _Reader(sheet, shape, own=own, datasets=datasets).read()


class _Reader:
    def __init__(
        self,
        sheet: Sheet,
        shape: RelatedShape,
        *,
        own: Dataset,
        datasets: Mapping[str, Dataset],
    ) -> None:
        self.sheet = sheet
        self.shape = shape
        self.own = own
        name = own.key if shape.dataset is None else shape.dataset
        if shape.dataset is not None and name not in datasets:
            place = sheet.place(KEY, "from")
            raise Refused(Problem("metric.unknown-dataset", place, nearest(name, datasets)))
        self.dataset = own if shape.dataset is None else datasets[name]
        self.links = links_of(self.dataset, datasets)
        self.fields = Fields(self.dataset)
        self.own_fields = Fields(own)

    def read(self) -> Related:
        when, days = self._when()
        start, before = self._dates()
        related = Related(
            dataset=self.dataset,
            match=tuple(self._match()),
            when=when,
            start=start,
            before=before,
            days=days,
            where=self._where(),
            where_text=self.shape.where or "",
            links=self.links,
        )
        problems = [*self.fields.problems, *self.own_fields.problems]
        if problems:
            raise Refused(*problems)
        return related

    def _when(self) -> tuple[When, int]:
        """At which time, seen from the day; one way of saying it only."""
        shape = self.shape
        given = [shape.in_force, shape.within, shape.in_last]
        says = sum(each is not None for each in given)
        if says > 1 or (shape.in_force is None) is (shape.dated_by is None):
            raise Refused(Problem("metric.with.when", self.sheet.place(KEY)))
        if shape.in_force is not None:
            return When.IN_FORCE, 0
        if shape.within is not None:
            return When.WITHIN, shape.within
        if shape.in_last is not None:
            return When.IN_LAST, shape.in_last
        return When.BY_THEN, 0

    def _dates(self) -> tuple[str, str]:
        shape = self.shape
        if shape.in_force is None:
            place = self.sheet.place(KEY, "dated-by")
            dated_by = shape.dated_by or ""
            return self.fields.column("dated-by", dated_by, place=place, kinds=DATED), ""
        return in_force_columns(self.fields, self.sheet, shape.in_force, path=(KEY,))

    def _match(self) -> Iterator[tuple[str, str]]:
        """(there, here): which field of the related record repeats which field of the own."""
        if self.shape.dataset is None:
            return
        given = self.shape.match or self._by_default()
        if not given:
            raise Refused(Problem("metric.with.match", self.sheet.place(KEY)))
        pairs = []
        for there, here in given.items():
            place = self.sheet.place(KEY, "match")
            pair = (
                self.fields.column("match", there, place=place),
                self.own_fields.column("match", here, place=place),
            )
            pairs.append(pair)
        self._refuse_unlike(pairs)
        yield from pairs

    def _by_default(self) -> dict[str, str]:
        """Of people, what is credited to them; else the field that links to the own record."""
        if self.own.credited_to and self.own.key_field == self.own.credited_to:
            return {self.dataset.credited_to: self.own.key_field}
        linking = [each.id for each in self.dataset.fields if each.link == self.own.key]
        return {linking[0]: self.own.key_field} if len(linking) == 1 else {}

    def _refuse_unlike(self, pairs: list[tuple[str, str]]) -> None:
        """A person is matched with a person, and only one of them."""
        kinds = [
            (self.dataset.field(there).kind, self.own.field(here).kind)
            for there, here in pairs
            if there and here
        ]
        unlike = any((FieldKind.PERSON in each) and each[0] is not each[1] for each in kinds)
        people = sum(FieldKind.PERSON in each for each in kinds)
        if unlike or people > 1:
            raise Refused(Problem("metric.with.people", self.sheet.place(KEY, "match")))

    def _where(self) -> Expression | None:
        if self.shape.where is None:
            return None
        reach = reach_of(self.dataset, self.links)
        return condition(self.shape.where, reach, place=self.sheet.place(KEY, "where"))


def in_force_columns(
    fields: Fields, sheet: Sheet, shape: InForceShape, *, path: tuple[str, ...]
) -> tuple[str, str]:
    """The columns of the first day and of the day before which something is in force."""
    place = sheet.place(*path, "in-force")
    start = fields.column("in-force", shape.start, place=place, kinds=DATED)
    if shape.before is None:
        return start, ""
    return start, fields.column("in-force", shape.before, place=place, kinds=DATED)
