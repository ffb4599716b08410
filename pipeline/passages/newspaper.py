"""A newspaper page as its PDF's text layer gives it: hard-wrapped columns put back into paragraphs, with a way back.

The rule, in the order it is applied (R1-R8 of the register's guideline):
R1 line ends unified, white space at the ends of each line dropped, nothing inside a line changed; R2 jump lines
dropped; R3 blocks are runs of non-empty lines; R4 a block is a heading, the subtitle, a title or body; R5 inside a
body block a paragraph mark after a sentence's end opens a paragraph; R6 a body block that does not end a sentence
goes on in the next one; R7 glue is nothing, or one space between two Latin letters; R8 each paragraph ends with one
line feed.
"""

import re
from dataclasses import dataclass

from pipeline.passages.wrapped import glue
from pipeline.records import ParsedText, Passage

NORMALISER = "newspaper/1"
JUMP = re.compile(r"^[（(【\[]?\s*(?:下转|上接|紧接)\s*[A-Za-z]?\d+\s*版\s*[）)】\]]?$")
HEADING = re.compile(r"^[一二三四五六七八九十]+、")
PARAGRAPH_MARK = re.compile(r"^(?:——|（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、)")
SUBTITLE = re.compile(r"^——在.+(?:报告|讲话|发言)$")
CLOSERS = "”’」』）)】》"
ENDERS = "。！？：；…"
LONG_LINE = 45
"""A hard-wrapped column is narrower than this; longer lines mean text that was never wrapped."""
INSERTED = -1


@dataclass(frozen=True)
class Line:
    """One line of the page; character i stands at `origin[i]` of the decoded page, -1 where glue was put in."""

    text: str
    origin: tuple[int, ...]

    def ends_sentence(self) -> bool:
        """Whether the last character, closing quotes passed over, ends a sentence."""
        bare = self.text.rstrip(CLOSERS)
        return bool(bare) and bare[-1] in ENDERS


@dataclass(frozen=True)
class Dewrapped:
    """The page's text, and for every code point of it the code point of the decoded page it came from."""

    text: str
    origin: tuple[int, ...]


def looks_like_newspaper(text: str) -> bool:
    """Narrow lines, most of them cut inside a sentence: a page from a PDF's columns and not a typed text."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) < 20 or max(map(len, lines)) > LONG_LINE:
        return False
    cut = sum(not Line(line, ()).ends_sentence() for line in lines)
    return cut > 0.6 * len(lines)


def dewrap(page: str) -> Dewrapped:
    """R1-R8 on a decoded page."""
    blocks = _blocks(page)
    subtitle = next((i for i, block in enumerate(blocks) if _is_subtitle(block)), -1)
    paragraphs: list[list[Line]] = []
    is_open = False
    for i, block in enumerate(blocks):
        if _is_subtitle(block) or (i < subtitle and not any(line.ends_sentence() for line in block)):
            paragraphs += [[line] for line in block]
            is_open = False
        elif HEADING.match(block[0].text) and not block[-1].ends_sentence():
            paragraphs.append(block)
            is_open = False
        else:
            _body(block, paragraphs, is_open)
            is_open = not block[-1].ends_sentence()
    ended = [_glued(paragraph) for paragraph in paragraphs]
    return Dewrapped("".join(p.text for p in ended), tuple(o for p in ended for o in p.origin))


def read_newspaper(page: str, charset: str) -> ParsedText:
    """Paragraphs of the page; the text ends with a line feed, as the register's offsets assume."""
    text = dewrap(page).text
    passages: list[Passage] = []
    chapter: tuple[str, ...] = ()
    position = 0
    for line in text.splitlines():
        heading = bool(HEADING.match(line)) and not Line(line, ()).ends_sentence()
        kind = "heading" if heading else "paragraph"
        passages.append(Passage(len(passages), kind, line, position, () if heading else chapter))
        chapter = (line,) if heading else chapter
        position += len(line) + 1
    title = next((p.text for p in passages if not SUBTITLE.match(p.text)), "")
    return ParsedText(NORMALISER, text, tuple(passages), {"title": title}, charset)


def _body(block: list[Line], paragraphs: list[list[Line]], is_open: bool) -> None:
    """Add a body block's lines to the paragraphs (R5, R6)."""
    for j, line in enumerate(block):
        mark = bool(PARAGRAPH_MARK.match(line.text))
        starts = (mark or not is_open) if j == 0 else (mark and block[j - 1].ends_sentence())
        if starts:
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)


def _blocks(page: str) -> list[list[Line]]:
    """Runs of non-empty lines (R1-R3), each character with its place in the page."""
    blocks: list[list[Line]] = [[]]
    for match in re.finditer(r"[^\r\n]*(?:\r\n|\r|\n|$)", page.removeprefix("\ufeff")):
        raw = match.group().rstrip("\r\n")
        text = raw.strip()
        if not text or JUMP.match(text):
            blocks.append([])
            continue
        start = match.start() + raw.index(text) + page.startswith("\ufeff")
        blocks[-1].append(Line(text, tuple(range(start, start + len(text)))))
    return [block for block in blocks if block]


def _is_subtitle(block: list[Line]) -> bool:
    return len(block) == 1 and bool(SUBTITLE.match(block[0].text))


def _glued(lines: list[Line]) -> Line:
    """One paragraph of its lines (R7, R8)."""
    text, origin = [], []
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        between = "\n" if after is None else glue(line.text, after.text)
        text += [line.text, between]
        origin += [*line.origin, *(INSERTED for _ in between)]
    return Line("".join(text), tuple(origin))
