"""Made bulletins for measuring speed: the same seed gives the same texts; sentences and figures mean nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from schemas.areas import areas
from schemas.codelists import IndicatorKind
from schemas.dictionary import dictionary

TYPICAL_CHARACTERS, TYPICAL_FIGURES = 3_000, 60
FEWEST, MOST = 10, 400
AREAS = [a.name_zh for a in areas().values() if a.level in {"prefecture", "county"}]
LEVELS = [e for e in dictionary() if e.kind is IndicatorKind.LEVEL and e.unit]
FILLER = (
    "各地各部门坚持稳中求进，着力扩内需、优结构、提信心、防风险，经济运行保持恢复向好态势。",
    "重点项目建设有序推进，营商环境持续改善，企业预期总体平稳，市场活力逐步增强。",
    "同时也要看到，外部环境依然复杂，部分行业订单不足，巩固回升基础仍需付出努力。",
)
TEMPLATES = (
    "{area}{name}{a}{unit}，比上年增长{b}%。",
    "全市{name}完成{a}{unit}，同比下降{b}%，降幅比上半年收窄0.{d}个百分点。",
    "{name}为{a}{unit}，增长{b}%；其中，{other}{c}{other_unit}，下降{b}%。",
    "{name}、{other}分别增长{b}%和{c}%。",
    "年末{name}{a}{unit}，比年初增长{b}%，增速比全省高0.{d}个百分点。",
)


@dataclass(frozen=True)
class Made:
    """One page in both forms; `figures` is how many were asked for."""

    text: bytes
    html: bytes
    figures: int


def typical(count: int, seed: int = 1) -> list[Made]:
    """Documents of about 3,000 characters with 60 figures."""
    random = Random(seed)
    return [made(random, TYPICAL_FIGURES, TYPICAL_CHARACTERS) for _ in range(count)]


def mixed(count: int, seed: int = 1) -> Iterator[Made]:
    """Documents of 10 to 400 figures, made one at a time so that they take no memory."""
    random = Random(seed)
    for _ in range(count):
        figures = random.randint(FEWEST, MOST)
        yield made(random, figures, figures * TYPICAL_CHARACTERS // TYPICAL_FIGURES)


def made(random: Random, figures: int, characters: int) -> Made:
    """One document of about so many figures and characters."""
    year, area = random.randint(2015, 2024), random.choice(AREAS)
    title = f"{year}年{area}国民经济和社会发展统计公报"
    paragraphs: list[str] = []
    length = said = 0
    while length < characters:
        wanted = said * characters < figures * length or length == 0
        paragraph = _figures(random) if wanted else random.choice(FILLER)
        said += paragraph.count("%") * 2 if wanted else 0
        length += len(paragraph)
        paragraphs.append(paragraph)
    joined = ["".join(paragraphs[i : i + 4]) for i in range(0, len(paragraphs), 4)]
    head = f"来源：{area}统计局  发布时间：{year + 1}-03-28"
    body = "".join(f"<p>{p}</p>" for p in joined)
    html = (
        f'<html><head><meta name="PubDate" content="{year + 1}-03-28"></head><body><h1>{title}</h1>{body}</body></html>'
    )
    return Made("\n".join([title, head, *joined]).encode(), html.encode(), figures)


def _figures(random: Random) -> str:
    first, second = random.sample(LEVELS, 2)
    return random.choice(TEMPLATES).format(
        area=random.choice(AREAS),
        name=random.choice(first.names),
        unit=first.unit,
        other=random.choice(second.names),
        other_unit=second.unit,
        a=f"{random.uniform(1, 5000):.2f}",
        b=f"{random.uniform(0.1, 30):.1f}",
        c=f"{random.uniform(0.1, 30):.1f}",
        d=random.randint(1, 9),
    )
