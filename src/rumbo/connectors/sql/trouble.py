"""What a driver complained of, as a problem of ours; the address stays out of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, NoSuchModuleError, SQLAlchemyError

from rumbo.connectors.sql.address import scrubbed
from rumbo.kernel.problems import Problem, Refused

LONGEST = 300
SIGN_IN = {"28000", "28P01"}
TOO_LONG = {"57014"}
READ_ONLY = {"25006"}
# Words by which drivers without such codes say the same.
WORDS = (
    ("source.sign-in", ("access denied", "login failed", "password authentication")),
    ("source.too-long", ("timeout", "timed out", "interrupted", "execution time")),
    ("source.writes", ("read-only", "readonly", "read only")),
)


@contextmanager
def told_plainly(url: URL, *, phase: str) -> Iterator[None]:
    """Turn whatever a driver raises into Refused; `phase` is `connect` or `query`."""
    try:
        yield
    except ModuleNotFoundError as error:
        facts = {"driver": error.name or "", "kind": url.get_backend_name()}
        raise Refused(Problem("source.driver", facts=facts)) from None
    except NoSuchModuleError:
        facts = {"driver": "", "kind": url.drivername}
        raise Refused(Problem("source.driver", facts=facts)) from None
    except (SQLAlchemyError, OSError, TypeError, ValueError) as error:
        # Their texts and causes may repeat the address, so that none of them is kept.
        raise Refused(_problem(error, url, phase=phase)) from None


def _problem(error: Exception, url: URL, *, phase: str) -> Problem:
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    reason = scrubbed(" ".join(str(cause).split()), url)[:LONGEST]
    state = str(getattr(cause, "sqlstate", "") or "")
    return Problem(_code(error, state, reason, phase=phase), facts={"reason": reason})


def _code(error: Exception, state: str, reason: str, *, phase: str) -> str:
    for code, states in (
        ("source.sign-in", SIGN_IN),
        ("source.too-long", TOO_LONG),
        ("source.writes", READ_ONLY),
    ):
        if state in states:
            return code
    for code, words in WORDS:
        if any(each in reason.lower() for each in words):
            return code
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    if phase == "connect" or lost:
        return "source.unreachable"
    return "source.failed"
