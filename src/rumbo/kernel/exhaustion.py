"""A machine that has run out of disk or memory: neither a fault of ours nor a wrong input.

Each library has an error of its own for it, and wraps those of others; the chain is searched.
"""

import errno
from collections.abc import Iterator

from rumbo.kernel.problems import Problem

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
# The five-digit codes are PostgreSQL's (appendix A of its manual, class 53).
_DISK = ("no space left on device", "disk is full", "disk quota exceeded", "53100")
_MEMORY = ("out of memory", "unable to allocate", "failed to launch worker thread", "53200")


def exhausted(error: BaseException, *, home: str) -> Problem | None:
    """The problem that tells of a full disk or too little memory; None for any other fault.

    `home` is the folder of the data, as a person knows it.

    >>> exhausted(OSError(errno.ENOSPC, "No space left on device"), home="var").code
    'installation.disk-full'
    >>> exhausted(ValueError("a fault of ours"), home="var") is None
    True
    """
    chain = tuple(_chain(error))
    if any(map(_is_disk, chain)):
        return Problem("installation.disk-full", facts={"home": home})
    if any(map(_is_memory, chain)):
        return Problem("installation.out-of-memory")
    return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        following = following.__cause__ or following.__context__


def _is_disk(error: BaseException) -> bool:
    return (isinstance(error, OSError) and error.errno in _FULL) or _says(error, _DISK)


def _is_memory(error: BaseException) -> bool:
    return isinstance(error, MemoryError) or _no_thread(error) or _says(error, _MEMORY)


def _no_thread(error: BaseException) -> bool:
    """Python's own words for a thread whose stack found no room."""
    return isinstance(error, RuntimeError) and str(error) == "can't start new thread"


def _says(error: BaseException, marks: tuple[str, ...]) -> bool:
    """Whether an error of a database or engine is of this kind, by its code or its words."""
    if not _is_of_an_engine(error):
        return False
    text = f"{getattr(error, 'sqlstate', '')} {error}".lower()
    return any(mark in text for mark in marks)


def _is_of_an_engine(error: BaseException) -> bool:
    """Words are taken for a sign only where they are the engine's own, and not a person's."""
    package = type(error).__module__.partition(".")[0]
    return package in {"sqlite3", "psycopg", "duckdb", "_duckdb", "pyarrow"}
