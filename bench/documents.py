"""Bulletins made up for measuring: sentences of our own over the dictionary's names, the same for the same seed.

A typical one has 60 figures in 3,000 characters, in sentences, in lists with 分别, in tables; what is left of its
length is filled with sentences without figures. No number in them is a fact.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from random import Random

from pipeline.records import DocumentContext
from schemas.areas import areas
from schemas.codelists import IndicatorKind, MediaType
from schemas.dictionary import IndicatorEntry, dictionary

TYPICAL_FIGURES = 60
CHARACTERS_PER_FIGURE = 50
FEWEST, MOST, MIX = 10, 400, 100
"""Every hundred documents have the same mix of sizes, from 10 to 400 figures, evenly spread on a scale of ratios."""
YEARS = range(2016, 2025)
PERIODS = ("", "", "全年", "上半年", "1-11月", "前三季度", "{year}年", "{year}年1-5月", "年末")
CHAPTERS = ("综合", "农业", "工业和建筑业", "固定资产投资", "国内贸易", "对外经济", "财政金融", "人民生活", "科技创新")
UPS = ("增长", "增长", "上升", "提高", "下降", "减少")
GAPS = (
    "增速比全省高{p}个百分点",
    "增速比全省低{p}个百分点",
    "增速高于全国{p}个百分点",
    "比上年同期回落{p}个百分点",
)
BOUNDS = ("", "", "", "", "超过", "约", "近")
FILLERS = (
    "全市上下坚持稳中求进工作总基调，扎实做好各项工作，经济运行总体平稳。",
    "各部门加强协调配合，重点任务有序推进，发展质量稳步改善。",
    "市场供应充足，价格总水平基本稳定，居民消费信心逐步恢复。",
    "产业结构继续优化，新动能加快成长，传统行业改造升级取得进展。",
    "基础设施不断完善，公共服务水平得到提升，群众生活更加便利。",
    "营商环境持续改善，企业办事更加方便，市场主体活力增强。",
    "生态环境质量保持良好，绿色发展理念深入人心。",
    "受外部环境影响，部分行业生产经营仍有压力，需要密切关注。",
    "下阶段要继续落实各项政策，巩固回升向好的势头，推动经济平稳健康发展。",
    "社会保障体系日益健全，教育、文化、卫生事业协调发展。",
)


@dataclass(frozen=True)
class Bulletin:
    """One made-up document: what is known of it, its figures as printed, and both forms of its text."""

    context: DocumentContext
    figures: int
    text: bytes
    html: bytes

    def body(self, media_type: MediaType) -> bytes:
        """Its bytes in one of the two formats."""
        return self.html if media_type == MediaType.HTML else self.text


@dataclass(frozen=True)
class _Table:
    rows: tuple[tuple[str, ...], ...]


_Block = str | _Table
_Made = tuple[_Block, int]
"""A block and how many figures are printed in it."""


def bulletin(seed: int, figures: int = TYPICAL_FIGURES) -> Bulletin:
    """A bulletin with exactly so many figures, and with 50 characters for each of them."""
    rng = Random(seed)
    year = rng.choice(YEARS)
    area = rng.choice([a for a in areas().values() if a.level in {"prefecture", "county"}])
    title = f"{year}年{area.name_zh}国民经济和社会发展统计公报"
    blocks = _filled([title, *_body(rng, year, figures)], figures * CHARACTERS_PER_FIGURE, rng)
    context = DocumentContext(f"made:{seed}", title, date(year + 1, 3, 20), area.code)
    return Bulletin(context, figures, _text(blocks).encode(), _html(blocks).encode())


def mixed(count: int, first_seed: int = 0) -> Iterator[Bulletin]:
    """Bulletins of 10 to 400 figures, the same mix in every hundred of them."""
    for n in range(count):
        yield bulletin(first_seed + n, round(FEWEST * (MOST / FEWEST) ** (n % MIX / (MIX - 1))))


# --- blocks ---------------------------------------------------------------------------------------------------------


def _body(rng: Random, year: int, figures: int) -> Iterator[_Block]:
    chapter = 0
    while figures:
        if chapter < len(CHAPTERS):
            yield f"{'一二三四五六七八九'[chapter]}、{CHAPTERS[chapter]}"
        chapter += 1
        for make in (_paragraph, _paragraph, _table):
            if figures:
                block, printed = make(rng, year, min(figures, rng.randint(3, 12)))
                yield block
                figures -= printed


def _paragraph(rng: Random, year: int, most: int) -> _Made:
    text, printed = "", 0
    while printed < most:
        count, sentence = rng.choice([s for s in SENTENCES if s[0] <= most - printed])
        period = rng.choice(PERIODS).format(year=year)
        text += f"{period}，{sentence(rng)}" if period else sentence(rng)
        printed += count
    return text, printed


def _table(rng: Random, year: int, most: int) -> _Made:
    """Amount and growth a row; the last row has no growth where one figure is left."""
    rows = [("指标", "单位", f"{year}年", "比上年增长（%）")]
    for entry in rng.sample(_levels(), (most + 1) // 2):
        growth = f"{rng.uniform(-9, 15):.1f}" if 2 * len(rows) <= most else ""
        rows.append((entry.name_zh, entry.unit, _amount(rng), growth))
    return _Table(tuple(rows)), most


def _filled(blocks: list[_Block], length: int, rng: Random) -> list[_Block]:
    """The blocks with sentences without figures behind their paragraphs, until the text is as long as wanted."""
    filled = list(blocks)
    places = [i for i, b in enumerate(blocks) if isinstance(b, str) and b.endswith("。")]
    missing = length - len(_text(blocks))
    while missing > 0:
        place, sentence = rng.choice(places), rng.choice(FILLERS)
        filled[place] = f"{filled[place]}{sentence}"
        missing -= len(sentence)
    return filled


def _text(blocks: list[_Block]) -> str:
    lines = [b if isinstance(b, str) else "\n".join("\t".join(row) for row in b.rows) for b in blocks]
    return "\n".join(lines)


def _html(blocks: list[_Block]) -> str:
    title, *rest = blocks
    body = "".join(_markup(block) for block in rest)
    return (
        f'<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="{title}"></head><body>'
        f'<h1>{title}</h1><div class="TRS_Editor">{body}</div></body></html>'
    )


def _markup(block: _Block) -> str:
    if isinstance(block, str):
        return f'<p style="text-indent:2em"><span>{escape(block)}</span></p>\n'
    rows = ("".join(f'<td align="center">{escape(cell)}</td>' for cell in row) for row in block.rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>\n"


# --- sentences ------------------------------------------------------------------------------------------------------


def _amount(rng: Random) -> str:
    value = 10 ** rng.uniform(0, 5)
    return rng.choice((f"{value:.2f}", f"{value:.1f}", f"{value:,.0f}"))


def _points(rng: Random) -> str:
    return f"{rng.uniform(0.1, 15):.1f}"


@cache
def _of_kind(*kinds: IndicatorKind) -> list[IndicatorEntry]:
    return [e for e in dictionary() if e.kind in kinds]


def _levels() -> list[IndicatorEntry]:
    return _of_kind(IndicatorKind.LEVEL)


def _named(rng: Random) -> str:
    """`规模以上工业增加值超过301.2亿元`."""
    entry = rng.choice(_levels())
    return f"{rng.choice(entry.names)}{rng.choice(BOUNDS)}{_amount(rng)}{entry.unit}"


def _level(rng: Random) -> str:
    return f"{_named(rng)}。"


def _grown(rng: Random) -> str:
    return f"{_named(rng)}，比上年{rng.choice(UPS)}{_points(rng)}%。"


def _gap(rng: Random) -> str:
    gap = rng.choice(GAPS).format(p=_points(rng))
    return f"{_named(rng)}，同比{rng.choice(UPS)}{_points(rng)}%，{gap}。"


def _of_which(rng: Random) -> str:
    return f"{_grown(rng)[:-1]}；其中，{_named(rng)}，{rng.choice(UPS)}{_points(rng)}%。"


def _share(rng: Random) -> str:
    entry = rng.choice(_of_kind(IndicatorKind.SHARE, IndicatorKind.RATE))
    return f"{entry.name_zh}为{_points(rng)}{entry.unit}，比上年提高{_points(rng)}个百分点。"


def _listed_growths(rng: Random) -> str:
    a, b, c = (e.name_zh for e in rng.sample(_levels(), 3))
    return f"{a}、{b}和{c}分别{rng.choice(UPS)}{_points(rng)}%、{_points(rng)}%和{_points(rng)}%。"


def _listed_levels(rng: Random) -> str:
    first, second = (e.name_zh for e in rng.sample([e for e in _levels() if e.unit == "亿元"], 2))
    levels = f"{_amount(rng)}亿元和{_amount(rng)}亿元"
    return f"{first}和{second}分别为{levels}，{rng.choice(UPS)}{_points(rng)}%和{_points(rng)}%。"


def _structure(rng: Random) -> str:
    first, second = rng.randint(20, 150), rng.randint(300, 500)
    terms = (f"{n / 10:.1f}" for n in (first, second, 1000 - first - second))
    return f"三次产业结构为{'∶'.join(terms)}。"


def _unknown(rng: Random) -> str:
    """An indicator the dictionary lacks."""
    name = rng.choice(("原煤产量", "汽车产量", "水泥产量", "集装箱吞吐量"))
    return f"{name}{_amount(rng)}万吨，{rng.choice(UPS)}{_points(rng)}%。"


SENTENCES: tuple[tuple[int, Callable[[Random], str]], ...] = (
    (1, _level),
    (2, _grown),
    (2, _grown),
    (3, _gap),
    (4, _of_which),
    (2, _share),
    (3, _listed_growths),
    (4, _listed_levels),
    (3, _structure),
    (2, _unknown),
)
"""How many figures a sentence prints, and what makes it."""
