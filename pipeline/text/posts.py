"""When a page of Jiangmen's portals was posted, told by its number, for pages that print no date."""

import re
from datetime import date
from itertools import pairwise

NUMBER = re.compile(r"post_(\d{7})(?!\d)")
KNOWN = (
    (1_890_000, date(2018, 10, 24)),
    (2_110_000, date(2020, 7, 1)),
    (2_290_000, date(2021, 4, 8)),
    (2_590_000, date(2022, 4, 15)),
    (3_030_000, date(2024, 2, 1)),
    (3_250_000, date(2025, 2, 15)),
    (3_360_000, date(2025, 9, 15)),
)
"""Numbers of pages whose day is known. They grow over time across the whole city."""


def posted_about(address: str) -> date | None:
    """Day estimated between the known ones: `…/content/post_2291230.html` is of April 2021; None outside of them."""
    match = NUMBER.search(address)
    if match is None:
        return None
    number = int(match.group(1))
    for (low, before), (high, after) in pairwise(KNOWN):
        if low <= number <= high:
            days = (after - before) * (number - low) / (high - low)
            return before + days
    return None
