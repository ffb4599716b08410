"""Every threshold of the assessments, once: the code reads it here, the published file carries it as table `rule`."""

from dataclasses import dataclass
from decimal import Decimal

from schemas.assessments import Rule

RULES_VERSION = "2"
"""Raised whenever a rule, threshold or sentence changes."""


@dataclass(frozen=True)
class Threshold:
    """One number a rule turns on."""

    value: Decimal
    unit: str
    zh: str
    en: str


def _of(value: str, unit: str, zh: str, en: str) -> Threshold:
    return Threshold(Decimal(value), unit, zh, en)


THRESHOLDS = {
    "on_track": _of("0.95", "", "R 不低于此数：达到预期进度", "R from here on is on track"),
    "needs_acceleration": _of("0.60", "", "R 不低于此数：有进展，需提速", "R from here on needs acceleration"),
    "limited_progress": _of("0", "", "R 不低于此数：进展有限；更低：偏离目标", "R from here on is limited progress"),
    "improving_clear": _of("1.5", "%", "年均变化不低于此数：明显向好", "change a year from here on improves clearly"),
    "improving_some": _of("0.5", "%", "年均变化不低于此数：有所向好", "change a year from here on improves somewhat"),
    "no_clear_change": _of(
        "0", "%", "年均变化不低于此数：变化不明显；更低：偏离", "change a year from here on is unclear"
    ),
    "direction_points": _of("3", "个", "只有方向的承诺至少需要的年度数", "annual points a direction needs"),
    "grace_months": _of(
        "6", "个月", "比通常公布时间晚于此月数即为缺近期数", "months past the usual release before a figure is old"
    ),
    "final_due_months": _of(
        "13", "个月", "年末后此月数内未注明的数视为初步", "months an unmarked figure counts as provisional"
    ),
    "quiet_months": _of("12", "个月", "超过此月数无新消息：久无新消息", "months without news: stale"),
    "stalled_months": _of("24", "个月", "超过此月数无新消息且已过预计时间：提请判定", "the same: proposed as stalled"),
    "reports": _of("2", "家", "完工或投用所需的独立报道数；举措推进所需次数", "independent reports needed"),
    "in_line": _of(
        "0.5", "个百分点", "年内增速与所需增速相差不超过此数：相当", "points of growth to date that count as in line"
    ),
    "seasonal_years": _of("3", "年", "推算区间所用的完整年份数", "full years a projection's range is drawn from"),
}


def threshold(name: str) -> Decimal:
    """The number itself."""
    return THRESHOLDS[name].value


def months(name: str) -> int:
    """A threshold that counts whole months, years or points."""
    return int(THRESHOLDS[name].value)


def rule_rows() -> list[Rule]:
    """Rows of table `rule`."""
    return [
        Rule(rule_id=name, version=RULES_VERSION, value=t.value, unit=t.unit, title_zh=t.zh, title_en=t.en)
        for name, t in THRESHOLDS.items()
    ]
