"""The file of this process: the lowest free one, held by a lock that dies with the process."""

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path

MOST_SLOTS = 256


class NoFreeSlot(RuntimeError):
    """More processes hold projection files than one data folder allows."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A claimed projection file; the descriptor keeps the claim."""

    file: Path
    descriptor: int

    def forget(self) -> None:
        """Close the descriptor; in a forked child the parent keeps the claim."""
        os.close(self.descriptor)

    def say(self, state: str) -> None:
        """Tell other processes of which state of the log the file is."""
        os.ftruncate(self.descriptor, 0)
        os.pwrite(self.descriptor, state.encode(), 0)

    def discard(self) -> None:
        """Delete the file and what the engine keeps beside it."""
        for name in (self.file.name, f"{self.file.name}.wal"):
            self.file.with_name(name).unlink(missing_ok=True)


def discard_free(folder: Path, *, but: str, state: str) -> bool:
    """Delete every file that nobody has claimed, except one.

    Whether all that others have open are of this state of the log.
    """
    left = False
    for file in sorted(folder.glob("*.duckdb")):
        if file.name == but:
            continue
        descriptor = os.open(file.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            Slot(file, descriptor).discard()
        except OSError:
            # Whoever has it open has said of which state of the log it is.
            left = left or file.with_suffix(".lock").read_text() != state
        finally:
            os.close(descriptor)
    return not left


def claim(folder: Path) -> Slot:
    """Claim the lowest free file of a folder, which is made if need be; raises NoFreeSlot."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(MOST_SLOTS):
        descriptor = os.open(folder / f"{number}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            continue
        return Slot(folder / f"{number}.duckdb", descriptor)
    raise NoFreeSlot(str(folder))
