"""JSON read so that no figure passes through a float, and nothing is lost or guessed."""

import json
from collections.abc import Mapping, Sequence
from typing import Union

from rumbo.kernel.problems import Place, Problem, Refused

# Whole numbers longer than this are kept as they were written; no field holds them.
LONGEST_WHOLE = 40


class Written(str):
    """A JSON number with a fraction or an exponent, as it was written."""

    __slots__ = ()


Json = Union[str, int, bool, None, Written, Sequence["Json"], Mapping[str, "Json"]]  # noqa: UP007 - it names itself


def read_json(text: str | bytes, *, line: int = 0) -> Json:
    """One JSON value; raises Refused for anything that RFC 8259 does not allow.

    A name that stands twice in one object and numbers such as NaN are refused, because two
    readers would understand them in two ways. `line` is where the text stands in a stream.

    >>> read_json('{"value": 10.50}')
    {'value': '10.50'}
    """
    try:
        read: Json = _DECODER.decode(text if isinstance(text, str) else text.decode())
    except UnicodeDecodeError as error:
        raise Refused(Problem("push.encoding", Place(line=line))) from error
    except RecursionError as error:
        raise Refused(Problem("push.too-deep", Place(line=line))) from error
    except json.JSONDecodeError as error:
        place = Place("", line or error.lineno, error.colno)
        raise Refused(Problem("push.json", place)) from error
    return read


def _members(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise Refused(Problem("push.name-twice", facts={"name": shown(twice)}))
    return members


def _whole(text: str) -> int | Written:
    return int(text) if len(text) <= LONGEST_WHOLE else Written(text)


def _no_number(text: str) -> Json:
    raise Refused(Problem("push.not-a-number", facts={"value": text}))


def shown(value: object) -> str:
    """A value cut and made fit to be stored and shown."""
    return kept(str(value)[:80])


def kept(text: str) -> str:
    """A text without what no database takes: broken characters and NUL."""
    return text.encode(errors="replace").decode().replace("\0", "�")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_members,
    parse_float=Written,
    parse_int=_whole,
    parse_constant=_no_number,
)
