"""Pages of portals, bureaus and e-papers: their own text, their meta data, their tables with every cell filled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.passages.html import expand, read_html
from pipeline.records import ParsedText

TABLE = """<html><body><div class="TRS_Editor"><p>某市2023年主要指标。</p><table>
<tr><td rowspan="2">指标</td><td colspan="2">2023年</td></tr><tr><td>绝对数</td><td>比上年增长（%）</td></tr>
<tr><td colspan="3">一、农业</td></tr><tr><td>粮食</td><td>12.5</td><td>-1.3</td></tr></table></div></body></html>"""


def read(html: str, charset: str | None = "utf-8") -> ParsedText:
    return read_html(html.encode("utf-8"), charset)


def texts(parsed: ParsedText) -> list[str]:
    return [p.text for p in parsed.passages]


def test_every_passage_reads_its_text_at_its_span() -> None:
    parsed = read(TABLE)
    assert all(parsed.text[p.char_start : p.char_start + len(p.text)] == p.text for p in parsed.passages)


def test_merged_cells_are_repeated_in_every_place_they_cover() -> None:
    parsed = read(TABLE)
    rows = [(p.text, p.header) for p in parsed.passages if p.kind == "table_row"]
    assert rows == [
        ("指标\t2023年\t2023年", True),
        ("指标\t绝对数\t比上年增长（%）", True),
        ("粮食\t12.5\t-1.3", False),
    ]


def test_a_row_of_one_merged_cell_is_a_line_and_not_a_row_of_figures() -> None:
    [line] = [p for p in read(TABLE).passages if p.text == "一、农业"]
    assert line.kind == "heading"


def test_meta_tags_of_portals_give_title_day_and_publisher() -> None:
    html = """<html><head><title>门户</title><meta name="ArticleTitle" content="某市2023年公报">
    <meta name="PubDate" content="2024-03-29 10:20"><meta name="ContentSource" content="某市统计局"></head>
    <body><div id="zhengwen"><p>正文。</p></div></body></html>"""
    meta = read(html).meta
    assert (meta["title"], meta["issued"], meta["publisher"]) == ("某市2023年公报", "2024-03-29", "某市统计局")


@pytest.mark.parametrize(
    ("line", "issued"),
    [
        ("来源：某报  发表时间:2026-01-30 07:01", "2026-01-30"),
        ("发布日期：2024年3月9日", "2024-03-09"),
        ("2024 年 5 月 6 日 星期一", "2024-05-06"),
        ("发布时间：2024-13-40", None),
        ("全文共2024字", None),
    ],
)
def test_the_head_line_of_a_news_page_gives_its_day(line: str, issued: str | None) -> None:
    assert (
        read(f"<body><h1>消息</h1><div>{line}</div><div id='ozoom'><p>正文一段。</p></div></body>").meta.get("issued")
        == issued
    )


@pytest.mark.parametrize("declared", [None, "gb2312", "iso-8859-1", "utf-8"])
def test_a_page_in_gb18030_is_read_whatever_the_server_says(declared: str | None) -> None:
    html = '<html><head><meta charset="gb2312"></head><body><p>镕基路、喆字街，产值１２亿元。</p></body></html>'
    parsed = read_html(html.encode("gb18030"), declared)
    assert "镕基路、喆字街，产值１２亿元。" in parsed.text
    assert parsed.charset == "gb18030"


def test_scripts_navigation_and_page_furniture_are_no_text() -> None:
    html = """<body><nav>首页 12345</nav><script>var a="产值99亿元"</script><div class="article-content"><p>正文。</p>
    <p>【字体：大 中 小】</p><p>打印本页</p><p>责任编辑：某人</p></div><footer>备案号 44070000</footer></body>"""
    assert texts(read(html)) == ["正文。"]


def test_headings_marked_or_only_bold_lead_their_passages() -> None:
    html = """<div class="content"><h2>一、综合</h2><p>甲段。</p><p><strong>（一）农业</strong></p><p>乙段。</p>
    <p>二、工业</p><p>丙段。</p></div>"""
    path = {p.text: p.heading_path for p in read(html).passages}
    assert path["甲段。"] == ("一、综合",)
    assert path["乙段。"] == ("一、综合", "（一）农业")
    assert path["丙段。"] == ("二、工业",)


def test_inline_marks_do_not_cut_a_sentence() -> None:
    html = '<div class="content"><p>产值<b>12</b>.<span>5</span>亿元，<a href="#">增长</a>3%。</p></div>'
    assert texts(read(html)) == ["产值12.5亿元，增长3%。"]


def test_a_lying_span_does_not_fill_the_memory() -> None:
    html = (
        '<div class="content"><table><tr><td colspan="99999999" rowspan="77777777">甲</td><td>1</td></tr></table></div>'
    )
    [row] = texts(read(html))
    assert len(row.split("\t")) <= 201


CELLS = st.lists(
    st.lists(st.tuples(st.sampled_from("甲乙丙12"), st.integers(1, 3), st.integers(1, 3)), max_size=4), max_size=5
)


@given(CELLS)
def test_a_table_is_a_full_grid_that_holds_every_cell_as_often_as_it_spans(
    rows: list[list[tuple[str, int, int]]],
) -> None:
    grid = expand(rows)
    assert len(grid) == len(rows)
    assert len({len(row) for row in grid}) <= 1
    for r, row in enumerate(rows):
        assert len([c for c in row if c[0] in grid[r]]) == len(row)


@pytest.mark.parametrize(
    "place",
    [
        '<div id="zhengwen">{}</div>',
        '<div class="news article-content">{}</div>',
        '<div class="view TRS_UEDITOR_wide">{}</div>',
        '<div class="TRS_Editor">{}</div>',
        "<article>{}</article>",
    ],
)
def test_the_text_stands_in_the_surest_place_and_not_in_the_first(place: str) -> None:
    page = f'<body><div class="content"><p>上一条消息。</p></div>{place.format("<p>正文一段。</p>")}</body>'
    assert texts(read(page)) == ["正文一段。"]


def test_a_place_without_text_gives_way_to_the_next() -> None:
    page = '<body><div id="zhengwen"> </div><div class="content"><p>正文一段。</p></div></body>'
    assert texts(read(page)) == ["正文一段。"]
