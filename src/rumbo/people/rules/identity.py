"""How two spellings of the same person are recognised: exactly, after normalising."""

import hashlib
import unicodedata

# Marks that change the direction of text or take no room: a name never needs them.
_INVISIBLE = {"Cf", "Cc"}


def clean(value: str) -> str:
    """A name without control or bidi marks, with single spaces, composed (NFC)."""
    visible = (" " if each.isspace() else each for each in value)
    kept = "".join(each for each in visible if unicodedata.category(each) not in _INVISIBLE)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def normalised(value: str) -> str:
    """The form in which identities are compared; case and spacing do not count.

    >>> normalised("  José  PÉREZ ") == normalised("Jose\\u0301 Pérez")
    True
    """
    return unicodedata.normalize("NFC", clean(value).casefold())


def fingerprint(value: str) -> str:
    """SHA-256 (hex) of the normalised value: of any length, compared in one index."""
    return hashlib.sha256(normalised(value).encode()).hexdigest()
