"""The installation's settings: one frozen value from the environment, or a clear refusal."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from rumbo.records.rules.address import Address, WrongAddress, address

LINKED = "RUMBO_LINKED_"


class WrongSetting(SystemExit):
    """A setting has a value that is not one of the allowed ones; the start stops here."""

    def __init__(self, name: str, value: str, allowed: str) -> None:
        super().__init__(f"{name} is «{value}»; allowed: {allowed}.")


@dataclass(frozen=True, slots=True)
class Environment:
    """What an administrator may say about this installation."""

    home: Path
    database: Mapping[str, object]
    secret_key: str
    vault_keys: tuple[str, ...]
    debug: bool
    hosts: tuple[str, ...]
    origins: tuple[str, ...]
    secure_cookies: bool
    proxy: bool
    linked: Mapping[str, Address]


def read_environment(given: Mapping[str, str]) -> Environment:
    """Read RUMBO_* variables; `NAME_FILE` names a file that holds a secret."""
    home = Path(given.get("RUMBO_HOME", "var")).resolve()
    url = _secret(given, "RUMBO_DATABASE_URL") or f"sqlite:///{home / 'rumbo.sqlite3'}"
    return Environment(
        home=home,
        database=database(url),
        secret_key=_secret(given, "RUMBO_SECRET_KEY") or _own_secret(home, "secret-key"),
        vault_keys=_vault_keys(given, home),
        debug=_switch(given, "RUMBO_DEBUG"),
        hosts=_listed(given, "RUMBO_HOSTS", "localhost,127.0.0.1,[::1]"),
        origins=_listed(given, "RUMBO_ORIGINS", ""),
        secure_cookies=_switch(given, "RUMBO_HTTPS"),
        proxy=_switch(given, "RUMBO_BEHIND_PROXY"),
        linked=dict(_linked(given)),
    )


def database(url: str) -> dict[str, object]:
    """A Django database from sqlite:///PATH or postgresql://USER:PASSWORD@HOST:PORT/NAME."""
    parts = urlsplit(url)
    match parts.scheme:
        case "sqlite":
            return _sqlite(parts.path[1:])
        case "postgresql" | "postgres":
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": unquote(parts.path[1:]),
                "USER": unquote(parts.username or ""),
                "PASSWORD": unquote(parts.password or ""),
                "HOST": unquote(parts.hostname or dict(parse_qsl(parts.query)).get("host", "")),
                "PORT": str(parts.port or ""),
                # Each request has a thread of its own: connections kept for a while would
                # pile up until the server refuses everybody.
                "CONN_MAX_AGE": 0,
            }
        case scheme:
            raise WrongSetting(
                "RUMBO_DATABASE_URL", scheme, "sqlite:///PATH, postgresql://USER@HOST/NAME"
            )


def _sqlite(path: str) -> dict[str, object]:
    # A writer takes its lock at BEGIN: a read that turns into a write would fail, not wait.
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas}
    test = {"NAME": f"{path}.test"} if path else {}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": options,
        "TEST": test,
    }


def _linked(given: Mapping[str, str]) -> Iterator[tuple[str, Address]]:
    """RUMBO_LINKED_<NAME>, and a token for it in RUMBO_LINKED_<NAME>_TOKEN or …_TOKEN_FILE."""
    for name in sorted(given):
        if name.startswith(LINKED) and not name.endswith(("_TOKEN", "_TOKEN_FILE")):
            try:
                found = address(given[name], token=_secret(given, f"{name}_TOKEN"))
            except WrongAddress as error:
                raise WrongSetting(name, given[name], str(error)) from error
            yield name.removeprefix(LINKED).lower(), found


def _secret(given: Mapping[str, str], name: str) -> str:
    file = given.get(f"{name}_FILE")
    return Path(file).read_text().strip() if file else given.get(name, "")


def _vault_keys(given: Mapping[str, str], home: Path) -> tuple[str, ...]:
    """The secrets that hide what the database keeps; the first one hides, each one shows."""
    listed = _secret(given, "RUMBO_VAULT_KEY") or _own_secret(home, "vault-key")
    return tuple(each.strip() for each in listed.split(",") if each.strip())


def _own_secret(home: Path, name: str) -> str:
    """A key made at the first start and kept beside the data, readable by the owner only."""
    file = home / name
    if not file.exists():
        home.mkdir(parents=True, exist_ok=True)
        draft = home / f".{name}.{secrets.token_hex(4)}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        # Of several processes that start at once, one gives the key and the others take it.
        with suppress(FileExistsError):
            file.hardlink_to(draft)
        draft.unlink()
    return file.read_text().strip()


def _switch(given: Mapping[str, str], name: str) -> bool:
    value = given.get(name, "no")
    if value not in {"yes", "no"}:
        raise WrongSetting(name, value, "yes, no")
    return value == "yes"


def _listed(given: Mapping[str, str], name: str, default: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in given.get(name, default).split(",") if part.strip())
