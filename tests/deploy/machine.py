"""What a test asks the machine: which processes live, what a page answers."""

import os
from pathlib import Path


def processes_of(data: Path) -> list[str]:
    """Command lines of the processes that work on a data folder, this one excepted."""
    mark = f"DUIXIAN_DATA={data}".encode()
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            if mark in (entry / "environ").read_bytes().split(b"\0"):
                found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        except OSError:
            continue
    return found
