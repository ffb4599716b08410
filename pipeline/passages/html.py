"""HTML pages of government portals, bureaus and e-papers to passages; tables with merged cells become full rows."""

import itertools
import re
from collections.abc import Iterator, Sequence

from bs4 import BeautifulSoup, Tag

from pipeline.errors import Unreadable
from pipeline.passages.assemble import Block, assemble, clean
from pipeline.passages.charset import decode
from pipeline.passages.meta import page_meta
from pipeline.records import ParsedText

NORMALISER = "html/1"
BODY_PLACES = (
    ("id", "zhengwen"),
    ("id", "ozoom"),
    ("class", "article-content"),
    ("class*", "TRS_UEDITOR"),
    ("class", "TRS_Editor"),
    ("class*", "trs_editor"),
    ("id", "UCAP-CONTENT"),
    ("class", "txt-content"),
    ("class", "content-body"),
    ("name", "article"),
    ("id", "content"),
    ("class", "content"),
)
TITLE_PLACES = (
    ("class", "article-title"),
    ("class", "news-title"),
    ("name", "h1"),
    ("class", "title"),
    ("name", "title"),
)
"""Where portals keep text and title, the surest place first; `class*` is part of the attribute."""
DROPPED = frozenset({"script", "style", "noscript", "iframe", "nav", "footer", "form", "button", "select"})
BLOCKS = {
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "td",
    "th",
    "section",
    "article",
    "blockquote",
    "dd",
    "dt",
    "br",
}
CELLS = frozenset({"td", "th"})
HEADING_TAG = re.compile(r"^h([1-6])$")
FIGURE = re.compile(r"^[-+]?\d[\d,.]*\s*%?$")
"""A cell that is a figure; `2022年总量` is a head with a year in it."""
MAX_SPAN = 200
"""Largest rowspan or colspan that is believed."""
MAX_CELLS = 50_000
"""Past so many cells of one table spans are believed no more."""


def read_html(body: bytes, charset: str | None) -> ParsedText:
    """Passages of the page's own text: title first, then the body in reading order."""
    text, used = decode(body, charset)
    soup = BeautifulSoup(text, "lxml")
    meta = page_meta(soup)
    title = meta.get("title") or _title(soup)
    for tag in [t for t in _tags(soup) if t.name in DROPPED]:
        tag.decompose()
    root = _body(soup)
    if root is None:
        raise Unreadable("the page has no text")
    meta = {**meta, "title": title} if title else meta
    blocks = [Block(title, "title")] if title else []
    try:
        blocks += [b for b in _blocks(root) if b.text != title]
    except RecursionError as error:
        raise Unreadable("the page's elements are nested too deeply to be text") from error
    return assemble(NORMALISER, blocks, meta, used)


def _title(soup: BeautifulSoup) -> str:
    found = _with_text(soup, TITLE_PLACES)
    return clean(found.get_text()) if found else ""


def _with_text(soup: BeautifulSoup, places: Sequence[tuple[str, str]]) -> Tag | None:
    """The first element of the first place that has text."""
    tags = list(_tags(soup))
    firsts = (next((t for t in tags if _stands(t, how, word)), None) for how, word in places)
    return next((t for t in firsts if t and clean(t.get_text())), None)


def _stands(tag: Tag, how: str, word: str) -> bool:
    if how == "name":
        return tag.name == word
    if how == "id":
        return tag.attrs.get("id") == word
    classes = tag.attrs.get("class", ())
    return word in (" ".join(classes) if how == "class*" else classes)


def _tags(root: Tag) -> Iterator[Tag]:
    return (node for node in root.descendants if isinstance(node, Tag))


def _body(soup: BeautifulSoup) -> Tag | None:
    """The element that holds the text: a known one, else the one with most text directly in paragraphs."""
    known = _with_text(soup, BODY_PLACES)
    if known:
        return known
    candidates = [t for t in soup.find_all(["div", "td", "section", "body"]) if clean(t.get_text())]
    return max(candidates, key=_density, default=None)


