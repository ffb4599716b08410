"""Sentences on projects: which stage they show, of which project, and what they only announce (METHOD 4.6)."""

from datetime import date

import pytest

from pipeline.extract.evidence import extract_events
from pipeline.passages import read
from pipeline.records import DocumentContext, EventRecord
from pipeline.register import Project
from schemas.codelists import MediaType, ProjectStage

S = ProjectStage
BRIDGE = Project("滨江大桥", ("滨江跨海大桥",), ("C901",), construction=True)
LINE = Project("山海铁路", ("山海高铁",), ("C902",), construction=True, sections=("东段", "西段"))
LAB = Project("潮汐实验室", (), ("C903",), construction=True)
CONTEXT = DocumentContext("project_news:made", "项目消息", date(2025, 6, 30), "440700")


def events(sentence: str) -> dict[str, EventRecord]:
    """topic → event of one sentence in an article of 30 June 2025."""
    parsed = read(f"项目消息\n{sentence}\n".encode(), MediaType.TEXT)
    found = extract_events(CONTEXT, parsed, [BRIDGE, LINE, LAB])
    for event in found:
        assert parsed.text[event.char_start : event.char_end] == event.quote
    return {e.topic: e for e in found}


@pytest.mark.parametrize(
    ("sentence", "stage"),
    [
        ("2024年3月1日，滨江大桥谋划建设获通报。", S.PLANNED),
        ("2024年3月1日，滨江大桥可研获省发展改革委批复。", S.APPROVED),
        ("2024年3月1日，滨江大桥发布招标公告。", S.APPROVED),
        ("2024年3月1日，滨江大桥动工。", S.STARTED),
        ("2024年3月1日，滨江大桥举行奠基仪式。", S.STARTED),
        ("2024年3月1日，滨江大桥主塔封顶。", S.UNDER_CONSTRUCTION),
        ("2024年3月1日，滨江大桥累计完成投资的60%。", S.UNDER_CONSTRUCTION),
        ("2024年3月1日，滨江大桥形象进度达七成。", S.UNDER_CONSTRUCTION),
        ("2024年3月1日，滨江大桥基本建成。", S.UNDER_CONSTRUCTION),
        ("2024年3月1日，滨江大桥主体建成。", S.UNDER_CONSTRUCTION),
        ("2024年3月1日，滨江大桥通过交工验收。", S.COMPLETED),
        ("2024年3月1日，滨江大桥竣工。", S.COMPLETED),
        ("2024年3月1日，滨江大桥建成通车。", S.IN_OPERATION),
        ("2024年3月1日，滨江大桥通车试运营。", S.IN_OPERATION),
        ("2024年3月1日，潮汐实验室正式运行。", S.IN_OPERATION),
        ("2024年3月1日，潮汐实验室揭牌。", None),
        ("2024年3月1日，滨江大桥项目签约。", None),
        ("2024年3月1日，滨江大桥项目集中签约动工。", S.STARTED),
        ("2024年3月1日，滨江大桥具备通车条件。", None),
    ],
)
def test_a_word_shows_its_stage(sentence: str, stage: S | None) -> None:
    assert events(sentence)["滨江大桥" if "滨江" in sentence else "潮汐实验室"].stage == stage


@pytest.mark.parametrize(
    ("sentence", "stage", "expected"),
    [
        ("2024年3月1日的消息称，滨江大桥预计2026年建成通车。", None, "2026年"),
        ("2024年3月1日，市政府称滨江大桥拟于6月底通车。", None, "6月底"),
        ("2024年3月1日，滨江大桥计划年内动工。", None, "年内"),
        ("2024年3月1日，滨江大桥力争2027年竣工。", None, "2027年"),
        ("2024年3月1日，滨江大桥有望明年通车。", None, "明年"),
        ("2024年3月1日，滨江大桥即将开工。", None, None),
        ("2024年3月1日，滨江大桥将于2026年投用。", None, "2026年"),
        ("2024年3月1日，滨江大桥料2028年通车。", None, "2028年"),
        ("2024年3月1日，滨江大桥主塔封顶，目标2028年通车。", S.UNDER_CONSTRUCTION, "2028年"),
        ("2024年3月1日，计划2028年通车的滨江大桥公布进展，目前架梁过半。", S.UNDER_CONSTRUCTION, "2028年"),
        ("2024年3月1日，滨江大桥已将主塔封顶。", S.UNDER_CONSTRUCTION, None),
        ("2024年3月1日，滨江大桥新材料试验段开工。", S.STARTED, None),
        ("2024年3月1日，滨江大桥的模拟实验设备安装。", S.UNDER_CONSTRUCTION, None),
    ],
)
def test_an_intention_moves_no_stage_and_names_its_date(sentence: str, stage: S | None, expected: str | None) -> None:
    found = events(sentence).get("滨江大桥")
    assert (found.stage if found else None, found.expected_date if found else None) == (stage, expected)


