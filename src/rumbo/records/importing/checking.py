"""The rules of `rules.values` as SQL: which rows are right, and their canonical payload.

Only whether a row is right is decided here; why a wrong one is wrong is said by `rules.rows`,
which decides the same way (a property test holds the two equal).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rumbo.kernel.cells import EXPORTED_AT
from rumbo.records.importing.blocks import Wanted
from rumbo.records.importing.expressions import BARE, IS_BLANK, TEXTS, Check, check, money
from rumbo.records.projection.tables import literal
from rumbo.records.rules.dataset import Dataset, Field, FieldKind
from rumbo.records.rules.mapping import ROW_NUMBER, Mapping
from rumbo.records.rules.payload import NOTHING
from rumbo.records.rules.personal import SEALED
from rumbo.records.rules.values import LONGEST_KEY


@dataclass(frozen=True, slots=True)
class Plan:
    """How rows of one file become entries: names and expressions, in the fields' order."""

    dataset: Dataset
    mapping: Mapping
    currencies: tuple[str, ...] = ()

    header: tuple[str, ...] = ()

    @property
    def indexes(self) -> dict[str, int]:
        """Where the needed columns stand in the file's header."""
        return {column: self.header.index(column) for column in self.mapping.needed_columns}

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """The needed columns, each with the kind of field that it feeds."""
        texts_first = sorted(self.dataset.writable, key=lambda each: each.kind not in TEXTS)
        kinds = {self.mapping.column_of(each): each.kind for each in texts_first}
        needed = {
            index: kinds.get(column, FieldKind.TEXT) for column, index in self.indexes.items()
        }
        ours = {self.header.index(EXPORTED_AT): None} if self._was_exported else {}
        return tuple(Wanted(index, kind) for index, kind in (ours | needed).items())

    @property
    def _was_exported(self) -> bool:
        """Whether the rows say at which position they stood when they were exported."""
        return EXPORTED_AT in self.header

    @property
    def people(self) -> tuple[tuple[int, Field], ...]:
        """The person fields with their places among the fields."""
        fields = enumerate(self.dataset.writable)
        return tuple((index, each) for index, each in fields if each.kind is FieldKind.PERSON)

    @property
    def money(self) -> Field | None:
        """The field that says how much money a row holds: the first of one currency."""
        found = self.dataset.of_kind(FieldKind.MONEY)
        return next((each for each in found if each.has_fixed_currency), None)

    def written(self, asked: Field) -> str:
        """A field's text as the mapping wants it, NULL when empty."""
        column = self.mapping.column_of(asked)
        if column is None:
            return "NULL::VARCHAR"
        if column == ROW_NUMBER:
            return "CAST(line AS VARCHAR)"
        raw = f"c{self.indexes[column]}"
        translated = self.mapping.values.get(asked.id, {})
        cases = "".join(
            f" WHEN {literal(old)} THEN {literal(new)}" for old, new in translated.items()
        )
        return (
            f"nullif(CASE {raw}{cases} ELSE {raw} END, '')" if cases else f"nullif({raw}, '')"
        )

    def texts(self) -> str:
        """The select list of the fields' texts, named t0, t1 … in the fields' order, and
        of the position at which a row was exported.

        Text stays as recorded; around any other value, spaces are left out.
        """
        fields = enumerate(self.dataset.writable)
        texts = ", ".join(f"{self._kept(each)} AS t{index}" for index, each in fields)
        ours = f"c{self.header.index(EXPORTED_AT)}" if self._was_exported else "NULL"
        return f"{texts}, TRY_CAST({ours} AS BIGINT) AS exported"

    def _kept(self, asked: Field) -> str:
        text = self.written(asked)
        return text if asked.kind in TEXTS else BARE.format(t=text)

    def is_right(self) -> str:
        """Whether every field of a row can be kept."""
        return " AND ".join(
            self._right(each, index) for index, each in enumerate(self.dataset.writable)
        )

    def payload(self) -> str:
        """The canonical JSON of a right row; person fields give `i0`, `i1` … instead."""
        sealed = f"""'"{SEALED}":"' || token || '"'"""
        return self._tree(self.dataset.fields, first=sealed if self.dataset.personal else "")

    def personal(self) -> str:
        """The query of line, key, owner and personal values of the right rows that have any."""
        place = {each.id: f"t{index}" for index, each in enumerate(self.dataset.writable)}
        owner = place.get(self.dataset.personal_of, "NULL::VARCHAR")
        field = next((f for f in self.dataset.fields if f.id == self.dataset.personal_of), None)
        join = ""
        if field is not None and field.kind is FieldKind.PERSON:
            join, owner = f"LEFT JOIN people ON people.value = {owner}", "people.identity"
        return f"""SELECT * FROM (
            SELECT line, {place[self.dataset.key_field]} AS key, {owner} AS owner,
                   {self._tree(self.dataset.personal)} AS personal
            FROM staged {join} WHERE is_right) WHERE personal <> '{NOTHING}'"""  # noqa: S608

    def _tree(self, fields: Iterable[Field], *, first: str = "") -> str:
        """The JSON of some fields in order of id, fields without a value left out."""
        ordered = sorted(fields, key=lambda each: each.id)
        pieces = [f"""'"{each.id}":' || {self._json(each)}""" for each in ordered]
        listed = ", ".join([first, *pieces] if first else pieces)
        return f"'{{' || concat_ws(',', {listed}) || '}}'"

    def ready(self) -> str:
        """The statement that makes `ready` of the right rows of `staged`."""
        place = {each.id: f"t{index}" for index, each in enumerate(self.dataset.writable)}
        person = place.get(self.dataset.credited_to, "NULL::VARCHAR")
        minor = f"CAST({self._json(self.money)} AS BIGINT)" if self.money else "NULL::BIGINT"
        identities = "".join(f", p{index}.identity AS i{index}" for index, _ in self.people)
        joins = "".join(
            f" LEFT JOIN people AS p{index} ON p{index}.value = staged.t{index}"
            for index, _ in self.people
        )
        if self.dataset.personal:
            identities += ", sealed.token"
            joins += " LEFT JOIN sealed ON sealed.line = staged.line"
        return f"""CREATE TABLE ready AS
            SELECT line, key, payload, sha256(payload) AS digest, person, minor, exported
            FROM (SELECT line, {place[self.dataset.key_field]} AS key,
                         {self.payload()} AS payload, {person} AS person, {minor} AS minor,
                         exported
                  FROM (SELECT staged.*{identities} FROM staged{joins} WHERE is_right))"""  # noqa: S608

    def _json(self, asked: Field) -> str:
        index = self.dataset.writable.index(asked)
        return self.check(asked).json.format(t=f"t{index}", i=f"i{index}")

    def _right(self, asked: Field, index: int) -> str:
        text = f"t{index}"
        right = self.check(asked).right.format(t=text)
        if asked.id == self.dataset.key_field:
            return (
                f"coalesce(NOT {IS_BLANK.format(t=text)} AND length({text}) <= {LONGEST_KEY} "
                f"AND {right}, false)"
            )
        empty = "false" if asked.required else "true"
        return f"CASE WHEN {text} IS NULL THEN {empty} ELSE coalesce({right}, false) END"

    def check(self, asked: Field) -> Check:
        """The expressions of a field; a money field may take its currency from another."""
        if asked.kind is FieldKind.MONEY and not asked.has_fixed_currency:
            return self._in_own_currency(asked)
        return check(asked, self.mapping.formats)

    def _in_own_currency(self, asked: Field) -> Check:
        holder = f"t{self.dataset.writable.index(self.dataset.field(asked.currency))}"
        checks = {each: money(each, self.mapping.formats) for each in self.currencies}
        right = "".join(f" WHEN '{code}' THEN {each.right}" for code, each in checks.items())
        json = "".join(f" WHEN '{code}' THEN {each.json}" for code, each in checks.items())
        if not checks:
            return Check("false", "NULL::VARCHAR")
        return Check(f"CASE {holder}{right} ELSE false END", f"CASE {holder}{json} END")


def currencies_in(values: Iterable[str | None]) -> tuple[str, ...]:
    """The ISO codes among the values of a currency field."""
    return tuple(
        sorted(
            each
            for each in values
            if each and len(each) == 3 and each.isascii() and each.isalpha() and each.isupper()
        )
    )
