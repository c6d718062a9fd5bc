"""By what a body is known again; where it may hold personal values, not without a key.

A plain digest can be tried with guesses by whoever holds the database: the record tells the
rest of what the event said. A keyed one cannot without the installation's key, and still tells
one body from another after the person it spoke of was erased (docs/adr/0016-erasure.md).
"""

from rumbo.vault.installation import keyed_digest

PURPOSE = "delivery"


def keyed(plain: str) -> str:
    """A digest in which no guess can be tried.

    It is made of the plain one, so that those kept before there were keyed ones could be keyed.
    """
    return keyed_digest(PURPOSE, plain)


def is_of(held: str, plain: str) -> bool:
    """Whether a kept digest, plain or keyed, is of the body that has this plain one."""
    return held in {plain, keyed(plain)}
