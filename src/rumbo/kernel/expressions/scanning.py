"""Text into words: what is not a word of the language is refused before anything parses it.

The parser never sees a name, number or text of the user: each becomes a placeholder of the same
length, so that no word can mean anything to SQL and every leaf keeps its place.
"""

import difflib
import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from rumbo.kernel.expressions.nodes import (
    FUNCTIONS,
    Day,
    Expression,
    Name,
    Nothing,
    Number,
    Percent,
    Words,
    YesNo,
)
from rumbo.kernel.problems import Place, Problem, Refused

LONGEST = 2000
DEEPEST = 25
LONGEST_TEXT = 200
WHOLE_DIGITS = 18
PLACES = 8
KEYWORDS = frozenset(
    ["and", "or", "not", "in", "is", "between", "case", "when", "then", "else", "end"]
)
_CONSTANTS: dict[str, Expression] = {
    "true": YesNo(value=True),
    "false": YesNo(value=False),
    "null": Nothing(),
}
# A dot leads through a link to a field of another record; it is one name, and one step only.
# Letters of other alphabets may look like ours, so only ASCII is a word outside of quotes.
_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+)
    |(?P<date>(?i:date)[ ]+'(?P<day>[^']*)')
    |(?P<text>'(?:[^']|'')*')
    |(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<percent>[ ]?%)?(?![\w.%])
    |(?P<word>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)?)
    |(?P<symbol><>|<=|>=|!=|[-+*/<>=(),])""",
    re.VERBOSE | re.ASCII,
)
_CLASH = re.compile(r"--|[-+*/<>=!][+*/<>=!]")
_PLACEHOLDERS = 0xE000


@dataclass(frozen=True, slots=True)
class Scanned:
    """An expression as the parser may see it: same length, with placeholders for every leaf."""

    text: str
    place: Place
    sql: str
    leaves: tuple[Expression, ...]

    def leaf(self, identifier: str) -> Expression | None:
        index = ord(identifier[0]) - _PLACEHOLDERS
        return self.leaves[index] if 0 <= index < len(self.leaves) else None


def shifted(place: Place, text: str, offset: int) -> Place:
    """The place of a character, where the file's column is known and the line is the first."""
    if not place.column or "\n" in text[:offset]:
        return place
    return replace(place, column=place.column + offset)


def scan(text: str, *, place: Place) -> Scanned:
    """Read the words of an expression; raises Refused with every word that is not one."""
    if len(text) > LONGEST:
        facts = {"length": str(len(text)), "limit": str(LONGEST)}
        raise Refused(Problem("expression.too-long", place, facts))
    if not text.strip():
        raise Refused(Problem("expression.empty", place))
    scanner = _Scanner(text, place)
    scanner.read()
    if scanner.problems:
        raise Refused(*scanner.problems)
    return Scanned(text, place, "".join(scanner.seen), tuple(scanner.leaves))


