"""A newspaper page back in paragraphs, every character with its place in the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.passages.newspaper import INSERTED, dewrap, looks_like_newspaper, read_newspaper

COLUMNS = """（上接A02版）

二、把城市建设
得更好

今后几年，我们将修
好道路和桥梁，让出

行更方便。一是改造
老旧街区。
——产业更强。工厂搬进
园区，产值超过
100亿元。
——生活更好。建成 Sky
Park 和步道。
"""


def lines(page: str) -> list[str]:
    return dewrap(page).text.splitlines()


def test_columns_become_paragraphs_and_jump_lines_go() -> None:
    assert lines(COLUMNS) == [
        "二、把城市建设得更好",
        "今后几年，我们将修好道路和桥梁，让出行更方便。一是改造老旧街区。",
        "——产业更强。工厂搬进园区，产值超过100亿元。",
        "——生活更好。建成 Sky Park 和步道。",
    ]


def test_an_empty_line_inside_a_sentence_is_a_column_break() -> None:
    assert lines("让出\n\n行更方便。\n") == ["让出行更方便。"]


def test_an_empty_line_after_a_sentence_opens_a_paragraph() -> None:
    assert lines("甲完成了。\n\n乙也完成了。\n") == ["甲完成了。", "乙也完成了。"]


def test_a_sentence_that_ends_within_a_quotation_is_ended() -> None:
    assert lines("他说“完成了。”\n\n大家都同意。\n") == ["他说“完成了。”", "大家都同意。"]


def test_a_dash_inside_a_sentence_opens_no_paragraph() -> None:
    assert lines("这条路从江边\n——旧码头——\n一直通到山下。\n") == ["这条路从江边——旧码头——一直通到山下。"]


def test_title_lines_before_the_subtitle_stay_lines() -> None:
    page = "把家乡建设得更好\n\n——在某次代表大会上的报告\n\n各位代表：\n现在开会。\n"
    assert lines(page) == ["把家乡建设得更好", "——在某次代表大会上的报告", "各位代表：现在开会。"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_character_stands_where_its_origin_says(ending: str) -> None:
    page = "\ufeff" + COLUMNS.replace("\n", ending)
    found = dewrap(page)
    assert len(found.origin) == len(found.text)
    assert found.text == dewrap(COLUMNS).text
    for character, place in zip(found.text, found.origin, strict=True):
        assert character in "\n " if place == INSERTED else page[place] == character


WORDS = st.text(alphabet="修路建园增长超过亿元12AB。！，：——（一）二、 \t", max_size=12)


@given(st.lists(WORDS, max_size=25), st.sampled_from(["\n", "\r\n", "\r"]))
def test_no_character_is_lost_invented_or_moved(rows: list[str], ending: str) -> None:
    page = ending.join(rows)
    found = dewrap(page)
    kept = [place for place in found.origin if place != INSERTED]
    assert kept == sorted(set(kept))
    assert all(page[p] == c for c, p in zip(found.text, found.origin, strict=True) if p != INSERTED)
    lost = {i for i in range(len(page)) if not page[i].isspace()} - set(kept)
    assert not lost


def test_passages_read_their_text_at_their_span_and_know_their_chapter() -> None:
    parsed = read_newspaper(COLUMNS, "utf-8")
    for passage in parsed.passages:
        assert parsed.text[passage.char_start : passage.char_start + len(passage.text)] == passage.text
    assert [p.kind for p in parsed.passages] == ["heading", "paragraph", "paragraph", "paragraph"]
    assert parsed.passages[2].heading_path == ("二、把城市建设得更好",)


def test_a_typed_text_is_no_newspaper_page() -> None:
    narrow = "\n".join(["今后几年，我们将修好", "道路和桥梁，让大家的", "出行更加方便快捷，也"] * 8)
    typed = "\n".join(["今后几年，我们将修好道路。", "桥梁也要加固。"] * 12)
    assert looks_like_newspaper(narrow)
    assert not looks_like_newspaper(typed)
    assert not looks_like_newspaper(narrow + "\n" + "长" * 60)
