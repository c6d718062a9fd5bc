"""The rules of `rules.values` as SQL: which rows are right, and their canonical payload.

Only whether a row is right is decided here; why a wrong one is wrong is said by `rules.rows`,
which decides the same way (a property test holds the two equal).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rumbo.kernel.money import places
from rumbo.records.importing.blocks import Wanted
from rumbo.records.projection.tables import literal
from rumbo.records.rules.dataset import Dataset, Field, FieldKind
from rumbo.records.rules.formats import Formats, number_pattern, pattern
from rumbo.records.rules.mapping import ROW_NUMBER, Mapping
from rumbo.records.rules.payload import NOTHING
from rumbo.records.rules.personal import SEALED
from rumbo.records.rules.values import (
    DECIMAL_DIGITS,
    DECIMAL_PLACES,
    LONGEST_KEY,
    LONGEST_NAME,
    LONGEST_TEXT,
    MONEY_DIGITS,
    WHOLE_DIGITS,
)

ISO_DATE = "%Y-%m-%d"
TEXTS = frozenset({FieldKind.TEXT, FieldKind.CHOICE, FieldKind.PERSON})


@dataclass(frozen=True, slots=True)
class Check:
    """Two SQL expressions over the text `t`: is it right, and its JSON if it is."""

    right: str
    json: str


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
        return tuple(
            Wanted(index, kinds.get(column, FieldKind.TEXT))
            for column, index in self.indexes.items()
        )

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
        """The select list of the fields' texts, named t0, t1 … in the fields' order."""
        return ", ".join(
            f"{self.written(each)} AS t{index}"
            for index, each in enumerate(self.dataset.writable)
        )

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
            SELECT line, key, payload, sha256(payload) AS digest, person, minor
            FROM (SELECT line, {place[self.dataset.key_field]} AS key,
                         {self.payload()} AS payload, {person} AS person, {minor} AS minor
                  FROM (SELECT staged.*{identities} FROM staged{joins} WHERE is_right))"""  # noqa: S608

    def _json(self, asked: Field) -> str:
        index = self.dataset.writable.index(asked)
        return self.check(asked).json.format(t=f"t{index}", i=f"i{index}")

    def _right(self, asked: Field, index: int) -> str:
        text = f"t{index}"
        right = self.check(asked).right.format(t=text)
        if asked.id == self.dataset.key_field:
            return (
                f"coalesce(trim({text}, ' ') <> '' AND length({text}) <= {LONGEST_KEY} "
                f"AND {right}, false)"
            )
        empty = "false" if asked.required else "true"
        return f"CASE WHEN {text} IS NULL THEN {empty} ELSE coalesce({right}, false) END"

    def check(self, asked: Field) -> Check:
        """The expressions of a field; a money field may take its currency from another."""
        if asked.kind is FieldKind.MONEY and not asked.has_fixed_currency:
            return self._in_own_currency(asked)
        return _CHECKS[asked.kind](asked, self.mapping.formats)

    def _in_own_currency(self, asked: Field) -> Check:
        holder = f"t{self.dataset.writable.index(self.dataset.field(asked.currency))}"
        checks = {each: _money(each, self.mapping.formats) for each in self.currencies}
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


def _text(_asked: Field, _formats: Formats) -> Check:
    right = f"(NOT contains({{t}}, chr(0)) AND length({{t}}) <= {LONGEST_TEXT})"
    return Check(right, "to_json({t})::VARCHAR")


def _person(_asked: Field, _formats: Formats) -> Check:
    fits = f"length({{t}}) <= {LONGEST_NAME}"
    right = f"(trim({{t}}, ' ') <> '' AND NOT contains({{t}}, chr(0)) AND {fits})"
    return Check(right, """'"' || {i} || '"'""")


def _choice(asked: Field, _formats: Formats) -> Check:
    return Check(f"{{t}} IN ({_listed(asked.choices)})", "to_json({t})::VARCHAR")


