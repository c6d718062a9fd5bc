"""The address of a linked engine: where, whether encrypted, and with which token."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

HERE = "localhost"
ALLOWED = "sc://HOST:PORT, or sc://HOST:PORT/;use_ssl=true"


class WrongAddress(ValueError):
    """Not the address of a Spark Connect server; says what is allowed."""


@dataclass(frozen=True, slots=True)
class Address:
    """A Spark Connect server. The token is a secret: it is shown nowhere."""

    host: str
    port: int
    encrypted: bool
    token: str = field(default="", repr=False)

    def __str__(self) -> str:
        return f"sc://{self.host}:{self.port}"

    @property
    def whole(self) -> str:
        """The address as the client takes it, with the token."""
        options = ["use_ssl=true"] if self.encrypted else []
        options += [f"token={self.token}"] if self.token else []
        return f"{self}/;{';'.join(options)}" if options else str(self)


def address(text: str, *, token: str) -> Address:
    """Read an address; raises WrongAddress.

    >>> address("sc://spark.example:15002/;use_ssl=true", token="secret").whole
    'sc://spark.example:15002/;use_ssl=true;token=secret'
    """
    parts = urlsplit(text)
    options = parts.path.strip("/;")
    try:
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise WrongAddress(ALLOWED) from error
    if parts.scheme != "sc" or not host or not port or options not in {"", "use_ssl=true"}:
        raise WrongAddress(ALLOWED)
    if token and not options and host != HERE:
        # The client would encrypt all the same; said here, nobody is surprised by a handshake.
        raise WrongAddress(f"{ALLOWED}; a token is sent encrypted, or to {HERE}")
    return Address(host, port, bool(options), token)
