"""Sealing with a subject's key: the same content gives the same text, so that it compares.

AES-SIV needs no random number to be safe: equal content in the same place is told as equal,
and nothing else is.
"""

import base64

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

KEY_BYTES = 64


def new_key() -> bytes:
    """A key that nothing else was ever sealed with."""
    return AESSIV.generate_key(KEY_BYTES * 8)


def seal(content: str, *, key: bytes, place: str) -> str:
    """Content as text that only the key opens, and only at its place (such as a record).

    >>> key = bytes(range(64))
    >>> seal("Ana", key=key, place="a/1") == seal("Ana", key=key, place="a/1")
    True
    >>> seal("Ana", key=key, place="a/1") == seal("Ana", key=key, place="a/2")
    False
    """
    sealed = AESSIV(key).encrypt(content.encode(), [place.encode()])
    return base64.urlsafe_b64encode(sealed).decode()


def unseal(sealed: str, *, key: bytes, place: str) -> str | None:
    """What was sealed; None with another key or at another place."""
    try:
        content = base64.urlsafe_b64decode(sealed)
        return AESSIV(key).decrypt(content, [place.encode()]).decode()
    except (InvalidTag, ValueError):
        return None
