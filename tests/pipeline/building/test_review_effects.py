"""What decisions of a person do to a build: contradictions, logs, guards, errata, and the file they are written in."""

import dataclasses
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline import corrections
from pipeline.errors import DuixianError, ReviewOutdated
from pipeline.figures import one_each, read_rows, series_row
from pipeline.records import ParsedDocument, UnmappedRecord
from pipeline.reviews import Entry, Reviewed, apply, read_reviews, write_waiting
from pipeline.rows import dated, passage_rows, unmapped_rows
from schemas.dictionary import dictionary
from schemas.statistics import Observation
from tests.pipeline.building.made import GDP_SERIES, document, gdp

TWO_VALUES = document("bulletin", gdp(2024, "4120.18"), gdp(2024, "4210.18"))


def read(*documents: ParsedDocument) -> list[Observation]:
    """Every figure of the documents, in the order read."""
    return read_rows(dated(documents, {}), dictionary())


def decided(rows: list[Observation], *entries: Entry) -> Reviewed:
    return apply(rows, {o.series_key: series_row(o.series_key, dictionary()).unit for o in rows}, entries)


def entry(o: Observation, decision: str, **more: object) -> Entry:
    said = {"read": o.value_text, "reason": "已核对原件", **more}
    return Entry(id=f"{o.document_id}#{o.char_start}", decision=decision, **said)  # type: ignore[arg-type]


def published(found: Reviewed) -> list[Decimal]:
    return [o.obs_value for o in one_each(found.observations) if o.tier == "published"]


def test_each_of_two_values_of_one_key_waits_and_none_is_published() -> None:
    found = decided(read(TWO_VALUES))
    assert [(r.value_text, r.state, r.doubt) for r in found.rows] == [
        ("4120.18", "waiting", "conflict"),
        ("4210.18", "waiting", "conflict"),
    ]
    assert published(found) == []


def test_an_accepted_value_stands_while_its_rival_waits() -> None:
    rows = read(TWO_VALUES)
    found = decided(rows, entry(rows[1], "accept"))
    assert published(found) == [Decimal("4210.18")]
    assert [r.state for r in found.rows] == ["waiting", "accepted"]


def test_rejecting_one_of_two_values_does_not_publish_the_other_unseen() -> None:
    rows = read(TWO_VALUES)
    found = decided(rows, entry(rows[0], "reject"))
    assert [(o.obs_value, o.tier) for o in one_each(found.observations)] == [(Decimal("4210.18"), "review")]


def test_accepting_two_different_values_of_one_key_is_refused_with_both_ids() -> None:
    rows = read(TWO_VALUES)
    with pytest.raises(DuixianError, match=r"bulletin#\d+ and \S+bulletin#\d+ give GDP\S+@2024 different values"):
        decided(rows, entry(rows[0], "accept"), entry(rows[1], "accept"))


def test_a_value_corrected_to_what_the_other_says_is_no_contradiction() -> None:
    rows = read(TWO_VALUES)
    found = decided(rows, entry(rows[0], "correct", value=Decimal("4210.18")), entry(rows[1], "accept"))
    assert published(found) == [Decimal("4210.18")]


def test_a_corrected_figure_is_logged_with_both_values_in_its_series_unit() -> None:
    [row] = rows = read(document("bulletin", ("总量为42101800万元。", "42101800", "2024", {"unit_text": "万元"})))
    found = decided(rows, entry(row, "correct", value=Decimal(42201800), entered=date(2026, 11, 23)))
    [logged] = found.corrections
    assert (logged.correction_id, logged.source_id) == (f"review/{found.rows[0].review_id}", "jiangmen_annual")
    assert (Decimal(logged.old_value), Decimal(logged.new_value)) == (Decimal("4210.18"), Decimal("4220.18"))
    assert (logged.field, logged.reason, logged.entered) == (f"{GDP_SERIES}@2024", "已核对原件", date(2026, 11, 23))
    assert decided(read(TWO_VALUES)).corrections == []


@pytest.mark.parametrize("read_as", ["GDP.440700.level.A.CUR@2023", "GDP.440000.level.A.CUR@2024"])
def test_a_decision_does_not_outlive_what_the_figure_was_read_as(read_as: str) -> None:
    [row] = rows = read(document("bulletin", gdp(2024, "4210.18")))
    with pytest.raises(ReviewOutdated, match=rf"as {read_as}, but 4210\.18 is read there now, as {GDP_SERIES}@2024"):
        decided(rows, entry(row, "reject", read_as=read_as))
    assert decided(rows, entry(row, "reject", read_as=f"{GDP_SERIES}@2024")).observations == []


