"""Many programs that push at once, in one thread: what is measured is the server, not them.

A client library costs several times what the server spends on an event; here a request is
bytes made before the clock starts, and of an answer only its end and its status are looked at.
"""

import selectors
import socket
from collections import deque
from collections.abc import Iterable

ADDRESS = "127.0.0.1"
LARGEST_PIECE = 1 << 20


class Program:
    """One connection with the requests that it sends, each after the answer to the last."""

    def __init__(self, port: int, requests: Iterable[bytes]) -> None:
        self.socket = socket.create_connection((ADDRESS, port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.waiting = deque(requests)
        self.read = b""

    def hear(self) -> bool:
        """Read what has come; whether that completes an answer, which has to be a 202."""
        self.read += self.socket.recv(LARGEST_PIECE)
        head, ended, body = self.read.partition(b"\r\n\r\n")
        if not ended or len(body) < _length(head):
            return False
        if b" 202 " not in head[:20]:
            raise RuntimeError(self.read.decode())
        self.read = b""
        return True


def send(requests: list[bytes], *, port: int, programs: int) -> None:
    """Send every request over so many connections, and wait for every answer."""
    with selectors.DefaultSelector() as selector:
        for start in range(programs):
            each = Program(port, requests[start::programs])
            selector.register(each.socket, selectors.EVENT_READ, each)
            _go_on(selector, each)
        while selector.get_map():
            for key, _ in selector.select(120):
                if key.data.hear():
                    _go_on(selector, key.data)


def request(body: bytes, *, secret: str, media_type: str) -> bytes:
    head = (
        "POST /api/records/events HTTP/1.1",
        f"Host: {ADDRESS}",
        f"Authorization: Bearer {secret}",
        f"Content-Type: {media_type}",
        f"Content-Length: {len(body)}",
    )
    return "\r\n".join((*head, "", "")).encode() + body


def _go_on(selector: selectors.BaseSelector, program: Program) -> None:
    """The next request of a program; without one it leaves."""
    if program.waiting:
        program.socket.sendall(program.waiting.popleft())
        return
    selector.unregister(program.socket)
    program.socket.close()


def _length(head: bytes) -> int:
    name = b"content-length: "
    start = head.lower().index(name) + len(name)
    return int(head[start : start + 20].split(b"\r")[0])
