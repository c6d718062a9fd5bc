"""Each kind of value as SQL: the expressions of `rules.values` over the text of a cell."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rumbo.kernel.money import places
from rumbo.records.projection.tables import literal
from rumbo.records.rules.dataset import Field, FieldKind
from rumbo.records.rules.formats import Formats, number_pattern, pattern
from rumbo.records.rules.values import (
    DECIMAL_DIGITS,
    DECIMAL_PLACES,
    LONGEST_NAME,
    LONGEST_TEXT,
    MONEY_DIGITS,
    WHOLE_DIGITS,
)

ISO_DATE = "%Y-%m-%d"
TEXTS = frozenset({FieldKind.TEXT, FieldKind.CHOICE, FieldKind.PERSON})
# The engine's trim costs more than all else that is asked of a value: only where it must be.
BARE = "CASE WHEN contains({t}, ' ') THEN trim({t}, ' ') ELSE {t} END"
IS_BLANK = "CASE WHEN starts_with({t}, ' ') THEN trim({t}, ' ') = '' ELSE false END"


@dataclass(frozen=True, slots=True)
class Check:
    """Two SQL expressions over a text `t`: is it right, and its JSON if it is.

    Any but a text of `TEXTS` is without the spaces around it (`BARE`).
    """

    right: str
    json: str


def check(asked: Field, formats: Formats) -> Check:
    """The expressions of a field; of money, when it is all in one currency."""
    return _CHECKS[asked.kind](asked, formats)


def _text(_asked: Field, _formats: Formats) -> Check:
    right = f"(NOT contains({{t}}, chr(0)) AND length({{t}}) <= {LONGEST_TEXT})"
    return Check(right, "to_json({t})::VARCHAR")


def _person(_asked: Field, _formats: Formats) -> Check:
    fits = f"length({{t}}) <= {LONGEST_NAME}"
    right = f"(NOT {IS_BLANK} AND NOT contains({{t}}, chr(0)) AND {fits})"
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
    return money(asked.currency, formats)


def money(currency: str, formats: Formats) -> Check:
    room = places(currency)
    wanted = number_pattern(formats, digits=MONEY_DIGITS, places=room)
    width = 18 if room <= 2 else 28  # the product below must fit, and 18 digits are faster
    amount = f"TRY_CAST({_plain(formats)} AS DECIMAL({width},{room}))"
    # Multiplied as a decimal and whole by then: nothing is rounded on the way to minor units.
    return Check(_matches(wanted), f"CAST(CAST({amount} * {10**room} AS BIGINT) AS VARCHAR)")


def _date(_asked: Field, formats: Formats) -> Check:
    if formats.dates == ISO_DATE:
        return _iso_date()
    read = f"try_strptime({{t}}, {_braced(literal(formats.dates))})"
    right = f"({_matches(pattern(formats.dates))} AND year({read}) BETWEEN 1000 AND 9999)"
    return Check(right, f"""'"' || strftime({read}, '%Y-%m-%d') || '"'""")


def _iso_date() -> Check:
    # The engine reads more spellings than this one, and writes this one only.
    read = "TRY_CAST({t} AS DATE)"
    right = f"(CAST({read} AS VARCHAR) = {{t}} AND year({read}) BETWEEN 1000 AND 9999)"
    return Check(right, """'"' || {t} || '"'""")


def _instant(_asked: Field, formats: Formats) -> Check:
    # The engine's own format does not know that Z is an offset.
    text = "regexp_replace({t}, 'Z$', '+00:00')"
    read = f"try_strptime({text}, {_braced(literal(formats.instants))})"
    utc = f"timezone('UTC', {read})" if "%z" in formats.instants else read
    right = f"({_matches(pattern(formats.instants))} AND year({utc}) BETWEEN 1000 AND 9999)"
    return Check(right, f"""'"' || strftime({utc}, '%Y-%m-%dT%H:%M:%S.%fZ') || '"'""")


def _yes_no(_asked: Field, formats: Formats) -> Check:
    yes, no = _listed(formats.yes), _listed(formats.no)
    json = f"CASE WHEN {{t}} IN ({yes}) THEN 'true' WHEN {{t}} IN ({no}) THEN 'false' END"
    return Check(f"{{t}} IN ({yes}, {no})", json)


def _matches(wanted: str) -> str:
    return f"regexp_full_match({{t}}, {_braced(literal(wanted))})"


def _plain(formats: Formats) -> str:
    """The SQL of `rules.formats.plain_number`."""
    text = "{t}"
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
