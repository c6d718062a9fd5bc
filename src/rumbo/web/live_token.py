"""The short-lived permission to listen: signed, so that no stream asks a database."""

from django.core import signing

from rumbo.people.values import Viewer

_SALT = "rumbo.live"
# Longer than a stream lasts; whoever comes back later asks for a new one with their session.
LASTS_SECONDS = 15 * 60


def page_token(viewer: Viewer) -> str:
    """Sign who listens; the stream carries keys only, so it need not say what they may see."""
    return signing.TimestampSigner(salt=_SALT).sign(viewer.key)


def listener_of(token: str) -> str | None:
    """The key of the person who may listen, or None for a wrong or old token."""
    try:
        signer = signing.TimestampSigner(salt=_SALT)
        return signer.unsign(token, max_age=LASTS_SECONDS)
    except signing.BadSignature:
        return None
