"""The sentences of an assessment, in both languages (METHOD 4.10): the same words for good and bad news."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from pipeline.assess.judge import Card, Judgement, class_of
from pipeline.assess.pace import Pace
from pipeline.assess.precedent import Precedent
from schemas.codelists import (
    Code,
    Comparator,
    CompilationStage,
    NotAssessedReason,
    ProgressStatus,
)
from schemas.units import unit as known_unit

CENT = Decimal("0.01")
BILLION = 9
MONEY = {"CNY": "yuan", "USD": "US dollars"}
STAGES = {
    CompilationStage.EXPRESS: ("快报", "flash "),
    CompilationStage.PRELIMINARY: ("初步", "preliminary "),
    CompilationStage.FINAL: ("最终", "final "),
    CompilationStage.CENSUS_REVISION: ("普查修订", "census-revised "),
}
"""How far the compilation of the latest figure had come, as it stands before 数 and figures."""
STANDARD = (
    "按{latest}年{stage}数，{name}为{value}。要在{end}年达到{target}，年均需{verb}{required}，目前年均{pace}，约为所需的{ratio}。",
    "On {stage}figures for {latest}, {name} is {value}. Reaching {target} by {end} takes {required} a year; "
    "so far it has been {pace}, about {ratio} of that.",
)
OUTLOOK = (
    "若保持目前速度，{end}年约为{outlook}（{low}至{high}）。这是推算，不是预测。",
    "At the present pace it would be about {outlook} ({low} to {high}) by {end}. This is arithmetic, not a forecast.",
)
ACHIEVED = (
    "按{latest}年{stage}数，{name}为{value}，已达到{target}。",
    "On {stage}figures for {latest}, {name} is {value}, which reaches {target}.",
)
PRECEDENT = (
    "余下年份年均需{remaining}；有数可比的{of}年中有{reached}年达到过这一速度。",
    "From here on it takes {remaining} a year; in {reached} of the {of} years on record the place moved that fast.",
)
CHANGED = (
    "按{latest}年{stage}数，{name}为{value}，{baseline}年为{base}。"
    "原文只要求{wanted}，没有目标值；按此方向年均变化{change}%：{verdict}。",
    "On {stage}figures for {latest}, {name} is {value}, against {base} in {baseline}. The text asks for {wanted} "
    "without a value; in that direction it has changed by {change}% a year: {verdict}.",
)
WANTED = {
    Comparator.INCREASE: ("提高", "an increase"),
    Comparator.DECREASE: ("下降", "a decrease"),
}
CHAINED = (
    "两年的数属不同口径，速度按其间公布的增速连乘，仅供参考。",
    "The two years are of different definitions, so the pace is multiplied up from the growth published between; "
    "it only indicates.",
)
NOT_POSITIVE = (
    "{name}在{baseline}年为零或负数，无法计算增速。",
    "{name} was zero or negative in {baseline}, so no growth rate can be computed.",
)
NOT_DUE = (
    "{name}{baseline}年的数在{as_of}尚未到通常公布时间，暂不评级。",
    "As of {as_of} the figure of {name} for {baseline} was not due yet, so nothing is rated.",
)
KEPT = (
    "{name}在{baseline}年已满足目标，任务是保持；{latest}年为{value}，目标为{target}。",
    "{name} met the target of {target} in {baseline} already, so the duty is to keep it; in {latest} it is {value}.",
)
AT_THE_BORDER = (
    "{name}在{baseline}年恰为{target}，目标是超过它；{latest}年为{value}。",
    "{name} was exactly {target} in {baseline} and is to exceed it; in {latest} it is {value}.",
)
NO_FIGURE = (
    "截至{as_of}，未检索到{name}的公布数，无法计算进度。",
    "As of {as_of} no published figure of {name} was found, so no pace can be computed.",
)
REASONS = {
    NotAssessedReason.NO_BASELINE: (
        "{name}缺{baseline}年或更早的公布数，无法计算进度；最近一年是{latest}年的{value}。",
        "There is no figure of {name} for {baseline} or earlier, so no pace can be computed; "
        "the newest is {value} for {latest}.",
    ),
    NotAssessedReason.NO_RECENT_DATA: (
        "{name}最近的全年数是{latest}年的{value}，已超过通常公布时间半年以上没有更新，不据此评级。",
        "The newest annual figure of {name} is {value} for {latest}, more than half a year past its usual renewal; "
        "it is not rated on that.",
    ),
    NotAssessedReason.TOO_FEW_POINTS: (
        "{name}只有{latest}年的{value}，不足以计算进度。",
        "There is only {value} for {latest} of {name}, too little for a pace.",
    ),
    NotAssessedReason.REFERENCE_MISSING: (
        "{name}有{latest}年的{value}，但缺同期参照地区数。",
        "{name} is {value} for {latest}, but the reference area has no figure for the same year.",
    ),
    NotAssessedReason.DEFINITION_CHANGED: (
        "{name}{baseline}年与{latest}年的数口径不同，不能相比；最近一年是{value}。",
        "The figures of {name} for {baseline} and {latest} are defined differently and cannot be compared; "
        "the newest is {value}.",
    ),
    NotAssessedReason.CONFLICTING_SOURCES: (
        "{name}{latest}年的来源相互矛盾，取哪一个会改变评级，因此不评级。",
        "Sources disagree on {name} for {latest}, and the choice would change the class; it is not rated.",
    ),
}
VAGUE = ("原文未给出可核对的指标，不作评级。", "The text names no measure that can be checked; it is not rated.")
VAGUE_BECAUSE = (
    "原文未给出可核对的指标（{why}），不作评级。",
    "The text names no measure that can be checked ({why}); it is not rated.",
)


@dataclass(frozen=True)
class Sentences:
    """The judgement in both languages."""

    zh: str
    en: str


def fill(template: tuple[str, str], zh: Mapping[str, object], en: Mapping[str, object] | None = None) -> Sentences:
    """Both templates filled; `en` overrides values that differ by language."""
    return Sentences(template[0].format(**zh), template[1].format(**{**zh, **(en or {})}))


@dataclass(frozen=True)
class Subject:
    """What a numeric sentence is about, in both languages; `unit` follows values in both; `stage` of compilation."""

    zh: str
    en: str
    unit: str
    pace_unit_zh: str
    pace_unit_en: str
    stage: Code | None = None
    base: Decimal | None = None


def numeric(subject: Subject, card: Card, found: Judgement, value: Decimal, as_of: date) -> Sentences:
    """The sentence of a target with a measure."""
    common: dict[str, object] = {
        "latest": found.latest,
        "baseline": found.baseline or card.baseline,
        "end": card.end,
        "as_of": as_of.isoformat(),
    }
    amounts = {"value": value, "target": card.target, "base": subject.base or Decimal(0)}
    stage = STAGES.get(CompilationStage(subject.stage)) if subject.stage else None
    zh = {**common, "name": subject.zh, "stage": stage[0] if stage else ""}
    en = {**common, "name": subject.en, "stage": stage[1] if stage else ""}
    zh |= {k: number_zh(v, subject.unit) for k, v in amounts.items()}
    en |= {k: number_en(v, subject.unit) for k, v in amounts.items()}
    if found.reason:
        return _not_rated(found, zh, en)
    if found.kept:
        return fill(KEPT, zh, en)
    if found.change is not None:
        return _changed(card, found, found.change, zh, en)
    if found.status is ProgressStatus.ACHIEVED:
        return fill(ACHIEVED, zh, en)
    if found.pace is None:
        return fill(AT_THE_BORDER, zh, en)
    return _underway(subject, found, found.pace, zh, en)


def _not_rated(found: Judgement, zh: dict[str, object], en: dict[str, object]) -> Sentences:
    if found.reason is NotAssessedReason.NOT_DUE:
        return fill(NOT_DUE, zh, en)
    if found.reason is NotAssessedReason.NO_BASELINE and found.baseline is not None:
        return fill(NOT_POSITIVE, zh, en)
    return fill(REASONS[NotAssessedReason(str(found.reason))], zh, en)


def _changed(card: Card, found: Judgement, change: Decimal, zh: dict[str, object], en: dict[str, object]) -> Sentences:
    """A direction: how fast, and the class in words; 明显 only where the band says so."""
    wanted = WANTED[Comparator(card.comparator)]
    clear = found.clarity
    zh |= {"wanted": wanted[0], "change": shown(change), "verdict": f"{clear.zh if clear else ''}{found.status.zh}"}
    en |= {"wanted": wanted[1], "verdict": f"{found.status.en}{f' ({clear.en})' if clear else ''}"}
    return fill(CHANGED, zh, en)


def _underway(
    subject: Subject, found: Judgement, pace: Pace, zh: dict[str, object], en: dict[str, object]
) -> Sentences:
    rates = {"required": abs(pace.required), "pace": pace.pace, "remaining": abs(pace.remaining or Decimal(0))}
    verb = {"verb": "增" if pace.required > 0 else "减", "ratio": shown_ratio(pace.ratio)}
    zh |= {**verb, **{k: f"{shown(v)}{subject.pace_unit_zh}" for k, v in rates.items()}}
    en |= {**verb, **{k: f"{shown(v)} {subject.pace_unit_en}".replace(" %", "%") for k, v in rates.items()}}
    said = [fill(STANDARD, zh, en)]
    if found.chained:
        said.append(fill(CHAINED, zh, en))
    if found.outlook_range is not None:
        low, high = found.outlook_range
        ahead = {k: rounded(v) for k, v in {"outlook": pace.outlook, "low": low, "high": high}.items()}
        zh |= {k: number_zh(v, subject.unit) for k, v in ahead.items()}
        en |= {k: number_en(v, subject.unit) for k, v in ahead.items()}
        said.append(fill(OUTLOOK, zh, en))
    return joined(said)


def with_precedent(said: Sentences, subject: Subject, before: Precedent) -> Sentences:
    """The sentence with how often the place itself has moved as fast as it must now, where years are on record."""
    if not before.years:
        return said
    needed = shown(abs(before.needed))
    zh = {"remaining": f"{needed}{subject.pace_unit_zh}", "reached": len(before.reached), "of": len(before.years)}
    en = {"remaining": f"{needed} {subject.pace_unit_en}".replace(" %", "%")}
    return joined([said, fill(PRECEDENT, zh, en)])


def joined(said: Sequence[Sentences]) -> Sentences:
    """One after another."""
    return Sentences("".join(s.zh for s in said), " ".join(s.en for s in said))


def no_figure(zh: str, en: str, as_of: date) -> Sentences:
    """Nothing was ever published."""
    return fill(NO_FIGURE, {"name": zh, "as_of": as_of.isoformat()}, {"name": en})


def number_zh(value: Decimal, unit: str) -> str:
    """`4,210.18亿元`."""
    return f"{value.normalize():,f}{unit}"


def number_en(value: Decimal, unit: str) -> str:
    """`421.018 billion yuan`: English readers count in thousands, so sums of money are put in theirs."""
    sort = known_unit(unit)
    if sort.measure in MONEY and sort.mult:
        return f"{value.scaleb(sort.mult - BILLION).normalize():,f} billion {MONEY[sort.measure]}"
    if unit in ("", "%"):
        return number_zh(value, unit)
    return f"{value.normalize():,f} ({sort.en})" if sort.mult else f"{value.normalize():,f} {sort.en}"


def rounded(value: Decimal) -> Decimal:
    """An outlook is arithmetic: no decimals above a hundred, one below, three for a ratio."""
    places = Decimal(1) if abs(value) >= 100 else Decimal("0.1") if abs(value) >= 2 else Decimal("0.001")
    return value.quantize(places)


def shown(value: Decimal) -> str:
    """Two decimals, without a sign of its own when zero."""
    return f"{value.quantize(CENT) + 0:f}"


def shown_ratio(ratio: Decimal) -> str:
    """R with two decimals, never rounded across a threshold: 0.949 is shown as 0.94."""
    rounded = ratio.quantize(CENT)
    if class_of(rounded) != class_of(ratio):
        rounded = ratio.quantize(CENT, rounding=ROUND_FLOOR)
    return f"{rounded:f}"