@pytest.mark.parametrize(
    "sentence", ["2024年3月1日，滨江大桥尚未开工，市民表示关注。", "2024年3月1日，滨江大桥未见建成消息，仍称在等。"]
)
def test_what_was_not_seen_is_no_stage_and_says_so(sentence: str) -> None:
    found = events(sentence)["滨江大桥"]
    assert (found.stage, found.flags) == (None, ("negative",))


@pytest.mark.parametrize(
    ("sentence", "flag"),
    [
        ("2024年3月1日，滨江大桥通车试运营。", "trial"),
        ("2024年3月1日，滨江大桥基本建成。", "basically_completed"),
        ("2024年3月1日，市政府介绍，滨江大桥已经建成通车。", "reported"),
    ],
)
def test_what_must_be_said_beside_an_event_is_a_flag(sentence: str, flag: str) -> None:
    assert events(sentence)["滨江大桥"].flags == (flag,)


def test_an_event_dated_after_its_own_document_shows_no_stage_and_becomes_an_expected_date() -> None:
    found = events("2025年12月31日，滨江大桥建成通车。")["滨江大桥"]
    assert (found.stage, found.expected_date, found.flags) == (None, "2025年12月31日", ("future",))
    assert (found.event_start, found.event_end) == (CONTEXT.issued, CONTEXT.issued)


def test_two_projects_get_each_the_clause_that_names_it() -> None:
    found = events("2024年3月1日，滨江大桥开始架梁，山海铁路全线动工。")
    assert {topic: e.stage for topic, e in found.items()} == {"滨江大桥": S.UNDER_CONSTRUCTION, "山海铁路": S.STARTED}


def test_a_list_of_projects_shares_its_verb() -> None:
    found = events("2024年3月1日，滨江大桥、潮汐实验室均已动工。")
    assert {topic: e.stage for topic, e in found.items()} == {"滨江大桥": S.STARTED, "潮汐实验室": S.STARTED}


def test_two_projects_in_one_clause_that_are_no_list_show_no_stage_and_say_why() -> None:
    found = events("2024年3月1日，滨江大桥连接山海铁路的匝道通车。")
    assert {topic: (e.stage, e.flags) for topic, e in found.items()} == {
        "滨江大桥": (None, ("ambiguous",)),
        "山海铁路": (None, ("ambiguous",)),
    }


def test_what_a_project_only_leads_is_not_its_own_stage() -> None:
    assert events("2024年3月1日，由潮汐实验室牵头的联合中心已获批准。")["潮汐实验室"].stage is None


def test_a_section_that_is_followed_is_the_parts_and_one_that_is_not_leaves_the_whole_under_construction() -> None:
    east = events("2024年3月1日，山海铁路东段建成通车。")["山海铁路"]
    assert (east.stage, east.part, east.flags) == (S.IN_OPERATION, "东段", ())
    other = events("2024年3月1日，滨江大桥引桥段建成通车。")["滨江大桥"]
    assert (other.stage, other.part, other.flags) == (S.UNDER_CONSTRUCTION, "引桥段", ("part_only",))
    whole = events("2024年3月1日，山海铁路全线建成通车。")["山海铁路"]
    assert (whole.stage, whole.part) == (S.IN_OPERATION, None)


def test_an_alias_means_the_same_project() -> None:
    assert events("2024年3月1日，滨江跨海大桥动工。")["滨江大桥"].matched == "滨江跨海大桥"


def test_the_articles_day_stands_in_where_the_sentence_has_none() -> None:
    found = events("昨日，滨江大桥动工。")["滨江大桥"]
    assert (found.event_start, found.event_end) == (date(2025, 6, 29), date(2025, 6, 29))
    month = events("2024年3月，滨江大桥动工。")["滨江大桥"]
    assert (month.event_start, month.event_end) == (date(2024, 3, 1), date(2024, 3, 31))


def test_the_year_something_is_aimed_at_for_is_no_date_of_an_event() -> None:
    found = events("滨江大桥的目标是2027年通车。")["滨江大桥"]
    assert (found.event_start, found.stage, found.expected_date) == (CONTEXT.issued, None, "2027年")
