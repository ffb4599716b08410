"""Plain text to passages: one per line that is not empty."""

from pipeline.passages.assemble import Block, assemble, clean
from pipeline.passages.charset import decode
from pipeline.passages.meta import header_meta
from pipeline.passages.newspaper import looks_like_newspaper, read_newspaper
from pipeline.records import ParsedText

NORMALISER = "text/1"


def read_text(body: bytes, charset: str | None) -> ParsedText:
    """A newspaper page is de-wrapped; any other text keeps its lines."""
    text, used = decode(body, charset)
    if looks_like_newspaper(text):
        return read_newspaper(text, used)
    lines = [line for line in (clean(raw) for raw in text.splitlines()) if line]
    meta = header_meta(text)
    if lines:
        meta.setdefault("title", lines[0])
    return assemble(NORMALISER, (Block(line) for line in lines), meta, used)
