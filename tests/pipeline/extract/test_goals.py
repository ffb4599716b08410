"""Goals said again by later documents: what is aimed at, by which verb, for which year; and what is none."""

from datetime import date
from decimal import Decimal

import pytest

from pipeline.drift import related
from pipeline.extract.goals import aims, extract_goals
from pipeline.passages import read
from pipeline.records import DocumentContext, GoalRecord
from schemas.codelists import MediaType, Relation
from schemas.commitments import Target
from schemas.dictionary import dictionary


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("市委全会提出2025年GDP增长5.5%左右的目标。", ("GDP", "yoy", "5.5", "%", "aim", 2025)),
        ("市委就经济总量提出“十五五”冲刺6000亿元。", ("GDP", "level", "6000", "亿元", "sprint", 2030)),
        ("朝着地区生产总值5000亿元奋进。", ("GDP", "level", "5000", "亿元", "toward", None)),
        ("地区生产总值确保增长5%以上。", ("GDP", "yoy", "5", "%", "ensure", None)),
        ("力争2026年地区生产总值突破5000亿元。", ("GDP", "level", "5000", "亿元", "strive", 2026)),
        ("目标是2023年高企超过2200家。", ("HIGH_TECH_FIRMS", "level", "2200", "家", "aim", 2023)),
        ("预期2025年规模以上工业增加值增长6%。", ("IND_VA_ABOVE", "yoy", "6", "%", "expect", 2025)),
        ("到2024年，全社会研发经费投入强度力争达到3.3%。", ("RD_INTENSITY", "share", "3.3", "%", "strive", 2024)),
        ("努力使社会消费品零售总额增长7%。", ("RETAIL", "yoy", "7", "%", "strive", None)),
        ("计划2025年固定资产投资增长4%左右。", ("FAI", "yoy", "4", "%", "expect", 2025)),
        ("争取“十四五”地区生产总值年均增长6%。", ("GDP_AVG_GROWTH", "avg_growth", "6", "%", "strive", 2025)),
        (
            "先进制造业增加值占规模以上工业增加值比重以2020年的39.4%为基数，2025年目标为50%。",
            ("ADVANCED_MFG_SHARE", "share", "50", "%", "aim", 2025),
        ),
    ],
)
def test_a_number_aimed_at_is_read_with_its_verb_and_year(sentence: str, expected: tuple[object, ...]) -> None:
    [found] = aims(sentence)
    target = found.target
    assert (
        found.indicator.id,
        target.measure,
        str(target.value),
        target.unit,
        str(found.strength),
        found.deadline,
    ) == expected


def test_a_list_of_goals_shares_its_word_and_its_year() -> None:
    found = list(aims("三年行动方案印发，目标2024年研发强度3.3%、高企2600家。"))
    assert [(a.indicator.id, a.target.value, a.deadline) for a in found] == [
        ("RD_INTENSITY", Decimal("3.3"), 2024),
        ("HIGH_TECH_FIRMS", Decimal(2600), 2024),
    ]


def test_two_verbs_give_two_goals() -> None:
    found = list(aims("地区生产总值确保增长5%以上，力争5.5%。"))
    assert [(str(a.strength), a.target.value) for a in found] == [("ensure", 5), ("strive", Decimal("5.5"))]


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年地区生产总值增长3.4%。",
        "2024年地区生产总值4210.18亿元，同比增长3.4%。",
        "面向5000亿元目标，经济总量已超4200亿元。",
        "地区生产总值增长5%的目标顺利实现。",
        "会议提出要推动高质量发展。",
        "力争在新的一年取得更大进展。",
        "计划建设10个公园。",
        "目标管理工作会议召开，12个单位参加。",
        "以2020年的39.4%为基数提出发展方向。",
        "规划提出打造三大平台。",
    ],
)
def test_what_has_happened_or_names_no_indicator_is_no_goal(sentence: str) -> None:
    assert list(aims(sentence)) == []


def test_a_goal_stands_at_its_span_and_belongs_to_the_documents_area() -> None:
    parsed = read("会议消息\n市委全会提出2025年GDP增长5.5%左右的目标。\n".encode(), MediaType.TEXT)
    [goal] = extract_goals(DocumentContext("made:page", "会议消息", date(2025, 2, 10), "440700"), parsed)
    assert parsed.text[goal.char_start : goal.char_end] == goal.quote
    assert (goal.ref_area, goal.verb, goal.qualifier) == ("440700", "提出", "左右")
    assert extract_goals(DocumentContext("made:page", "会议消息", None, None), parsed) == []


def goal(indicator: str, measure: str, area: str = "440700") -> GoalRecord:
    return GoalRecord(
        indicator, measure, area, "=", Decimal(5), "%", None, 2025, "提出", "aim", 0, 1, "x", 0, "aimed_number/1"
    )


def target(indicator: str, measure: str, method: str) -> Target:
    return Target(
        target_id="C901/1",
        commitment_id="C901",
        indicator_id=indicator,
        measure=measure,
        method=method,
        ref_area="440700",
    )


@pytest.mark.parametrize(
    ("later", "original", "relation"),
    [
        (goal("GDP", "level"), target("GDP", "level", "level"), Relation.SAME),
        (goal("GDP", "yoy"), target("GDP", "level", "level"), Relation.GROWTH),
        (goal("GDP_AVG_GROWTH", "avg_growth"), target("GDP", "level", "level"), Relation.GROWTH),
        (goal("GDP", "level"), target("GDP", "real_index", "direction"), None),
        (goal("GDP", "yoy"), target("GDP", "real_index", "direction"), Relation.GROWTH),
        (goal("GDP", "level", "440781"), target("GDP", "level", "level"), Relation.PART),
        (goal("GDP", "level", "440000"), target("GDP", "level", "level"), None),
        (goal("RD_INTENSITY", "share"), target("RD_INTENSITY", "share", "relative"), Relation.SAME),
        (goal("RETAIL", "level"), target("GDP", "level", "level"), None),
    ],
)
def test_a_later_goal_is_linked_by_indicator_measure_and_area(
    later: GoalRecord, original: Target, relation: Relation | None
) -> None:
    assert related(later, original, dictionary()) == relation
