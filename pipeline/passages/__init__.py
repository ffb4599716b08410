"""Bytes of any format we read to ordered passages with spans.

To add a format, add its reader and one line to `READERS`. The libraries of the office formats are loaded when needed.
"""

from collections.abc import Callable
from pathlib import PurePath

from pipeline.errors import Unreadable
from pipeline.passages.html import read_html
from pipeline.passages.text import read_text
from pipeline.records import ParsedText
from schemas.codelists import MediaType


def _pdf(body: bytes, _: str | None) -> ParsedText:
    from pipeline.passages.pdf import read_pdf

    return read_pdf(body)


def _docx(body: bytes, _: str | None) -> ParsedText:
    from pipeline.passages.office import read_docx

    return read_docx(body)


def _xlsx(body: bytes, _: str | None) -> ParsedText:
    from pipeline.passages.office import read_xlsx

    return read_xlsx(body)


READERS: dict[str, Callable[[bytes, str | None], ParsedText]] = {
    MediaType.HTML: read_html,
    MediaType.TEXT: read_text,
    MediaType.PDF: _pdf,
    MediaType.DOCX: _docx,
    MediaType.XLSX: _xlsx,
}

SUFFIXES = {
    ".txt": MediaType.TEXT,
    ".html": MediaType.HTML,
    ".htm": MediaType.HTML,
    ".pdf": MediaType.PDF,
    ".docx": MediaType.DOCX,
    ".xlsx": MediaType.XLSX,
}
PDF_SIGNATURE, ARCHIVE_SIGNATURE = b"%PDF", b"PK\x03\x04"


def format_of(name: str, body: bytes) -> MediaType:
    """Format of a file by its first bytes, then by its name; text when neither says."""
    named = SUFFIXES.get(PurePath(name).suffix.lower())
    if body.startswith(PDF_SIGNATURE):
        return MediaType.PDF
    if body.startswith(ARCHIVE_SIGNATURE):
        return named if named is MediaType.XLSX else MediaType.DOCX
    return named or (MediaType.HTML if b"<html" in body[:1000].lower() else MediaType.TEXT)


def read(body: bytes, media_type: str, charset: str | None = None) -> ParsedText:
    """Passages of one document; `Unreadable` says what is wrong with the bytes."""
    reader = READERS.get(media_type)
    if reader is None:
        raise Unreadable(f"format {media_type} is not read; known are {', '.join(READERS)}")
    return reader(body, charset)
