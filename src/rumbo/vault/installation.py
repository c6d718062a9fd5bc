"""The key of this installation: it hides what the database keeps for us, and lives outside it.

`RUMBO_VAULT_KEY` may hold several secrets, separated by commas: the first hides, each of them
still shows what it hid, so that a key can be changed without losing anything.
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class WrongKey(Exception):
    """What is hidden was hidden with another key than this installation's."""


def hide(content: bytes) -> bytes:
    """Content that only this installation can show again."""
    return _fernet(_keys()).encrypt(content)


def show(hidden: bytes) -> bytes:
    """What was hidden; raises WrongKey."""
    try:
        return _fernet(_keys()).decrypt(hidden)
    except InvalidToken as error:
        raise WrongKey from error


def keyed_digest(purpose: str, content: str) -> str:
    """HMAC-SHA256 (hex): equal for equal content, and not to be guessed without the key.

    It is always made with the last secret listed, so that a new one put in front changes none.
    """
    key = hashlib.sha256(b"digest:" + _keys()[-1].encode()).digest()
    return hmac.new(key, f"{purpose}\0{content}".encode(), hashlib.sha256).hexdigest()


def _keys() -> tuple[str, ...]:
    return tuple(settings.RUMBO_VAULT_KEYS)


@lru_cache(maxsize=4)
def _fernet(keys: Sequence[str]) -> MultiFernet:
    # A secret may be any text: its digest has the length that the cipher wants.
    digests = (hashlib.sha256(b"vault:" + each.encode()).digest() for each in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(each)) for each in digests])
