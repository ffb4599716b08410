"""Bytes of any format we read to ordered passages with spans.

To add a format, add its reader and one line to `READERS`.
"""

from collections.abc import Callable

from pipeline.errors import Unreadable
from pipeline.passages.html import read_html
from pipeline.passages.office import read_docx, read_xlsx
from pipeline.passages.pdf import read_pdf
from pipeline.passages.text import read_text
from pipeline.records import ParsedText
from schemas.codelists import MediaType

READERS: dict[str, Callable[[bytes, str | None], ParsedText]] = {
    MediaType.HTML: read_html,
    MediaType.TEXT: read_text,
    MediaType.PDF: lambda body, _: read_pdf(body),
    MediaType.DOCX: lambda body, _: read_docx(body),
    MediaType.XLSX: lambda body, _: read_xlsx(body),
}


def read(body: bytes, media_type: str, charset: str | None = None) -> ParsedText:
    """Passages of one document; `Unreadable` says what is wrong with the bytes."""
    reader = READERS.get(media_type)
    if reader is None:
        raise Unreadable(f"format {media_type} is not read; known are {', '.join(READERS)}")
    return reader(body, charset)
