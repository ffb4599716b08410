"""Areas named in a sentence: which one, and whether the figures behind it are about it."""

import pytest

from pipeline.text.areas import area_pattern, find_areas

NAMES = {
    "江门市": "440700",
    "江门": "440700",
    "江海区": "440704",
    "台山": "440781",
    "台山市": "440781",
    "全省": "440000",
}
PATTERN = area_pattern(NAMES)


def subjects(text: str) -> list[tuple[str, bool]]:
    return [(text[a.start : a.end], a.subject) for a in find_areas(text, NAMES, PATTERN)]


def test_the_longest_wording_is_taken_and_gives_the_code() -> None:
    [found] = find_areas("今年，台山市新增企业9家", NAMES, PATTERN)
    assert (found.start, found.end, found.code) == (3, 6, "440781")


@pytest.mark.parametrize(
    "text",
    ["江海区投资增长3%", "其中江海区增长3%", "，全省增长3%", "分地区看，台山增长3%"],
)
def test_an_area_that_opens_a_statement_is_what_it_is_about(text: str) -> None:
    [(_, subject)] = subjects(text)
    assert subject


@pytest.mark.parametrize(
    "text",
    ["增速比全省高2个百分点", "较江门快1个百分点", "总量居全省第9位", "占江门比重为8%", "与台山持平", "获全省通报表扬"],
)
def test_an_area_that_is_a_yardstick_is_not_what_the_figure_is_about(text: str) -> None:
    [(_, subject)] = subjects(text)
    assert not subject


def test_every_mention_is_found_in_order() -> None:
    assert subjects("江海区增长5%，比江门市高1个百分点，台山增长4%") == [
        ("江海区", True),
        ("江门市", False),
        ("台山", True),
    ]


def test_names_with_signs_of_their_own_are_read_as_they_are_written() -> None:
    names = {"高新区(江海区)": "440704"}
    assert [a.code for a in find_areas("高新区(江海区)增长", names, area_pattern(names))] == ["440704"]
    assert find_areas("高新区江海区增长", names, area_pattern(names)) == []
