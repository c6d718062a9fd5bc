"""Where tests write: in memory where there is enough of it, since nothing of it is to last."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - a private folder is made in it
ENOUGH = 8 * 1024**3


@contextmanager
def scratch_folder() -> Iterator[None]:
    """The folder for temporary files of this process and its children until the block ends."""
    in_memory = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ENOUGH
    own = tempfile.mkdtemp(prefix="rumbo-tests-", dir=MEMORY if in_memory else None)
    # A database server may run as another user, within a folder of its own.
    Path(own).chmod(0o711)
    before, os.environ["TMPDIR"] = os.environ.get("TMPDIR"), own
    tempfile.tempdir = None
    try:
        yield
    finally:
        os.environ.pop("TMPDIR")
        if before is not None:
            os.environ["TMPDIR"] = before
        tempfile.tempdir = None
        shutil.rmtree(own, ignore_errors=True)
