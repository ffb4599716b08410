"""Blocks of text to numbered passages with spans: the part every reader shares."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.records import ParsedText, Passage

SPACE = re.compile(r"[ \t\r\n\u00a0\u3000]+")
HEADING = re.compile(
    r"^(?:(?P<one>[一二三四五六七八九十]+、)|(?P<two>（[一二三四五六七八九十]+）|\([一二三四五六七八九十]+\)))\S"
)
HEADING_LENGTH = 40
"""A longer paragraph that opens with 一、 is a sentence, not a head."""
SENTENCE_END = "。；！？…"
FURNITURE = re.compile(
    r"^(?:【?字体[:：].*|【\s*打印.*|分享到[:：]?.*|扫一扫.*|版面导航|上一期|下一期|[34]?(?:上一篇|下一篇)[\s34]*(?:下一篇4?)?|"
    r"打印本页|关闭窗口|责任编辑[:：].*|相关附件[:：]?|\S{0,4}下一版|返回顶部|3?上一版|网站地图|版权所有.*)$"
)
"""Lines of a page that are not its text; the stray 3 and 4 are arrow glyphs of a symbol font."""


@dataclass(frozen=True)
class Block:
    """One block as a reader saw it, before it is numbered. `level` is 1-6 for a heading the markup marks."""

    text: str
    kind: str = "paragraph"
    level: int = 0
    table: int | None = None
    header: bool = False


def clean(text: str) -> str:
    """White space folded to single spaces, ends trimmed; nothing else is changed."""
    return SPACE.sub(" ", text).strip()


def assemble(normaliser: str, blocks: Iterable[Block], meta: dict[str, str], charset: str | None = None) -> ParsedText:
    """Number the blocks, give each its heading path and its span in the text they make together."""
    passages: list[Passage] = []
    path: list[tuple[int, str]] = []
    position = 0
    for block in blocks:
        if not block.text or (block.kind != "table_row" and FURNITURE.match(block.text)):
            continue
        level = block.level or heading_level(block)
        kind = "heading" if level and block.kind == "paragraph" else block.kind
        if level:
            path = [p for p in path if p[0] < level]
        passages.append(
            Passage(len(passages), kind, block.text, position, tuple(t for _, t in path), block.table, block.header)
        )
        if level:
            path.append((level, block.text))
        position += len(block.text) + 1
    return ParsedText(normaliser, "\n".join(p.text for p in passages), tuple(passages), meta, charset)


def heading_level(block: Block) -> int:
    """1 for 一、综合, 2 for （一）工业, 0 for anything that is a sentence."""
    text = block.text
    if block.kind != "paragraph" or len(text) > HEADING_LENGTH or text[-1] in SENTENCE_END:
        return 0
    match = HEADING.match(text)
    if match is None:
        return 0
    return 1 if match["one"] else 2
