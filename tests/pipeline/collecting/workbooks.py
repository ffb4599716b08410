"""Office files as they should not be."""

import io
import random
import zipfile
from collections.abc import Callable

JUNK = random.Random(20211227).randbytes(9000)


def repacked(archive: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The archive with parts changed, or left out where `change` gives None."""
    source, target = zipfile.ZipFile(io.BytesIO(archive)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            part = change(name, source.read(name))
            if part is not None:
                packed.writestr(name, part)
    return target.getvalue()


def bomb(archive: bytes) -> bytes:
    """A few hundred kilobytes whose first sheet unpacks to 300 MB."""
    return repacked(archive, lambda name, part: bytes(300_000_000) if name.endswith("sheet1.xml") else part)


def with_broken_sheet(archive: bytes, sheet: bytes) -> bytes:
    return repacked(archive, lambda name, part: sheet if name.endswith("sheet1.xml") else part)


def with_broken_compression(archive: bytes) -> bytes:
    """Directory intact, compressed bytes of the first sheet not."""
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        entry = packed.getinfo("xl/worksheets/sheet1.xml")
    start = entry.header_offset + 30 + len(entry.filename) + 2
    return archive[:start] + b"\xff" * 40 + archive[start + 40 :]
