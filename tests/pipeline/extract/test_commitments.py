"""What is proposed from plans and reports of any place: every target with all its fields, and no figure of the past."""

from datetime import date
from functools import cache

import pytest

from pipeline.evaluate.commitments import CommitmentScore, score
from pipeline.extract.commitments import extract_commitments
from pipeline.extract.commitments.calendar import Calendar
from pipeline.extract.commitments.names import entities, masked
from pipeline.extract.commitments.targets import quantitative, ranking
from pipeline.passages import read
from pipeline.records import CommitmentRecord, DocumentContext
from schemas.codelists import Comparator, MediaType
from tests.pipeline.extract import plans

EARLY_2025 = Calendar(2025, early=True, last=None)


@cache
def plan(name: str) -> plans.Plan:
    return plans.plan(name)


def found(name: str) -> CommitmentScore:
    return score(plan(name).proposals, plan(name).register, plan(name).parsed.text)


def proposals(text: str, issued: date | None = None, title: str = "") -> list[CommitmentRecord]:
    return extract_commitments(DocumentContext("x", title, issued), read(text.encode(), MediaType.TEXT))


@pytest.mark.parametrize("name", plans.NAMES)
def test_every_target_has_its_span_and_all_its_fields(name: str) -> None:
    by_span = {(p.char_start, p.char_end): p for p in plan(name).proposals}
    read_as = {
        span: {field: getattr(by_span[span], field) for field in wanted} if span in by_span else None
        for span, wanted in plan(name).targets.items()
    }
    assert read_as == plan(name).targets


@pytest.mark.parametrize("name", plans.NAMES)
def test_nothing_of_the_past_is_a_target_and_nothing_unlisted_has_a_value(name: str) -> None:
    assert found(name).facts_taken == 0
    unlisted = [
        p.quote for p in plan(name).proposals if p.value and (p.char_start, p.char_end) not in plan(name).targets
    ]
    assert unlisted == []


@pytest.mark.parametrize("name", plans.NAMES)
def test_nearly_every_clause_is_proposed_with_its_kind(name: str) -> None:
    assert found(name).precision >= 0.95
    assert found(name).recall >= 0.95
    assert found(name).kind_accuracy >= 0.9


def test_the_documents_together_list_nearly_two_hundred_targets_and_forty_facts() -> None:
    assert sum(len(plan(name).targets) for name in plans.NAMES) > 190
    assert sum(len(plan(name).register.facts) for name in plans.NAMES) > 40


def test_every_comparator_of_a_number_or_yardstick_occurs_in_the_documents() -> None:
    used = {fields["comparator"] for name in plans.NAMES for fields in plan(name).targets.values()}
    assert used >= set(Comparator) - {Comparator.LT, Comparator.INCREASE, Comparator.DECREASE}


@pytest.mark.parametrize(
    ("clause", "comparator", "value", "unit"),
    [
        ("地区生产总值增长5.5%左右", "about", "5.5", "%"),
        ("规模以上工业增加值增长6%以上", ">=", "6", "%"),
        ("居民消费价格涨幅控制在3%以内", "<=", "3", "%"),
        ("常住人口达到1100万人以上", ">=", "1100", "万人"),
        ("地区生产总值突破8000亿元", ">", "8000", "亿元"),
        ("地区生产总值朝着5000亿元奋进", "toward", "5000", "亿元"),
        ("政府负债率低于30%", "<", "30", "%"),
        ("新兴产业增加值占地区生产总值比重超四成", ">", "40", "%"),
        ("进出口总额正增长", ">", "0", "%"),
        ("城镇新增就业约4万人", "about", "4", "万人"),
        ("工业总产值翻两番", "=", "4", "倍"),
        ("办理时限压缩50%以上", "<=", "-50", "%"),
        ("单位地区生产总值能耗下降3%以上", "<=", "-3", "%"),
        ("城乡居民收入比缩小到2.2以内", "<=", "2.2", None),
        ("耕地保有量不少于1,250万亩", ">=", "1250", "万亩"),
        ("免费体检覆盖率由60%提高到85%", "=", "85", "%"),
    ],
)
def test_comparator_value_and_unit(clause: str, comparator: str, value: str, unit: str | None) -> None:
    target = quantitative(clause)
    assert target is not None
    assert (str(target.comparator), str(target.value), target.unit) == (comparator, value, unit)


