"""A coordinated clause split into outcomes that can be checked alone, each with what it says of its target."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.commitments import lexicon as words
from pipeline.extract.commitments import targets
from pipeline.extract.commitments.names import masked
from pipeline.extract.commitments.targets import Target
from schemas.codelists import CommitmentKind
from schemas.dictionary import IndicatorEntry, dictionary

MEMBER = re.compile(rf"[^、和及]*?(?:{words.PLACE_OF_PROJECT})$")
AND = r"、|以及|和|与|及"
RESPECTIVELY = re.compile(r"(?P<each>分别|各自)|(?<![人年平])均|(?<![首成])都")
BOTH = "城乡"
INSISTS = re.compile(r"、(?=力争|争取|确保|努力)")
ADDS = re.compile(r"新增|净增|新建|新培育|培育|引进|新引进|认定|新认定|招引")
"""A verb before the first piece holds for all: in 净增甲150家、乙200家 both figures are additions."""
ONE_BY_ONE = re.compile(r"[、和及]")


@dataclass(frozen=True)
class Part:
    """[start, end) within the clause, and its target if it has one."""

    start: int
    end: int
    target: Target | None = None


def parts(text: str, kind: CommitmentKind, carried: IndicatorEntry | None) -> list[Part]:
    """`固定资产投资、零售总额分别增长5%、6%以上` gives two targets, `建设科技馆、科普馆` two projects."""
    if kind is CommitmentKind.RANKING:
        return [Part(0, len(text), targets.ranking(text))]
    if kind is CommitmentKind.PROJECT:
        return _members(text)
    if kind is not CommitmentKind.QUANTITATIVE:
        return [Part(0, len(text))]
    return _shared(text) or _pieces(text, carried) or [Part(0, len(text), targets.quantitative(text, carried))]


def _members(text: str) -> list[Part]:
    """Separately named things of one coordination, each with its own noun."""
    pieces = _cut(text, re.compile("、"))
    named = all(MEMBER.search(text[p.start : p.end].rstrip("等")) for p in pieces)
    return pieces if named and "“" not in text and len(pieces) > 1 else [Part(0, len(text))]


def _shared(text: str) -> list[Part]:
    """Several measures before one predicate: with 分别 each has its own number, with 均 all have the same."""
    word = RESPECTIVELY.search(masked(text))
    found = list(targets.numbers(text))
    if word is None or not found:
        return []
    yearly = "年均" if "年均" in text[: word.start()] else ""
    names = _cut(text[: word.start()].removesuffix(yearly), re.compile(AND))
    said = _full_names([text[p.start : p.end] for p in names])
    if len(names) == 1 and BOTH in said[0] and word["each"]:
        names = [Part(0, found[0].end()), Part(found[-1].start(), len(text))]
        said = [said[0].replace(BOTH, one) for one in ("城镇", "农村")]
    if len(names) < 2 or (word["each"] and len(found) != len(names)):
        return []
    lead = yearly + text[word.end() : found[0].start()]
    numbers = [text[n.start() : n.end()] for n in found] if word["each"] else [text[found[0].start() :]] * len(names)
    ends = [*(p.end for p in names[:-1]), len(text)]
    wholes = [f"{name}{lead}{number}" for name, number in zip(said, numbers, strict=True)]
    return [Part(p.start, end, targets.quantitative(w)) for p, end, w in zip(names, ends, wholes, strict=True)]


def _full_names(names: list[str]) -> list[str]:
    """Names with the tail they share with the last: 城镇居民和农村居民人均可支配收入 names two incomes."""
    last = names[-1]
    tails = [last[i:] for i in range(1, len(last))]
    known = dictionary().by_name
    return [next((n + tail for tail in ("", *tails) if n + tail in known), n) for n in names]


def _pieces(text: str, carried: IndicatorEntry | None) -> list[Part]:
    """`新增学位1800个、床位300张`, `突破900亿元、力争达到1000亿元`: every piece has its own number."""
    mark = INSISTS if INSISTS.search(text) else ONE_BY_ONE
    pieces = _cut(text, mark)
    if len(pieces) < 2 or not all(_alone(text[p.start : p.end]) for p in pieces):
        return []
    found: list[Part] = []
    adds = ADDS.match(text)
    for piece in pieces:
        verb = adds.group() if adds and piece.start else ""
        target = targets.quantitative(verb + text[piece.start : piece.end], carried)
        carried = target.known if target else None
        found.append(Part(piece.start, piece.end, target))
    return found


def _alone(piece: str) -> bool:
    """A number of its own, with a name or a verb before it: `床位300张`, not the `6%` of `5%和6%`."""
    found = list(targets.numbers(piece))
    return len(found) == 1 and found[0].start() >= 2


def _cut(text: str, mark: re.Pattern[str]) -> list[Part]:
    """Pieces between marks that stand outside names in quotes and brackets."""
    bare = masked(text)
    hidden = {i for m in re.finditer(r"（[^）]*）", text) for i in range(*m.span())}
    cuts = [m.span() for m in mark.finditer(bare) if m.start() not in hidden]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)]
    return [Part(start, end) for start, end in zip(starts, ends, strict=True)]


def subject(found: Sequence[Part]) -> IndicatorEntry | None:
    """The measure the next clause of the sentence may speak on of."""
    return found[-1].target.known if found and found[-1].target else None
