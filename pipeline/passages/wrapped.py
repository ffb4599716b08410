"""Hard-wrapped lines put back into paragraphs, because a PDF breaks words and numbers at the ends of its lines."""

import re

ENDERS = "。！？：；…"
PARAGRAPH_MARK = re.compile(
    r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\([一二三四五六七八九十]+\)|[●■◆])"
)
PAGE_NUMBER = re.compile(r"^[-—–\s]*\d{1,3}[-—–\s]*$")
IN_SENTENCE = re.compile(r"[，。；：,\d]")
FULL = 0.6
"""A line shorter than this share of the widest ends its paragraph."""
WIDEST = 60
"""Longer lines mean text that was never wrapped."""
SHORT = 12
"""Heads and cells, which tell nothing about wrapping."""


def looks_wrapped(lines: list[str]) -> bool:
    """Whether many lines end inside a sentence at about the same width."""
    told = [line for line in lines if len(line) > SHORT]
    if len(told) < 4 or max(map(len, told)) > WIDEST:
        return False
    width = max(map(len, told))
    cut = sum(line[-1] not in ENDERS and len(line) >= FULL * width for line in told)
    return cut > 0.4 * len(told)


def join_lines(lines: list[str]) -> list[str]:
    """Glue lines until one ends a sentence; a paragraph mark, an empty line or a short head starts a new paragraph."""
    paragraphs: list[str] = []
    width = max((len(line) for line in lines), default=0)
    is_open = False
    for line in lines:
        if line and is_open and not PARAGRAPH_MARK.match(line):
            paragraphs[-1] += glue(paragraphs[-1], line) + line
        elif line:
            paragraphs.append(line)
        is_open = bool(line) and line[-1] not in ENDERS and len(line) >= FULL * width and not _is_head(line, width)
    return paragraphs


def _is_head(line: str, width: int) -> bool:
    """四、国内贸易和对外经济: numbered, no sentence, and with room left on its line."""
    return bool(PARAGRAPH_MARK.match(line)) and not IN_SENTENCE.search(line) and len(line) < 0.85 * width


def glue(before: str, after: str) -> str:
    """What joins two lines of one paragraph: a space between Latin letters, nothing between Chinese."""
    ends = before[-1:] + after[:1]
    return " " if len(ends) == 2 and ends.isascii() and ends.isalpha() else ""
