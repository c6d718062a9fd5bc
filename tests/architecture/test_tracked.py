"""Nothing committed knows the machine it was written on, or where packages come from."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import named, tracked

BINARY = {".woff2", ".png", ".mo", ".xlsx", ".parquet", ".ico"}
# Written apart, so that this file does not contain what it looks for.
HOSTS = ["py" + "pi.org", "python" + "hosted.org", "registry.npm" + "js", "deb.deb" + "ian.org"]
FOLDERS = ["ho" + "me/", "ro" + "ot/", "tm" + "p/", "wo" + "rk/", "Us" + "ers/"]
FORBIDDEN = re.compile(
    "|".join(re.escape(host) for host in HOSTS) + r"|(?<![\w.~-])/(" + "|".join(FOLDERS) + ")"
)


@pytest.mark.parametrize(
    "path", [path for path in tracked() if path.suffix not in BINARY], ids=named
)
def test_no_registry_host_and_no_machine_path(path: Path) -> None:
    found = FORBIDDEN.search(path.read_text(encoding="utf-8", errors="replace"))
    assert found is None, found


def test_no_lock_file_that_names_registries() -> None:
    assert tracked("uv.lock") + tracked("package-lock.json") == []
