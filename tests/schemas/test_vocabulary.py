"""Codes, units, areas and tables: everything a reader sees is described in Chinese and English."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from schemas import tables
from schemas.areas import areas
from schemas.codelists import CODELISTS, DocType, Measure
from schemas.identifiers import Accumulation, DocumentId, IndicatorId, RefArea, SeriesKey, Sha256, TimePeriod
from schemas.units import UNITS, UnitMismatch, convert, unit

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def bilingual(zh: str, en: str) -> bool:
    return bool(CHINESE.search(zh) or zh in {"%", "‰", "PDF"}) and bool(en) and not CHINESE.search(en)


def test_every_table_and_every_column_is_described_in_both_languages() -> None:
    assert len(tables()) >= 16
    for table in tables():
        assert bilingual(table.info["zh"], table.info["en"]), table.name
        for column in table.columns:
            assert CHINESE.search(column.info["zh"]), f"{table.name}.{column.name}"
            assert re.search("[A-Za-z]{2}", column.info["en"]), f"{table.name}.{column.name}"
            assert column.comment == f"{column.info['zh']} | {column.info['en']}"


def test_a_column_with_codes_names_an_existing_list() -> None:
    named = {c.info["codelist"] for t in tables() for c in t.columns if c.info.get("codelist")}
    assert named
    assert named <= CODELISTS.keys()


def test_every_code_has_both_labels_and_no_two_codes_of_a_list_are_equal() -> None:
    for name, codelist in CODELISTS.items():
        for code in codelist:
            assert bilingual(code.zh, code.en) or code.zh.startswith("Excel"), f"{name}.{code}"
        assert len({str(code) for code in codelist}) == len(list(codelist))
    assert Measure("yoy").zh == "同比增长"


def test_parents_stand_before_children_in_load_order() -> None:
    seen: set[str] = set()
    for table in tables():
        assert {k.column.table.name for k in table.foreign_keys} - {table.name} <= seen, table.name
        seen.add(table.name)


def test_an_encyclopaedia_never_outranks_a_bulletin() -> None:
    order = list(DocType)
    assert order[0] is DocType.BULLETIN
    assert order[-1] is DocType.REPOST


def test_units_convert_exactly_and_only_within_one_measure() -> None:
    assert convert(Decimal("1.41"), "万亿元", "亿元") == Decimal(14100)
    assert convert(Decimal("16.4"), "亿元", "元") == Decimal(1640000000)
    with pytest.raises(UnitMismatch, match=r"亿元 \(CNY\) cannot be expressed in 亿美元 \(USD\)"):
        convert(Decimal(1), "亿元", "亿美元")
    with pytest.raises(UnitMismatch, match="cannot be expressed"):
        convert(Decimal(1), "%", "个百分点")
    with pytest.raises(UnitMismatch, match=r"unknown unit '斤'; add it to schemas/units\.py"):
        unit("斤")


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9),
    st.sampled_from([(a, b) for a in UNITS for b in UNITS if UNITS[a].measure == UNITS[b].measure]),
)
def test_a_value_returns_unchanged_from_any_unit(value: Decimal, pair: tuple[str, str]) -> None:
    there, back = pair
    assert convert(convert(value, there, back), back, there) == value


def test_every_area_has_its_parent_and_the_city_is_divided_into_east_and_west() -> None:
    known = areas()
    assert all(a.parent is None or a.parent in known for a in known.values())
    assert {known[c].name_zh for c in known if known[c].grouping == "west"} == {"台山市", "开平市", "恩平市"}
    assert {known[c].name_zh for c in known if known[c].grouping == "east"} == {"蓬江区", "江海区", "新会区", "鹤山市"}
    assert all(bilingual(a.name_zh, a.name_en) for a in known.values())


def test_no_wording_means_two_areas() -> None:
    names = [n for a in areas().values() for n in a.names]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (
            TimePeriod,
            ["2024", "2024-S1", "2024-Q4", "2024-12"],
            ["24", "2024-S3", "2024-Q5", "2024-13", "2024-1", "2024年"],
        ),
        (Accumulation, ["CUR", "YTD", "P4Y", "P10Y"], ["P0Y", "ytd", "P100Y", ""]),
        (RefArea, ["440700"], ["4407", "44070a", "江门"]),
        (IndicatorId, ["GDP", "IND_VA"], ["gdp", "G", "1GDP"]),
        (
            SeriesKey,
            ["GDP.440700.level.A.CUR"],
            ["GDP.4407.level.A.CUR", "GDP.440700.level.Y.CUR", "GDP.440700.level.A"],
        ),
        (DocumentId, ["nation:sample-2021"], ["nation", "nation:../x", "Nation:a", "nation:-a"]),
        (Sha256, ["a" * 64], ["a" * 63, "A" * 64]),
    ],
)
def test_identifiers_have_one_shape(kind: object, good: list[str], bad: list[str]) -> None:
    adapter = TypeAdapter(kind)
    for text in good:
        assert adapter.validate_python(text) == text
    for text in bad:
        with pytest.raises(ValidationError):
            adapter.validate_python(text)
