"""How the server reads HTTP: by a fast parser, held to a limit that the parser lacks."""

import logging
from http import HTTPStatus

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LOG = logging.getLogger("rumbo.http")
# A head that is longer is not one that a browser or a program sends.
LONGEST_HEAD = 64 * 1024
TOO_LONG = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
REFUSAL = (
    f"HTTP/1.1 {TOO_LONG.value} {TOO_LONG.phrase}\r\n"
    "Content-Length: 0\r\nConnection: close\r\n\r\n"
).encode()


class LimitedHttp(HttpToolsProtocol):
    """Ends a connection whose head, trailers or chunk extensions grow without an end.

    The parser keeps a line until it is complete, however long; so what has arrived since it
    last came to something is counted here.
    """

    _pending = 0

    def data_received(self, data: bytes) -> None:
        self._pending += len(data)
        super().data_received(data)
        if self._pending > LONGEST_HEAD and not self.transport.is_closing():
            LOG.warning(
                "a request whose head is longer than %d bytes was refused", LONGEST_HEAD
            )
            self.transport.write(REFUSAL)
            self.transport.close()

    def on_headers_complete(self) -> None:
        self._pending = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._pending = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._pending = 0
        super().on_message_complete()
