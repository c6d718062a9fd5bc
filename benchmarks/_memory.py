"""The most memory that a process has held, without what its parent held before it."""

import os
from pathlib import Path


def peak_of(process: int | None = None) -> int:
    """The peak of a process, or of this one, in MiB.

    What `getrusage` tells of a started program begins with the peak of whoever started it.
    """
    status = Path(f"/proc/{process or os.getpid()}/status").read_text()
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(peak.split()[1]) // 1024
