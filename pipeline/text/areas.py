"""Areas in normal text: named ones, and `全市`, `全省` seen from the area the document is about."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

NOT_THE_SUBJECT = re.compile(
    r"(?:比|较|居|列|占|于|与|同|全国和|在|为|从|自|到|至|经|由|入选|获|获得|连接|往返|打造|成为)$"
)
"""Words before an area's name that make it a yardstick or a place in passing, not what the figure is about."""


@dataclass(frozen=True)
class AreaMention:
    """An area where it stands in the text; `subject` tells whether figures after it are about it."""

    start: int
    end: int
    code: str
    subject: bool


def area_pattern(names: Mapping[str, str]) -> re.Pattern[str]:
    """Pattern over all names, longest first."""
    return re.compile("|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n))))


def find_areas(text: str, names: Mapping[str, str], pattern: re.Pattern[str]) -> list[AreaMention]:
    """Every area in `text`; `names` maps each wording, relative ones included, to a code."""
    return [
        AreaMention(m.start(), m.end(), names[m.group()], is_subject(text, m.start())) for m in pattern.finditer(text)
    ]


def is_subject(text: str, start: int) -> bool:
    """Whether figures after an area named at `start` are about it: not in 高于全省 nor in 获批为江海."""
    return not NOT_THE_SUBJECT.search(text, max(0, start - 4), start)
