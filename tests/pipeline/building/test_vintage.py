"""From which day a document's figures count as known."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import EventRecord
from pipeline.vintage import month_end, vintage
from schemas.codelists import VintageBasis
from tests.pipeline.building.made import document, gdp


def event(day: date) -> EventRecord:
    """A project's event that ended on `day`."""
    return EventRecord(
        topic="银洲湖高速",
        event_start=day,
        event_end=day,
        stage="in_operation",
        expected_date=None,
        char_start=0,
        char_end=1,
        quote="。",
        passage=0,
        matched="银洲湖高速",
        rule="test",
    )


def monthly(month: str, value: str) -> tuple[str, str, str, dict[str, Any]]:
    """A sentence with a figure from January to a month."""
    return f"{month}累计完成{value}亿元。", value, month, {"freq": "M", "accumulation": "YTD"}


def test_the_day_printed_on_the_page_is_the_vintage() -> None:
    page = document("note", gdp(2024, "4210.18"), issued=date(2025, 2, 10))
    assert vintage(page) == (date(2025, 2, 10), VintageBasis.PUBLISHED)


def test_the_printed_day_wins_over_the_day_of_adoption() -> None:
    page = document("report", gdp(2020, "3200.95"), issued=date(2022, 1, 4))
    assert vintage(page, adopted=date(2021, 12, 27)) == (date(2022, 1, 4), VintageBasis.PUBLISHED)


def test_an_undated_report_counts_from_its_adoption() -> None:
    page = document("report", gdp(2020, "3200.95"))
    assert vintage(page, adopted=date(2021, 12, 27)) == (date(2021, 12, 27), VintageBasis.ESTIMATED)


@pytest.mark.parametrize(
    ("sentences", "known_from"),
    [
        ([gdp(2023, "4022.25")], date(2024, 3, 31)),
        ([gdp(2022, "3773.41"), gdp(2023, "4022.25")], date(2024, 3, 31)),
        ([monthly("2024-11", "3790.2")], date(2025, 2, 28)),
        ([monthly("2023-11", "3612.8")], date(2024, 2, 29)),
    ],
    ids=["a year", "the latest of two years", "November, known by February", "in a leap year"],
)
def test_an_undated_page_counts_from_the_end_of_the_release_window_of_its_newest_figure(
    sentences: list[Any], known_from: date
) -> None:
    assert vintage(document("page", *sentences)) == (known_from, VintageBasis.ESTIMATED)


def test_an_undated_page_with_an_event_is_not_known_before_the_event() -> None:
    page = document("page", gdp(2023, "4022.25"), events=(event(date(2024, 12, 11)),))
    assert vintage(page) == (date(2024, 12, 11), VintageBasis.ESTIMATED)
    assert vintage(document("page", events=(event(date(2023, 6, 30)),))) == (date(2023, 6, 30), VintageBasis.ESTIMATED)


def test_a_page_without_any_date_counts_from_the_day_in_china_it_was_first_seen() -> None:
    page = document("page", retrieved_at="2026-03-31T18:30:00+00:00")
    assert vintage(page) == (date(2026, 4, 1), VintageBasis.RETRIEVED)


@given(day=st.dates(date(1979, 1, 1), date(2099, 12, 31)), months=st.integers(0, 48))
def test_a_month_end_is_the_last_day_of_a_month_so_many_months_on(day: date, months: int) -> None:
    end = month_end(day, months)
    assert (end.year - day.year) * 12 + end.month - day.month == months
    assert date.fromordinal(end.toordinal() + 1).day == 1
