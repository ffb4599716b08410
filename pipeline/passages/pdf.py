"""PDF to passages: lines of the text layer joined to paragraphs, because PDF breaks words and numbers at line ends."""

import io
import logging

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from pipeline.errors import Unreadable
from pipeline.passages.assemble import Block, assemble, clean
from pipeline.passages.meta import parse_date
from pipeline.passages.wrapped import PAGE_NUMBER, join_lines
from pipeline.records import ParsedText

NORMALISER = "pdf/1"
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