def _density(tag: Tag) -> int:
    return sum(len(clean(p.get_text())) for p in tag.find_all(["p", "li"], recursive=False))


def _blocks(root: Tag) -> Iterator[Block]:
    """Blocks in reading order; inline text between block elements is a block of its own."""
    counter = itertools.count()
    pending: list[str] = []

    def flush(kind: str = "paragraph", level: int = 0) -> Iterator[Block]:
        text = clean("".join(pending))
        pending.clear()
        if text:
            yield Block(text, kind, level)

    def walk(node: Tag, kind: str) -> Iterator[Block]:
        for child in node.children:
            if not isinstance(child, Tag):
                if type(child).__name__ == "NavigableString":
                    pending.append(str(child))
                continue
            if child.name == "table":
                yield from flush(kind)
                yield from _table(child, next(counter))
            elif child.name in BLOCKS:
                yield from flush(kind)
                heading = HEADING_TAG.match(child.name)
                inner = "list_item" if child.name == "li" else kind
                if heading or _bold_only(child):
                    pending.append(child.get_text())
                    yield from flush("paragraph", int(heading.group(1)) if heading else 3)
                else:
                    yield from walk(child, inner)
                    yield from flush(inner)
            else:
                yield from walk(child, kind)

    yield from walk(root, "paragraph")
    yield from flush()


def _bold_only(tag: Tag) -> bool:
    """A short paragraph that is bold from end to end is a head: <p><strong>一、综合</strong></p>."""
    if tag.name != "p":
        return False
    text = clean(tag.get_text())
    if not text or len(text) > 40 or text[-1] in "。；，":
        return False
    return text == "".join(clean(b.get_text()) for b in tag.find_all(["strong", "b"]))


def _table(table: Tag, number: int) -> Iterator[Block]:
    """Rows of a table, every cell filled; header rows are those of th cells or before the first row with figures."""
    rows = [tr for tr in table.find_all("tr") if tr.find_parent("table") is table]
    own = [[c for c in tr.children if isinstance(c, Tag) and c.name in CELLS] for tr in rows]
    grid = expand([[_cell(c) for c in row] for row in own])
    marked = [
        bool(tr.find_parent("thead")) or (bool(row) and all(c.name == "th" for c in row))
        for tr, row in zip(rows, own, strict=True)
    ]
    first_figures = next((i for i, row in enumerate(grid) if any(FIGURE.match(c) for c in row[1:])), len(grid))
    for i, cells in enumerate(grid):
        if len(cells) == 1:
            yield Block(cells[0], "paragraph")
        elif len(set(cells)) == 1:
            yield Block(cells[0], "paragraph", table=number)
        elif any(cells):
            header = marked[i] or (i < first_figures and not any(marked))
            yield Block("\t".join(cells), "table_row", table=number, header=header)


def _cell(cell: Tag) -> tuple[str, int, int]:
    return clean(cell.get_text(" ")), _span(cell, "rowspan"), _span(cell, "colspan")


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name, "1")).strip()
    return min(max(int(value), 1), MAX_SPAN) if value.isdecimal() else 1


def expand(rows: list[list[tuple[str, int, int]]]) -> list[list[str]]:
    """Grid of a table from rows of (text, rowspan, colspan): a merged cell is repeated in every place it covers."""
    grid: dict[tuple[int, int], str] = {}
    for r, row in enumerate(rows):
        c = 0
        for text, rowspan, colspan in row:
            while (r, c) in grid:
                c += 1
            down, across = (rowspan, colspan) if len(grid) < MAX_CELLS else (1, 1)
            for i in range(min(down, len(rows) - r)):
                for j in range(across):
                    grid[r + i, c + j] = text
            c += across
    width = max((c for _, c in grid), default=-1) + 1
    return [[grid.get((r, c), "") for c in range(width)] for r in range(len(rows))]