class _Scanner:
    def __init__(self, text: str, place: Place) -> None:
        self.text = text
        self.place = place
        self.seen: list[str] = []
        self.leaves: list[Expression] = []
        self.problems: list[Problem] = []
        self.depth = 0
        self.prefixes = 0

    def read(self) -> None:
        offset = 0
        while offset < len(self.text) and len(self.problems) < 10:
            found = _TOKEN.match(self.text, offset)
            if found is None:
                offset += self._unreadable(offset)
                continue
            self._token(found)
            offset = found.end()
        if self.depth > 0:
            self._problem("expression.bracket", len(self.text))

    def _token(self, found: re.Match[str]) -> None:
        kind, offset = found.lastgroup or "", found.start()
        if kind != "space":
            self._count_prefixes(found.group().lower(), offset)
        if kind not in {"space", "symbol"}:
            self._refuse_joined(found.group(), offset)
        match kind:
            case "space":
                self.seen.append(" " * len(found.group()))
            case "symbol":
                self._symbol(found.group(), offset)
            case "word":
                self._word(found.group(), offset)
            case _:
                self._literal(found)

    def _count_prefixes(self, word: str, offset: int) -> None:
        """A run of `not` or `-` nests as deeply as brackets do."""
        self.prefixes = self.prefixes + 1 if word in {"not", "-", "+"} else 0
        if self.prefixes == DEEPEST:
            self._problem("expression.too-deep", offset, limit=str(DEEPEST))

    def _refuse_joined(self, word: str, offset: int) -> None:
        """Two words without a space between them, as in `e'text'`, would read as one."""
        before = self.seen[-1][-1] if self.seen else " "
        if before == "_" or before.isalnum() or ord(before) >= _PLACEHOLDERS:
            self._problem("expression.not-understood", offset, near=word[:40])

    def _symbol(self, symbol: str, offset: int) -> None:
        clash = _CLASH.match(self.text, offset + len(symbol) - 1)
        if clash:
            self._problem("expression.symbol", offset, symbol=clash.group())
        self._nest({"(": 1, ")": -1}.get(symbol, 0), offset)
        self.seen.append(symbol)

    def _nest(self, step: int, offset: int) -> None:
        self.depth += step
        if self.depth < 0:
            self.depth = 0
            self._problem("expression.bracket", offset)
        if step > 0 and self.depth == DEEPEST + 1:
            self._problem("expression.too-deep", offset, limit=str(DEEPEST))

    def _word(self, word: str, offset: int) -> None:
        lower = word.lower()
        if lower in KEYWORDS:
            self._nest({"case": 1, "end": -1}.get(lower, 0), offset)
            self.seen.append(word)
        elif self._is_called(offset + len(word)):
            self._function(word, offset)
        else:
            self._leaf(_CONSTANTS.get(lower, Name(word)), word, offset)

    def _is_called(self, offset: int) -> bool:
        return self.text[offset:].lstrip().startswith("(")

    def _function(self, word: str, offset: int) -> None:
        if word.lower() not in FUNCTIONS:
            near = difflib.get_close_matches(word.lower(), FUNCTIONS, n=1)
            known = ", ".join(FUNCTIONS)
            facts = {"name": word[:80], "near": near[0] if near else "", "known": known}
            self._problem("expression.unknown-function", offset, **facts)
        self.seen.append(word.lower())

    def _literal(self, found: re.Match[str]) -> None:
        offset, word = found.start(), found.group()
        if found["day"] is not None:
            node = self._day(found["day"], offset)
        elif found["text"] is not None:
            node = self._words(found["text"][1:-1].replace("''", "'"), offset)
        else:
            node = self._number(found, offset)
        self._leaf(node, word, offset)

    def _day(self, text: str, offset: int) -> Expression:
        try:
            return Day(date.fromisoformat(text))
        except ValueError:
            self._problem("expression.not-a-date", offset, value=text[:40])
            return Nothing()

    def _words(self, text: str, offset: int) -> Expression:
        if len(text) > LONGEST_TEXT or not text.isprintable():
            self._problem("expression.text", offset, limit=str(LONGEST_TEXT))
        return Words(text)

    def _number(self, found: re.Match[str], offset: int) -> Expression:
        whole, _, fraction = found["number"].partition(".")
        if len(whole) > WHOLE_DIGITS or len(fraction) > PLACES - 2 * bool(found["percent"]):
            facts = {"digits": str(WHOLE_DIGITS), "places": str(PLACES)}
            self._problem("expression.number", offset, **facts)
            return Nothing()
        value = Decimal(found["number"])
        return Percent(value.scaleb(-2)) if found["percent"] else Number(value)

    def _leaf(self, node: Expression, word: str, offset: int) -> None:
        placed = replace(node, place=shifted(self.place, self.text, offset))
        placeholder = chr(_PLACEHOLDERS + len(self.leaves))
        self.leaves.append(placed)
        self.seen.append(placeholder + "_" * (len(word) - 1))

    def _unreadable(self, offset: int) -> int:
        """Report a character that begins no word; gives how far to skip."""
        character = self.text[offset]
        code = {'"': "expression.double-quote", "'": "expression.open-quote"}
        length = len(self.text) if character in code else self._run(offset)
        written = self.text[offset : offset + length][:20]
        self._problem(code.get(character, "expression.character"), offset, character=written)
        return length

    def _run(self, offset: int) -> int:
        """A strange number such as 1e9 is one fault, not one per character."""
        found = re.compile(r"[\w.%]+").match(self.text, offset)
        return len(found.group()) if found else 1

    def _problem(self, code: str, offset: int, **facts: str) -> None:
        self.problems.append(Problem(code, shifted(self.place, self.text, offset), facts))
