"""Whom and what this data folder remembers as erased, whatever backup comes back.

A line each: the key of a person, or `dataset/key` of a record.
"""

from pathlib import Path

from django.conf import settings

FILE = "erasures"


def remembered_people() -> tuple[str, ...]:
    return tuple(each for each in _lines() if "/" not in each)


def remembered_records() -> tuple[tuple[str, str], ...]:
    """The dataset and the key of each."""
    found = (each.partition("/") for each in _lines() if "/" in each)
    return tuple((dataset, key) for dataset, _, key in found)


def remember(line: str) -> None:
    if line not in _lines():
        with _file().open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")


def _lines() -> tuple[str, ...]:
    file = _file()
    listed = file.read_text("utf-8").split("\n") if file.exists() else []
    return tuple(dict.fromkeys(each for each in listed if each))


def _file() -> Path:
    return Path(settings.RUMBO_HOME) / FILE
