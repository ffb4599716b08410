"""One wording, one indicator: the dictionary and what it refuses."""

from decimal import Decimal
from itertools import combinations

import pytest
import yaml

from schemas.dictionary import DictionaryError, IndicatorEntry, dictionary, read_dictionary

ENTRY = {
    "id": "GDP",
    "name_zh": "地区生产总值",
    "name_en": "Gross domestic product",
    "definition_zh": "生产活动的最终成果",
    "definition_en": "Final result of production",
    "kind": "level",
    "unit": "亿元",
}


def texts(*entries: dict[str, object]) -> dict[str, str]:
    return {"made": yaml.safe_dump([{**ENTRY, **e} for e in entries], allow_unicode=True)}


@pytest.mark.parametrize(
    "wordings",
    [
        ("工业增加值", "制造业增加值", "第二产业增加值"),
        ("规模以上工业总产值", "规模以上工业增加值"),
        ("规模以上工业增加值", "工业增加值"),
        ("规模以上工业企业利润总额", "工业企业利润总额"),
        ("先进制造业增加值占规模以上工业增加值比重", "制造业增加值占地区生产总值比重", "工业增加值占地区生产总值比重"),
        ("居民人均可支配收入", "农村居民人均可支配收入", "城镇居民人均可支配收入"),
        ("进出口总额", "出口总额", "进口总额"),
    ],
)
def test_what_is_measured_differently_never_merges(wordings: tuple[str, ...]) -> None:
    by_name = dictionary().by_name
    found = [by_name[w].id for w in wordings]
    assert len(set(found)) == len(wordings), found


@pytest.mark.parametrize(
    ("name", "alias"),
    [
        ("工业增加值", "制造业增加值"),
        ("工业增加值", "第二产业增加值"),
        ("制造业增加值", "二产增加值"),
        ("工业总产值", "工业增加值"),
        ("工业增加值", "规模以上工业增加值"),
        ("规模以上工业增加值", "工业增加值"),
        ("限额以上零售额", "零售额"),
    ],
)
def test_an_alias_that_would_merge_two_measures_is_refused_with_both_names(name: str, alias: str) -> None:
    with pytest.raises(DictionaryError, match=rf"made.yml: entry X_Y: [\s\S]*{alias} .* is not {name}"):
        read_dictionary(texts({"id": "X_Y", "name_zh": name, "aliases": [alias]}))


def test_an_alias_may_leave_out_what_is_understood() -> None:
    [entry] = read_dictionary(
        texts(
            {
                "name_zh": "工业增加值占地区生产总值比重",
                "aliases": ["工业占地区生产总值比重"],
                "unit": "%",
                "kind": "share",
            }
        )
    )
    assert entry.names == ("工业增加值占地区生产总值比重", "工业占地区生产总值比重")


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        (({}, {"name_zh": "生产总值"}), "indicator GDP is defined twice"),
        (({}, {"id": "GDP2"}), "地区生产总值 names both GDP and GDP2; one wording, one indicator"),
        (({"unit": "两"},), "unknown unit '两'; add it to schemas/units.py"),
        (({"range": [5, 1]},), "range of GDP is upside down"),
        (({"of": "NOTHING"},), "GDP refers to NOTHING, which is not in the dictionary"),
        (({"colour": "red"},), "entry GDP: .*colour"),
        (({"id": "gdp"},), "entry gdp: "),
    ],
)
def test_a_wrong_entry_is_refused_by_file_entry_and_reason(
    entries: tuple[dict[str, object], ...], message: str
) -> None:
    with pytest.raises(DictionaryError, match=rf"(?s)made.yml: .*{message}"):
        read_dictionary(texts(*entries))


def test_every_indicator_is_named_and_defined_in_both_languages() -> None:
    def chinese(text: str) -> bool:
        return any("\u4e00" <= c <= "\u9fff" for c in text)

    for entry in dictionary():
        assert chinese(entry.definition_zh), entry.id
        assert chinese(entry.name_zh) or entry.name_zh.isascii(), entry.id
        assert not chinese(entry.name_en + entry.definition_en), entry.id


def test_no_name_is_shared_by_two_indicators() -> None:
    for a, b in combinations(dictionary(), 2):
        assert not set(a.names) & set(b.names), (a.id, b.id)


def test_a_share_names_the_part_and_the_whole_it_is_made_of() -> None:
    known = dictionary()
    share = known.by_name["工业增加值占地区生产总值比重"]
    assert share.numerator is not None
    assert share.denominator is not None
    assert (known.by_id[share.numerator].name_zh, share.denominator) == ("工业增加值", "GDP")


def test_the_measure_of_a_bare_figure_follows_the_kind_of_its_indicator() -> None:
    by_name = dictionary().by_name
    assert by_name["地区生产总值"].own_measure == "level"
    assert by_name["工业增加值占地区生产总值比重"].own_measure == "share"
    assert IndicatorEntry.model_validate({**ENTRY, "kind": "rank", "unit": "位"}).own_measure == "rank"


def test_a_plausible_range_is_kept_exactly() -> None:
    [entry] = read_dictionary(texts({"range": ["0.1", "100000"]}))
    assert entry.range == (Decimal("0.1"), Decimal(100000))
