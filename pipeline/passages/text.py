"""Plain text to passages: one per line that is not empty."""

from pipeline.passages.assemble import Block, assemble, clean
from pipeline.passages.charset import decode
from pipeline.passages.meta import header_meta
from pipeline.passages.newspaper import looks_like_newspaper, read_newspaper
from pipeline.passages.wrapped import PAGE_NUMBER, join_lines, looks_wrapped
from pipeline.records import ParsedText

NORMALISER = "text/1"
HEADER_LINES = 3
"""Publisher and date stand so near the top."""


def read_text(body: bytes, charset: str | None) -> ParsedText:
    """A newspaper page is de-wrapped, hard-wrapped lines below the title are joined, any other text keeps its lines."""
    text, used = decode(body, charset)
    if looks_like_newspaper(text) and not header_meta("\n".join(text.splitlines()[:HEADER_LINES])):
        return read_newspaper(text, used)
    raw = [clean(line) for line in text.splitlines()]
    lines = [line for line in raw if line]
    meta = header_meta(text)
    if lines:
        meta.setdefault("title", lines[0])
    if looks_wrapped(lines[1:]):
        lines = [lines[0], *_joined([line for line in raw[raw.index(lines[0]) + 1 :] if not PAGE_NUMBER.match(line)])]
    return assemble(NORMALISER, (Block(line) for line in lines), meta, used)


def _joined(lines: list[str]) -> list[str]:
    """Paragraphs; a header line stays alone."""
    head = [line for line in lines[:HEADER_LINES] if line and header_meta(line)]
    return [*head, *join_lines([line for line in lines if line not in head])]
