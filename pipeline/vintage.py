"""When a document's figures count as known: the day printed on it, else the end of the usual release window."""

import calendar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pipeline.records import ParsedDocument
from schemas.codelists import VintageBasis

RELEASE_WINDOW_MONTHS = 3
"""An undated document on 2023 counts as known from the end of March 2024: bulletins are out by then."""
LOCAL = ZoneInfo("Asia/Shanghai")


def vintage(document: ParsedDocument, adopted: date | None = None) -> tuple[date, VintageBasis]:
    """(day, where it comes from); estimated late rather than early, so that no figure is known before its time.

    `adopted` is the day of adoption of a report, whose page often carries no date.
    """
    if document.issued:
        return document.issued, VintageBasis.PUBLISHED
    if adopted:
        return adopted, VintageBasis.ESTIMATED
    windows = [month_end(o.period_end, RELEASE_WINDOW_MONTHS) for o in document.observations]
    known = windows + [e.event_end for e in document.events]
    if known:
        return max(known), VintageBasis.ESTIMATED
    return datetime.fromisoformat(document.retrieved_at).astimezone(LOCAL).date(), VintageBasis.RETRIEVED


def month_end(day: date, months: int) -> date:
    """Last day of the month `months` after that of `day`."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])
