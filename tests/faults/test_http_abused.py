"""Requests that no browser sends: each is refused by itself, and the server goes on."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from rumbo.config.http import LONGEST_HEAD
from tests.calling import EVENTS, SINGLE
from tests.installation import installation_in
from tests.push_server import Pushing, pushing_in
from tests.pushing import event

PIECE = 16 * 1024
# Far beyond what the buffers at both ends hold; a server that reads on takes this and more.
MOST = 16 * 1024 * 1024
START = b"POST /api/records/events HTTP/1.1\r\nHost: localhost\r\n"
CHUNKED = START + b"Transfer-Encoding: chunked\r\n\r\n"
ENDLESS = {
    "one-header": (START + b"X-Long: ", b"a"),
    "many-headers": (START, b"X-Many: a\r\n"),
    "address": (b"GET /", b"a"),
    "chunk-extension": (CHUNKED + b"1;", b"a"),
    "trailer": (CHUNKED + b"1\r\n{\r\n0\r\nX-Trailer: ", b"a"),
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pushing]:
    with installation_in(tmp_path_factory.mktemp("abused")) as own:
        pushing = pushing_in(own)
        with pushing.server():
            yield pushing


@contextmanager
def connected(pushing: Pushing) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", pushing.port), timeout=20) as connection:
        yield connection


def sent_until_cut_off(connection: socket.socket, piece: bytes) -> int:
    """How many bytes an end takes that never stops sending; at most about `MOST`."""
    sent = 0
    while sent < MOST:
        try:
            connection.sendall(piece)
        except OSError:
            break
        sent += len(piece)
    return sent


@pytest.mark.parametrize("name", ENDLESS)
def test_what_has_no_end_is_cut_off(served: Pushing, name: str) -> None:
    start, more = ENDLESS[name]
    with connected(served) as connection:
        connection.sendall(start)
        sent = sent_until_cut_off(connection, more * (PIECE // len(more)))
    assert sent < MOST
    with served.client() as client:
        assert client.get("/api/openapi.json").is_success


def test_the_refusal_says_what_was_too_long(served: Pushing) -> None:
    with connected(served) as connection:
        connection.sendall(START + b"X-Long: " + b"a" * LONGEST_HEAD)
        assert connection.recv(1_000).startswith(b"HTTP/1.1 431 ")


def test_a_long_head_within_the_limit_and_a_long_body_are_read(served: Pushing) -> None:
    with served.client() as client:
        sent = {**event(1, "D1", 1), "comment": "x" * 60_000}
        headers = {"Content-Type": SINGLE, "X-Long": "a" * (LONGEST_HEAD - 2_000)}
        answer = client.post(EVENTS, json=sent, headers=headers)
    assert answer.status_code == 202, answer.text
