"""What a page says of itself: meta tags as government portals carry them, and the header line of news pages."""

import re
from datetime import date

from bs4 import BeautifulSoup

META_NAMES = {
    "articletitle": "title",
    "pubdate": "issued",
    "contentsource": "publisher",
    "sitename": "site",
    "columnname": "column",
}
DATES = (
    re.compile(r"(?P<y>\d{4})\s*[-/.]\s*(?P<m>\d{1,2})\s*[-/.]\s*(?P<d>\d{1,2})"),
    re.compile(r"(?P<y>\d{4})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日"),
)
"""`2026-03-25`, `2026-05-22 16:00:22`, `2026年09月16日 15:30`, `2024 年 5 月 6 日`."""
HEADER = re.compile(r"(?:发布时间|发布日期|发表时间|时间|日期)\s*[:：]\s*(?P<when>[\d年月日./\- :]{8,24})")
ORIGIN = re.compile(r"(?:来源|信息来源|稿源)\s*[:：]\s*(?P<who>[^\s|｜:：]{2,30})")
EPAPER_DATE = re.compile(r"^\s*(?P<when>\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)\s*星期")


def page_meta(soup: BeautifulSoup) -> dict[str, str]:
    """Keys title, issued (ISO), publisher, site, column where the page gives them."""
    found: dict[str, str] = {}
    for tag in soup.find_all("meta"):
        key = META_NAMES.get(str(tag.get("name", "")).strip().lower())
        content = str(tag.get("content", "")).strip()
        if key and content:
            found.setdefault(key, content)
    header = header_meta(soup.get_text("\n"))
    issued = parse_date(found.pop("issued", "")) or header.get("issued")
    merged = {**header, **found}
    return {**merged, "issued": issued} if issued else {k: v for k, v in merged.items() if k != "issued"}


def header_meta(text: str) -> dict[str, str]:
    """`来源：江门日报  发表时间:2026-01-30 07:01` and the e-paper's `2024 年 5 月 6 日 星期`."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        if "publisher" not in found and (match := ORIGIN.search(line)):
            found["publisher"] = match["who"]
        if "issued" not in found and (match := HEADER.search(line) or EPAPER_DATE.match(line)):
            when = parse_date(match["when"])
            if when:
                found["issued"] = when
    return found


def parse_date(text: str) -> str | None:
    """ISO date from a publisher's shape; None when there is none or it is no day of the calendar."""
    for pattern in DATES:
        match = pattern.search(text)
        if match:
            try:
                return date(int(match["y"]), int(match["m"]), int(match["d"])).isoformat()
            except ValueError:
                return None
    return None