@pytest.mark.parametrize(
    "clause",
    [
        "引进一批超百亿元项目",
        "打造15分钟生活圈",
        "完成园区九通一平",
        "推进G355线改建",
        "加快5G、4K产业发展",
        "服务世界500强企业",
        "建设110千伏输变电工程",
        "创建4A级旅游景区",
        "深化“1310”具体部署",
        "推进地铁6号线二期建设",
        "打造万亿级产业集群",
        "支持投资超5亿元的制造业项目",
        "落实“百千万工程”",
        "加强PM2.5和臭氧协同控制",
        "关爱65岁以上老年人",
        "办好第15届运动会",
        "完善12345热线服务",
    ],
)
def test_a_numeral_in_a_name_or_a_class_is_no_target(clause: str) -> None:
    assert quantitative(clause) is None


@pytest.mark.parametrize(
    ("clause", "place", "area"),
    [
        ("国家高新区进入50强", 50, "全国"),
        ("跻身全国百强县", 100, "全国"),
        ("经济总量位居全省前五", 5, "全省"),
        ("营商环境走在全省前列", None, "全省"),
    ],
)
def test_a_rank_has_its_place_and_the_area_it_is_held_in(clause: str, place: int | None, area: str) -> None:
    target = ranking(clause)
    assert (target.value, target.reference_area) == (place, area)


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("到2030年", 2030),
        ("2025年底前", 2025),
        ("五年内", 2029),
        ("今年", 2025),
        ("明年", 2026),
        ("“十五五”期末", 2030),
        ("比2020年翻一番", None),
        ("加快发展", None),
    ],
)
def test_words_for_time_are_deadlines_as_the_report_of_january_2025_means_them(words: str, year: int | None) -> None:
    assert EARLY_2025.deadline(words) == year


def test_five_years_promised_in_december_end_five_years_on() -> None:
    assert Calendar(2021, early=False, last=None).deadline("今后五年") == 2026


def test_a_name_is_blotted_out_and_the_count_behind_it_stays() -> None:
    assert masked("引进超10亿元项目5个") == "引进※※※※※※※5个"


def test_named_projects_and_programmes_are_listed() -> None:
    assert entities("建成青岚二桥") == ("青岚二桥",)
    assert entities("推进工业振兴工程") == ("工业振兴工程",)
    assert entities("深化“链长制”") == ("链长制",)


def test_a_named_year_holds_for_its_sentence_and_the_frame_for_the_next() -> None:
    text = (
        "某县政府工作报告\n二、2025年工作安排\n新建公路40公里。到2027年，建成水库2座，新增机井30眼。新增绿地5公顷。\n"
    )
    found = proposals(text, date(2025, 1, 10))
    assert [(p.value, p.deadline) for p in found if p.value] == [(40, 2025), (2, 2027), (30, 2027), (5, 2025)]


def test_targets_under_a_heading_of_goals_are_read_though_no_sentence_opens_them() -> None:
    (target,) = proposals("某市规划\n二、目标任务\n到2030年，全市地区生产总值突破8000亿元。\n", date(2026, 3, 1))
    assert (target.quote, target.deadline, target.indicator) == ("全市地区生产总值突破8000亿元", 2030, "GDP")


def test_the_review_of_last_year_gives_nothing() -> None:
    review = "某县政府工作报告\n一、2024年工作回顾\n建成公路40公里，地区生产总值增长5%，加强环境治理。\n"
    assert proposals(review, date(2025, 1, 10)) == []


def test_a_look_back_at_a_plan_that_has_ended_gives_nothing() -> None:
    text = "某区“十三五”发展回顾\n“十三五”时期，地区生产总值年均增长6.9%。2020年，人均地区生产总值达9.2万元。\n"
    assert proposals(text, title="某区“十三五”发展回顾") == []
    assert proposals(text, date(2021, 2, 1), "某区发展情况") == []


def test_headings_of_html_and_of_plain_text_give_the_same_chapters_and_sections() -> None:
    lines = ["某县政府工作报告", "二、2025年工作安排", "（一）壮大产业。", "新建园区3个。"]
    markup = "".join(f"<{tag}>{line}</{tag}>" for tag, line in zip(("h1", "h2", "h3", "p"), lines, strict=True))
    page = read(f"<html><body><article>{markup}</article></body></html>".encode(), MediaType.HTML)
    (html,) = extract_commitments(DocumentContext("x", lines[0], date(2025, 1, 10)), page)
    (plain,) = proposals("\n".join(lines) + "\n", date(2025, 1, 10))
    assert (html.chapter, html.section) == (plain.chapter, plain.section) == ("二", "（一）壮大产业。")
    assert (html.quote, html.deadline) == (plain.quote, plain.deadline) == ("新建园区3个", 2025)


