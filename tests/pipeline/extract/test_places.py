"""Places we do not follow, whose figures are none of ours."""

import pytest

from pipeline.extract.observations.naming import ELSEWHERE, PLACES


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("其中珠三角核心区增长", "珠三角核心区"),
        ("珠三角增长", "珠三角"),
        ("东翼下降", "东翼"),
        ("粤东翼下降", "粤东翼"),
        ("深圳市增长", "深圳市"),
        ("西部地区增长", "西部地区"),
        ("水口镇产值", "水口镇"),
        ("白石街道产值", "白石街道"),
        ("江沙工业园区产值", "江沙工业园区"),
    ],
)
def test_the_whole_name_of_a_place_is_found(text: str, place: str) -> None:
    [found] = ELSEWHERE.finditer(text)
    assert found.group() == place


@pytest.mark.parametrize("text", ["城镇居民收入", "乡镇企业产值", "全市增长", "新开工项目"])
def test_words_that_only_look_like_places_are_none(text: str) -> None:
    assert ELSEWHERE.search(text) is None


def test_no_place_stands_behind_a_shorter_one_that_it_begins_with() -> None:
    assert not any(later.startswith(PLACES[i]) for i, _ in enumerate(PLACES) for later in PLACES[i + 1 :])