@pytest.mark.parametrize(
    ("indicator", "measure", "value", "unit", "doubt"),
    [
        ("GDP", "level", "4210.18", "亿元", None),
        ("GDP", "level", "42101800", "亿元", "implausible"),
        ("GDP", "yoy", "35000", "%", None),
        ("GDP_AVG_GROWTH", "avg_growth", "510", "%", "implausible"),
    ],
    ids=["a product", "亿元 for 万元", "growth has no range of its own", "an indicator that is a growth"],
)
def test_a_value_out_of_the_dictionarys_range_is_in_doubt(
    indicator: str, measure: str, value: str, unit: str, doubt: str | None
) -> None:
    extra = {"indicator_id": indicator, "measure": measure, "unit_text": unit}
    [row] = read(document("bulletin", (f"该项为{value}{unit}。", value, "2024", extra)))
    assert (row.doubt, row.tier) == (doubt, "review" if doubt else "published")


def test_an_erratum_of_the_source_settles_a_figure_in_doubt() -> None:
    rows = read(document("bulletin", gdp(2024, "42101800")))
    erratum = corrections.Entry(
        id="unit-misprint",
        source_id="jiangmen_annual",
        document_id="jiangmen_annual:bulletin",
        series_key=GDP_SERIES,
        time_period="2024",
        old=Decimal(42101800),
        new=Decimal("4210.18"),
        reason="万元误作亿元",
        entered=date(2026, 3, 1),
    )
    corrections.apply(rows, [erratum])
    found = decided(rows)
    assert (found.rows, published(found)) == ([], [Decimal("4210.18")])


def test_a_passage_of_an_original_keeps_the_text_an_unmapped_figure_stands_in() -> None:
    page = document("page", ("全年原煤产量120万吨。", "120", "2024", {}), wording="original")
    coal = UnmappedRecord("原煤产量", "120", "万吨", 6, 9, 0)
    page = dataclasses.replace(page, observations=(), unmapped=(coal, coal))
    [passage], [row] = passage_rows(page), unmapped_rows(page)
    assert (passage.text or "")[row.char_start : row.char_end] == row.value_text == "120"
    assert (row.words, row.passage_id) == ("原煤产量", passage.passage_id)


def test_a_skeleton_names_what_the_figure_was_read_as_and_any_quote_leaves_the_file_readable(tmp_path: Path) -> None:
    file = tmp_path / "reviews.yml"
    waiting = decided(read(TWO_VALUES)).rows
    waiting[0].quote = "4120.18\x00\x07亿元\u2028: - [\n# 乱码\ufffd"
    assert write_waiting(file, waiting) == 2
    assert [(e.read, e.read_as, e.decision) for e in read_reviews(file)] == [
        ("4120.18", f"{GDP_SERIES}@2024", "wait"),
        ("4210.18", f"{GDP_SERIES}@2024", "wait"),
    ]
    assert decided(read(TWO_VALUES), *read_reviews(file)).rows[0].state == "waiting"


@pytest.mark.parametrize(
    "text",
    [
        "[]\n",
        "  - {id: 'a:b#1', read: 5, decision: wait}\n",
        "- {id: 'a:b#1', read: 5, decision: wait}\n...\nend\n",
    ],
    ids=["a list in brackets", "indented entries", "an end mark"],
)
def test_a_file_nothing_can_be_added_to_is_left_as_it_is_with_advice(tmp_path: Path, text: str) -> None:
    file = tmp_path / "reviews.yml"
    file.write_text(text, "utf-8")
    with pytest.raises(DuixianError, match=r"reviews\.yml"):
        write_waiting(file, decided(read(TWO_VALUES)).rows)
    assert file.read_text("utf-8") == text


@pytest.mark.parametrize("value", ["nan", ".inf", "4210.1234567"], ids=["no number", "infinite", "too many decimals"])
def test_a_corrected_value_that_no_column_can_hold_is_refused(tmp_path: Path, value: str) -> None:
    file = tmp_path / "reviews.yml"
    file.write_text(f"- {{id: 'a:b#1', read: 5, decision: correct, reason: x, value: {value}}}", "utf-8")
    with pytest.raises(DuixianError, match=r"reviews\.yml: entry a:b#1: value: "):
        read_reviews(file)


def test_a_file_that_is_no_utf8_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "reviews.yml").write_bytes("- reason: 已核对".encode("gb18030"))
    with pytest.raises(DuixianError, match=r"reviews\.yml is not readable YAML: it must be saved as UTF-8"):
        read_reviews(tmp_path / "reviews.yml")
