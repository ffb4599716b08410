"""The table of targets that `duixian status` prints: value, path, pace and status of each, from the published build."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from sqlmodel import Session, col, select

from schemas.areas import areas
from schemas.assessments import Assessment
from schemas.catalog import Build
from schemas.codelists import CommitmentKind, Comparator, NotAssessedReason, ProgressStatus, QuoteStatus
from schemas.commitments import Commitment, Target
from schemas.storage import Layout, current_build, open_read_only

STYLES = {
    ProgressStatus.ACHIEVED: "green",
    ProgressStatus.ON_TRACK: "green",
    ProgressStatus.IMPROVING: "green",
    ProgressStatus.NEEDS_ACCELERATION: "yellow",
    ProgressStatus.LIMITED_PROGRESS: "yellow",
    ProgressStatus.MOVING_AWAY: "red",
}
SYMBOLS = {
    Comparator.GT: ">",
    Comparator.GE: "≥",
    Comparator.EQ: "≥",
    Comparator.LE: "≤",
    Comparator.LT: "<",
    Comparator.ABOUT: "≈",
    Comparator.RANK_LE: "≤",
    Comparator.TOWARD: "→",
    Comparator.REACH_REF: "≥",
    Comparator.ABOVE_REF: ">",
    Comparator.INCREASE: "↑",
    Comparator.DECREASE: "↓",
}
"""A terminal is narrow: `→` is a level the report works toward."""
WORD = 13
"""Longest word of the English titles."""
HEADS = {
    "zh": ("编号", "承诺", "最新值", "目标", "路径", "速度比", "状态"),
    "en": ("id", "commitment", "latest", "target", "path", "pace", "status"),
}
NO_REPORT = {
    "zh": "未提供报告原文页面，{n} 条承诺均无原句；用 `duixian report add 文件` 提供后重建即可。",
    "en": "The report's page was not supplied, so none of the {n} commitments has a quote: `duixian report add FILE`.",
}
QUOTED = {"zh": "{n} 条承诺，{q} 条原句哈希一致。", "en": "{n} commitments, {q} quotes whose hash matches."}
CAPTION = {
    "zh": "构建 {build}，截至 {as_of}；路径 = 届时应达到的值；速度比 = 目前年均速度 / 所需年均速度；→ 朝着该值。",
    "en": "Build {build}, as of {as_of}; path = value due by then; pace = speed so far / speed required; → toward.",
}


@dataclass(frozen=True)
class TargetLine:
    """One target with its judgement."""

    commitment: Commitment
    target: Target
    assessment: Assessment


def status(root: Path, lang: str) -> RenderableType:
    """The published build's targets as a table, with a line on quotations; `NoBuild` when nothing is published."""
    engine = open_read_only(Layout(root).database(current_build(root)))
    try:
        with Session(engine) as session:
            build = session.exec(select(Build)).one()
            quotes = list(
                session.exec(select(Commitment.quote_status).where(col(Commitment.review_status) == "reviewed"))
            )
            table = _table(_lines(session), lang)
    finally:
        engine.dispose()
    table.caption = CAPTION[lang].format(build=build.build_id, as_of=build.as_of)
    words = QUOTED if build.report_quotes else NO_REPORT
    return Group(table, Text(words[lang].format(n=len(quotes), q=quotes.count(QuoteStatus.VERIFIED))))


def _lines(session: Session) -> list[TargetLine]:
    statement = (
        select(Commitment, Target, Assessment)
        .join(Target, col(Target.commitment_id) == col(Commitment.commitment_id))
        .join(Assessment, col(Assessment.target_id) == col(Target.target_id))
        .where(col(Commitment.kind).in_([CommitmentKind.QUANTITATIVE, CommitmentKind.RANKING]))
        .order_by(col(Commitment.position), col(Target.target_id))
    )
    return [TargetLine(*row) for row in session.exec(statement)]


def _table(lines: list[TargetLine], lang: str) -> Table:
    table = Table(caption_justify="left", pad_edge=False, box=box.SIMPLE_HEAD)
    for head in HEADS[lang]:
        figures = head in HEADS[lang][2:6]
        short = head in (HEADS[lang][0], *HEADS[lang][4:6])
        width = WORD if head == HEADS[lang][1] else None
        table.add_column(head, justify="right" if figures else "left", no_wrap=short, overflow="fold", min_width=width)
    for line in lines:
        assessment, target = line.assessment, line.target
        table.add_row(
            line.commitment.commitment_id.rpartition(":")[2],
            line.commitment.title_zh if lang == "zh" else line.commitment.title_en,
            _value(assessment.latest_value, target.unit, assessment.latest_period),
            _goal(target, lang),
            _value(assessment.path_value, None, None),
            f"{assessment.pace_ratio:.2f}" if assessment.pace_ratio is not None else "–",
            _status(assessment, lang),
        )
    return table


def _goal(target: Target, lang: str) -> str:
    """`→ 5,000 亿元`, `≥ 全国`; a rank word has no value to show."""
    if target.comparator is None or (target.target_value is None and target.reference_area is None):
        return "–"
    symbol = SYMBOLS[Comparator(target.comparator)]
    if target.target_value is not None:
        return f"{symbol} {_value(target.target_value, target.unit, None)}"
    area = areas()[str(target.reference_area)]
    return f"{symbol} {area.name_zh if lang == 'zh' else area.name_en}"


def _status(assessment: Assessment, lang: str) -> Text:
    code = ProgressStatus(assessment.progress_status or ProgressStatus.NOT_ASSESSED)
    if not assessment.reason:
        return Text(str(getattr(code, lang)), style=STYLES.get(code, "default"))
    reason = NotAssessedReason(assessment.reason)
    return Text(str(reason.zh) if lang == "zh" else reason.replace("_", " "), style="dim")


def _value(value: Decimal | None, unit: str | None, period: str | None) -> str:
    """`4210.18 亿元 (2024)`; trailing zeros of storage are dropped."""
    if value is None:
        return "–"
    number = f"{value.quantize(Decimal('0.01')).normalize():,f}"
    return f"{number}{' ' + unit if unit else ''}{f' ({period})' if period else ''}"