def test_measures_named_together_are_split_and_share_a_group() -> None:
    text = "二、2025年目标\n地区生产总值、固定资产投资分别增长5%和6%以上。\n"
    first, second = proposals(text, date(2025, 1, 10))
    assert first.group == second.group is not None
    assert (first.quote, first.indicator, first.value, first.comparator) == ("地区生产总值", "GDP", 5, "=")
    assert (second.indicator, second.value, second.comparator) == ("FAI", 6, ">=")


@pytest.mark.parametrize(
    "sentence",
    [
        "城镇居民和农村居民人均可支配收入分别增长5%、6%以上。",
        "城镇居民人均可支配收入、农村居民人均可支配收入分别增长5%、6%以上。",
        "城乡居民人均可支配收入分别增长5%、6%以上。",
    ],
)
def test_incomes_of_town_and_country_are_two_targets_however_they_are_named(sentence: str) -> None:
    found = proposals(f"二、2025年目标\n{sentence}\n", date(2025, 1, 10))
    assert [(p.indicator, p.measure, p.value, p.comparator) for p in found] == [
        ("INCOME_URBAN", "yoy", 5, "="),
        ("INCOME_RURAL", "yoy", 6, ">="),
    ]


def test_what_is_insisted_on_beyond_the_target_keeps_its_measure() -> None:
    text = "二、2025年目标\n地区生产总值增长6%以上，力争6.5%。\n"
    first, second = proposals(text, date(2025, 1, 10))
    assert (first.indicator, first.measure, first.comparator) == ("GDP", "yoy", ">=")
    assert (second.indicator, second.measure, str(second.value), second.qualifier) == ("GDP", "yoy", "6.5", "力争")


INDICATORS = """<html><body><article><h1>某县第十五个五年规划纲要</h1><h2>第二章 主要目标</h2><table>
<tr><th>类别</th><th>指标</th><th>单位</th><th>2025年</th><th>2030年</th><th>年均增长（%）</th></tr>
<tr><td rowspan="5">发展</td><td>1.地区生产总值</td><td>亿元</td><td>318.6</td><td>450</td><td>6.5左右</td></tr>
<tr><td>2.规模以上工业增加值</td><td>亿元</td><td>—</td><td>—</td><td>8以上</td></tr>
<tr><td>3.森林覆盖率</td><td>%</td><td>61.2</td><td>≥62</td><td>—</td></tr>
<tr><td>4.城镇新增就业</td><td>万人</td><td>—</td><td>[3]</td><td>—</td></tr>
<tr><td>5.研发经费投入强度</td><td>%</td><td>1.9</td><td>2.2</td><td>—</td></tr>
</table></article></body></html>"""


def test_a_table_of_indicators_gives_one_target_a_line_by_the_last_year() -> None:
    page = read(INDICATORS.encode(), MediaType.HTML)
    found = extract_commitments(DocumentContext("x", "某县第十五个五年规划纲要", date(2026, 3, 1)), page)
    assert [(p.indicator, p.measure, p.comparator, str(p.value), p.unit, p.qualifier, p.deadline) for p in found] == [
        ("GDP", "level", "=", "450", "亿元", None, 2030),
        ("IND_VA_ABOVE_AVG_GROWTH", "avg_growth", ">=", "8", "%", None, 2030),
        (None, "level", ">=", "62", "%", None, 2030),
        ("JOBS_NEW_URBAN", "level", "=", "3", "万人", "累计", 2030),
        ("RD_INTENSITY", "share", "=", "2.2", "%", None, 2030),
    ]
    assert [p.quote for p in found] == [page.text[p.char_start : p.char_end] for p in found]


def test_a_table_of_last_year_gives_no_target() -> None:
    page = INDICATORS.replace("2030年", "2024年").replace("年均增长（%）", "增长（%）")
    found = extract_commitments(DocumentContext("x", "", date(2026, 3, 1)), read(page.encode(), MediaType.HTML))
    assert found == []
