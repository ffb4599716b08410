"""A publisher's error is put right with a reason, a guard and a log; what the page says stays visible."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.corrections import Entry, apply, read_corrections
from pipeline.errors import CorrectionOutdated, DuixianError
from pipeline.figures import observation_rows
from pipeline.rows import dated
from pipeline.sources import SOURCES
from schemas.dictionary import dictionary
from schemas.statistics import Observation
from tests.pipeline.building.made import GDP_SERIES, document, gdp

ENTRY = Entry(
    id="gdp-2024-digits-swapped",
    source_id="jiangmen_annual",
    document_id="jiangmen_annual:bulletin",
    series_key=GDP_SERIES,
    time_period="2024",
    old=Decimal("4120.18"),
    new=Decimal("4210.18"),
    reason="正文与附表不一致，附表与次年公报一致",
    entered=date(2026, 3, 1),
)
WRITTEN = """
- id: gdp-2024-digits-swapped
  document_id: jiangmen_annual:bulletin
  series_key: GDP.440700.level.A.CUR
  time_period: 2024
  old: 4120.18
  new: 4210.18
  reason: 正文与附表不一致，附表与次年公报一致
  entered: 2026-03-01
"""


def page(value: str, slug: str = "bulletin") -> list[Observation]:
    """The figures of a bulletin that prints `value`."""
    return observation_rows(dated([document(slug, gdp(2024, value))], {}), dictionary())


def test_a_correction_changes_the_value_and_leaves_what_was_printed() -> None:
    [row] = figures = page("4120.18")
    before = row.model_dump()
    apply(figures, [ENTRY])
    after = row.model_dump()
    assert row.obs_value == Decimal("4210.18")
    assert (row.value_text, "4120.18" in (row.quote or "")) == ("4120.18", True)
    assert {n for n in after if after[n] != before[n]} == {"obs_value", "rule"}
    assert row.rule == "level; correction gdp-2024-digits-swapped"


def test_every_correction_is_logged_with_the_old_value_and_its_reason() -> None:
    [logged] = apply(page("4120.18"), [ENTRY])
    assert logged.correction_id == "jiangmen_annual/gdp-2024-digits-swapped"
    assert (logged.source_id, logged.document_id) == ("jiangmen_annual", "jiangmen_annual:bulletin")
    assert (logged.field, logged.old_value, logged.new_value) == (f"{GDP_SERIES}@2024", "4120.18", "4210.18")
    assert (logged.reason, logged.entered) == (ENTRY.reason, date(2026, 3, 1))


@pytest.mark.parametrize("now", ["4210.18", "4120.2"], ids=["repaired by the publisher", "changed to something else"])
def test_a_page_that_no_longer_says_the_old_value_makes_the_correction_outdated(now: str) -> None:
    figures = page(now)
    with pytest.raises(CorrectionOutdated) as error:
        apply(figures, [ENTRY])
    for words in ("gdp-2024-digits-swapped", "4120.18", "jiangmen_annual:bulletin", f"now says {now}"):
        assert words in str(error.value)
    assert [o.obs_value for o in figures] == [Decimal(now)]


def test_a_figure_that_is_no_longer_read_makes_the_correction_outdated() -> None:
    with pytest.raises(CorrectionOutdated, match="no such figure is read there any more"):
        apply([], [ENTRY])


def test_only_the_named_document_is_corrected() -> None:
    figures = page("4120.18") + page("4120.18", "repost")
    apply(figures, [ENTRY])
    assert {o.document_id: o.obs_value for o in figures} == {
        "jiangmen_annual:bulletin": Decimal("4210.18"),
        "jiangmen_annual:repost": Decimal("4120.18"),
    }


def test_correcting_one_figure_twice_is_refused() -> None:
    with pytest.raises(CorrectionOutdated, match=r"now says 4210\.18"):
        apply(page("4120.18"), [ENTRY, ENTRY])


def test_the_guard_compares_numbers_and_not_their_spelling() -> None:
    figures = page("4120.50")
    entry = Entry(**{**vars(ENTRY), "old": Decimal("4120.5")})
    apply(figures, [entry])
    assert figures[0].obs_value == Decimal("4210.18")


def test_entries_are_read_from_the_file_beside_the_source(tmp_path: Path) -> None:
    (tmp_path / "jiangmen_annual.corrections.yml").write_text(WRITTEN, "utf-8")
    (tmp_path / "nation.py").write_text("# 不是勘误", "utf-8")
    assert read_corrections(tmp_path) == [ENTRY]


def test_files_are_read_in_the_order_of_their_names_and_an_empty_one_has_no_entry(tmp_path: Path) -> None:
    for name in ("nation", "guangdong"):
        (tmp_path / f"{name}.corrections.yml").write_text(WRITTEN, "utf-8")
    (tmp_path / "county_bulletins.corrections.yml").write_text("# 暂无\n", "utf-8")
    assert [e.source_id for e in read_corrections(tmp_path)] == ["guangdong", "nation"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("  reason: 正文与附表不一致，附表与次年公报一致\n", ""),
        ("  old: 4120.18\n", ""),
        ("  reason:", "  resaon:"),
        ("old: 4120.18", "old: 四千一百二十"),
        ("new: 4210.18", "new:"),
        ("entered: 2026-03-01", "entered: 去年三月"),
        (WRITTEN, "- 把4120.18改成4210.18\n"),
    ],
    ids=["no reason", "no guard", "misspelt", "old is no number", "new is empty", "entered is no day", "only words"],
)
def test_a_wrong_entry_is_refused_by_file_and_content(tmp_path: Path, right: str, wrong: str) -> None:
    assert right in WRITTEN
    (tmp_path / "nation.corrections.yml").write_text(WRITTEN.replace(right, wrong), "utf-8")
    with pytest.raises(DuixianError, match=r"nation\.corrections\.yml: entry .*(gdp-2024-digits-swapped|4120\.18)"):
        read_corrections(tmp_path)


def test_the_projects_own_corrections_belong_to_registered_sources() -> None:
    for entry in read_corrections():
        assert entry.source_id in SOURCES
        assert entry.document_id.startswith(f"{entry.source_id}:")