def _whole(_asked: Field, formats: Formats) -> Check:
    wanted = number_pattern(formats, digits=WHOLE_DIGITS, places=0)
    return Check(_matches(wanted), f"CAST(TRY_CAST({_plain(formats)} AS BIGINT) AS VARCHAR)")


def _decimal(_asked: Field, formats: Formats) -> Check:
    wanted = number_pattern(formats, digits=DECIMAL_DIGITS, places=DECIMAL_PLACES)
    number = f"CAST(TRY_CAST({_plain(formats)} AS DECIMAL(18,{DECIMAL_PLACES})) AS VARCHAR)"
    return Check(_matches(wanted), f"""'"' || {number} || '"'""")


def _fixed_money(asked: Field, formats: Formats) -> Check:
    return _money(asked.currency, formats)


def _money(currency: str, formats: Formats) -> Check:
    room = places(currency)
    wanted = number_pattern(formats, digits=MONEY_DIGITS, places=room)
    width = 18 if room <= 2 else 28  # the product below must fit, and 18 digits are faster
    amount = f"TRY_CAST({_plain(formats)} AS DECIMAL({width},{room}))"
    # Multiplied as a decimal and whole by then: nothing is rounded on the way to minor units.
    return Check(_matches(wanted), f"CAST(CAST({amount} * {10**room} AS BIGINT) AS VARCHAR)")


def _date(_asked: Field, formats: Formats) -> Check:
    read = f"try_strptime(trim({{t}}, ' '), {_braced(literal(formats.dates))})"
    right = f"({_matches(pattern(formats.dates))} AND year({read}) BETWEEN 1000 AND 9999)"
    if formats.dates == ISO_DATE:
        return Check(right, """'"' || trim({t}, ' ') || '"'""")
    return Check(right, f"""'"' || strftime({read}, '%Y-%m-%d') || '"'""")


def _instant(_asked: Field, formats: Formats) -> Check:
    # The engine's own format does not know that Z is an offset.
    text = "regexp_replace(trim({t}, ' '), 'Z$', '+00:00')"
    read = f"try_strptime({text}, {_braced(literal(formats.instants))})"
    utc = f"timezone('UTC', {read})" if "%z" in formats.instants else read
    right = f"({_matches(pattern(formats.instants))} AND year({utc}) BETWEEN 1000 AND 9999)"
    return Check(right, f"""'"' || strftime({utc}, '%Y-%m-%dT%H:%M:%S.%fZ') || '"'""")


def _yes_no(_asked: Field, formats: Formats) -> Check:
    yes, no = _listed(formats.yes), _listed(formats.no)
    text = "trim({t}, ' ')"
    json = f"CASE WHEN {text} IN ({yes}) THEN 'true' WHEN {text} IN ({no}) THEN 'false' END"
    return Check(f"{text} IN ({yes}, {no})", json)


def _matches(wanted: str) -> str:
    return f"regexp_full_match(trim({{t}}, ' '), {_braced(literal(wanted))})"


def _plain(formats: Formats) -> str:
    """The SQL of `rules.formats.plain_number`."""
    text = "trim({t}, ' ')"
    if formats.thousands:
        text = f"replace({text}, {literal(formats.thousands)}, '')"
    return (
        text if formats.decimal == "." else f"replace({text}, {literal(formats.decimal)}, '.')"
    )


def _listed(words: Iterable[str]) -> str:
    return ", ".join(_braced(literal(each)) for each in words)


def _braced(text: str) -> str:
    """Braces doubled, since `{t}` is filled in later."""
    return text.replace("{", "{{").replace("}", "}}")


_CHECKS: dict[FieldKind, Callable[[Field, Formats], Check]] = {
    FieldKind.TEXT: _text,
    FieldKind.CHOICE: _choice,
    FieldKind.WHOLE: _whole,
    FieldKind.DECIMAL: _decimal,
    FieldKind.MONEY: _fixed_money,
    FieldKind.DATE: _date,
    FieldKind.INSTANT: _instant,
    FieldKind.YES_NO: _yes_no,
    FieldKind.PERSON: _person,
}
