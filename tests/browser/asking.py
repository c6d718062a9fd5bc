"""Asking the demo without a browser: many pages, or what a page would log as an error."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from tests.installation import Served


@contextmanager
def signed_in(demo: Served, person: str, *, language: str = "en") -> Iterator[httpx.Client]:
    """A connection as a person of the demo, by key; as nobody when the key is empty."""
    with httpx.Client(base_url=demo.url, timeout=30) as client:
        if person:
            proof = {"csrfmiddlewaretoken": token_on(client, "/sign-in")}
            client.post("/preferences", data=proof | {"language": language})
            client.post(f"/sign-in/as/{person}", data=proof)
        yield client


def token_on(client: httpx.Client, path: str) -> str:
    """The proof that a page gives for writing."""
    found = re.search(r'"X-CSRFToken": ?"(\w+)"', client.get(path).text)
    assert found is not None
    return found[1]
