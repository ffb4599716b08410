"""One normal form for damaged and mixed text, with the original position of every character kept.

Width folded, traditional characters made simplified one by one, injected pinyin and footnote marks taken out, spaces
between Chinese characters, numbers and units dropped: `產(chǎn)業(yè)　１２ 億元` reads `产业12亿元`.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import opencc

NORMALISER = "normal/1"
PUNCTUATION = {
    "﹐": "，",
    ",": "，",
    ";": "；",
    ":": "：",
    "∶": "：",
    "︰": "：",
    "(": "（",
    ")": "）",
    "[": "［",
    "]": "］",
    "?": "？",
    "!": "！",
    "–": "-",
    "—": "-",
    "－": "-",
    "─": "-",
    "−": "-",
    "～": "-",
    "~": "-",
    "％": "%",
    "﹪": "%",
    "．": ".",
    "·": "·",
    '"': "”",
}
"""Folded marks; a comma between digits stays a thousands mark and a full stop a decimal point."""
PINYIN = re.compile(r"(?<=[\u3400-\u9fff])[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüɡńňǹḿ]{1,6}[)）]")
"""Only lower case: the GDP of 地区生产总值(GDP) is no pinyin."""
FOOTNOTE = re.compile(r"(?=[\[［①-⑳⁰¹²³⁴-⁹])(?:\[\d{1,2}\]|［\d{1,2}］|[①-⑳]|(?<![A-Za-z⁰¹²³⁴-⁹])[⁰¹²³⁴-⁹]+)")
BROKEN_NUMBER = re.compile(
    r"(?<=\d\.\d)[ \n\u3000](?=\d(?:亿|万|%|个百分点|元))|(?<=\d\d\.)[ \n\u3000](?=\d{1,2}(?:亿|万|%|个百分点|元))"
)
"""A hard line wrap inside the decimals: `116.4 4亿元` reads 116.44亿元; anything less certain stays apart."""
LOST, GAP = re.compile(r"？{2,}|？；|�"), "□"
"""Characters lost in copying, as in `分企業規???` and `?;赝022年`: no end of a sentence, and part of no word."""
THOUSANDS, THOUSAND = re.compile(r"(?<=\d),(?=\d)"), ","
SPACE = re.compile(r"[ \t\r\n\u00a0\u2002-\u200b\u3000]+")


@dataclass(frozen=True)
class Normal:
    """Normal text; `origin[i]` is where its character i stands in the original."""

    text: str
    origin: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Original span of a normal span that is not empty."""
        return self.origin[start], self.origin[end - 1] + 1


def normalise(original: str) -> Normal:
    """Normal form of one passage."""
    dropped = _dropped(original)
    kept = [i for i in range(len(original)) if i not in dropped] if dropped else range(len(original))
    text = "".join([original[i] for i in kept]) if dropped else original
    folded = text.translate(FOLDS)
    if "？" in folded or "�" in folded:
        folded = LOST.sub(lambda m: GAP * len(m.group()), folded)
    marks = {m.start() for m in THOUSANDS.finditer(original)}
    if marks:
        folded = "".join([THOUSAND if i in marks else c for i, c in zip(kept, folded, strict=True)])
    return Normal(folded, kept)


def _dropped(original: str) -> set[int]:
    """Positions that carry no text: pinyin, footnote marks, and spaces unless both sides are Latin letters."""
    marks = (m for pattern in (PINYIN, FOOTNOTE, BROKEN_NUMBER) for m in pattern.finditer(original))
    found = {i for m in marks for i in range(*m.span())}
    for match in SPACE.finditer(original):
        before, after = original[match.start() - 1 : match.start()], original[match.end() : match.end() + 1]
        if not (_latin(before) and _latin(after)) and not (before.isdecimal() and after.isdecimal()):
            found.update(range(*match.span()))
    return found


def _latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


class _Folds(dict[int, str]):
    """The normal character of every character, always one for one, worked out when first met."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        self[point] = folded = PUNCTUATION.get(character) or _folded(character)
        return folded


FOLDS = _Folds()


def _folded(character: str) -> str:
    wide = unicodedata.normalize("NFKC", character)
    if len(wide) == 1 and wide.isascii() and (wide.isalpha() or character.isdecimal()):
        return wide
    simple = _converter().convert(character)
    return simple if len(simple) == 1 else character


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
