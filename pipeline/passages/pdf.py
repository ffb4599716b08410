"""PDF to passages: lines of the text layer joined to paragraphs, because PDF breaks words and numbers at line ends."""

import io
import logging
import re

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from pipeline.errors import Unreadable
from pipeline.passages.assemble import Block, assemble, clean
from pipeline.passages.meta import parse_date
from pipeline.records import ParsedText

NORMALISER = "pdf/1"
ENDERS = "。！？：；…"
PARAGRAPH_MARK = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[●■◆])")
PAGE_NUMBER = re.compile(r"^[-—–\s]*\d{1,3}[-—–\s]*$")
MAX_PAGES = 500


def read_pdf(body: bytes) -> ParsedText:
    """Paragraphs of the text layer; a PDF without one (a scan) is refused by name of the reason."""
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = PdfReader(io.BytesIO(body))
        pages = [page.extract_text() for page in reader.pages[:MAX_PAGES]]
        info = reader.metadata
    except (PyPdfError, DependencyError, ValueError, TypeError, AttributeError, LookupError, RuntimeError) as error:
        raise Unreadable(f"not a readable PDF ({error})") from error
    lines = [clean(line) for page in pages for line in page.splitlines()]
    paragraphs = join_lines([line for line in lines if line and not PAGE_NUMBER.match(line)])
    if not paragraphs:
        raise Unreadable("the PDF has no text layer: it is a scan; supply a text, HTML or DOCX copy")
    title = clean(info.title) if info and info.title else paragraphs[0]
    meta = {"title": title}
    if issued := next((d for p in paragraphs[:3] if len(p) < 60 and (d := parse_date(p))), None):
        meta["issued"] = issued
    return assemble(NORMALISER, (Block(p) for p in paragraphs), meta)


def join_lines(lines: list[str]) -> list[str]:
    """Glue lines until one ends a sentence; a paragraph mark or a short head starts a new paragraph."""
    paragraphs: list[str] = []
    width = max((len(line) for line in lines), default=0)
    is_open = False
    for line in lines:
        if is_open and not PARAGRAPH_MARK.match(line):
            latin = (
                paragraphs[-1][-1:].isascii()
                and paragraphs[-1][-1:].isalpha()
                and line[:1].isascii()
                and line[:1].isalpha()
            )
            paragraphs[-1] += (" " if latin else "") + line
        else:
            paragraphs.append(line)
        is_open = line[-1] not in ENDERS and len(line) >= 0.6 * width
    return paragraphs
