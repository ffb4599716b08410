"""Names of indicators in normal text: the dictionary's, and those it lacks, told by the noun they end with."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline.extract.observations import lexicon, naming
from pipeline.text.normalise import normalise
from schemas.codelists import IndicatorKind
from schemas.dictionary import Dictionary, IndicatorEntry

LONGEST_UNKNOWN = 16


@dataclass(frozen=True)
class Mention:
    """An indicator's name where it stands; `known` is None where it is an indicator the dictionary lacks."""

    start: int
    end: int
    known: IndicatorEntry | None


class Names:
    """All names of a dictionary in one automaton, in normal form; the longest at a place wins."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary
        self.entries = {normalise(name).text: entry for name, entry in dictionary.by_name.items()}
        slips = {slip: self.entries[name] for slip, name in naming.SLIPS.items() if name in self.entries}
        self.entries = {**_split(self.entries), **slips, **self.entries}
        self.names = list(self.entries)
        self.automaton = AhoCorasick(self.names, matchkind=MatchKind.LeftmostLongest)
        self.heads = AhoCorasick(naming.HEADS, matchkind=MatchKind.LeftmostLongest)

    def mentions(self, text: str) -> list[Mention]:
        """Names in `text`, left to right.

        A name inside a Latin word (GDPR) and one said twice (地区生产总值（GDP）) do not count.
        """
        found: list[Mention] = []
        for index, start, end in self.automaton.find_matches_as_indexes(text):
            name = self.names[index]
            if name.isascii() and (text[start - 1 : start].isalpha() and text[start - 1].isascii()):
                continue
            entry = self.entries[name]
            if (
                found
                and found[-1].known is entry
                and text[found[-1].end : start] == "（"
                and text[end : end + 1] == "）"
            ):
                continue
            known = self._known(text, start, end, entry)
            if known and known.kind is IndicatorKind.SHARE and "占" in name:
                found += self._sharing(text, start, name)
            first = start if known else self._beginning(text, start, {m.end - 1 for m in found[-1:]})
            found.append(Mention(first, end, known))
        return self._with_unknown(text, self._with_sectors(text, found))

    def _sharing(self, text: str, start: int, name: str) -> list[Mention]:
        """先进制造业、装备制造业、高技术制造业占规上工业增加值比重: parts that share the words from 占 on."""
        found: list[Mention] = []
        match = naming.PARTS_BEFORE.search(text, max(0, start - 60), start)
        for part in naming.PART.finditer(match.group()) if match else ():
            entry = self.entries.get(part.group() + name[name.index("占") :])
            begin = (match.start() if match else 0) + part.start()
            found += [Mention(begin, begin + len(part.group()), entry)] if entry else []
        return found

    def _with_sectors(self, text: str, found: list[Mention]) -> list[Mention]:
        """`第一、二、三产业增加值` names three indicators at one place."""
        for match in lexicon.SECTORS.finditer(text):
            what = match["what"] or "增加值"
            entries = [self.entries.get(prefix + what) for prefix in lexicon.SECTOR_PREFIXES]
            found = [m for m in found if m.end <= match.start() or m.start >= match.end()]
            found += [Mention(match.start(), match.end(), entry) for entry in entries]
        return sorted(found, key=lambda m: m.start)

    def _with_unknown(self, text: str, found: list[Mention]) -> list[Mention]:
        """`原煤产量`, `汽车制造业` before a figure are subjects of their own: their figures go to no other."""
        taken = {i for m in found for i in range(m.start, m.end)}
        more = []
        for _, start, end in self.heads.find_matches_as_indexes(text):
            if start in taken or end - 1 in taken or not naming.AFTER_UNKNOWN.match(text, end):
                continue
            first = self._beginning(text, start, taken)
            glued = first > 0 and first - 1 in taken
            if naming.PART_OF.search(text, max(0, first - 5), first):
                continue
            short = text[first:end] in naming.SHORT_NAMES and naming.BEFORE_SHORT.search(text, max(0, first - 8), first)
            if short or (end - first > 2 and not glued):
                more.append(Mention(first, end, self._short(text, first, end, found)))
                taken.update(range(first, end))
        return sorted([*found, *more], key=lambda m: m.start) if more else found

    @staticmethod
    def _beginning(text: str, start: int, taken: set[int]) -> int:
        """Where the name begins whose last noun stands at `start`."""
        first = start
        while (
            first > max(0, start - LONGEST_UNKNOWN) and first - 1 not in taken and naming.IN_NAME.match(text[first - 1])
        ):
            first -= 1
        lead = naming.NOT_IN_NAME.match(text, first, start)
        return lead.end() if lead else first

    def _short(self, text: str, start: int, end: int, found: list[Mention]) -> IndicatorEntry | None:
        before = (m.known for m in reversed(found) if m.known and m.start < start)
        return self.part(text[start:end], before)

    def part(self, short: str, before: Iterable[IndicatorEntry]) -> IndicatorEntry | None:
        """其中出口1000亿元: a part named shortly; the last indicator `before` it, other parts aside, is its whole."""
        wholes = naming.SHORT_NAMES.get(short, {})
        for entry in before if wholes else ():
            if entry.id in wholes:
                return self.entries.get(wholes[entry.id])
            if not any(entry.id in self._parts(whole) for whole in wholes):
                return None
        return None

    def share(self, part: str, whole: IndicatorEntry) -> IndicatorEntry | None:
        """The share of a part, by its name, in a whole."""
        return share_named(self.dictionary, part, whole)

    def _parts(self, whole: str) -> set[str]:
        return {self.entries[of[whole]].id for of in naming.SHORT_NAMES.values() if whole in of}

    @staticmethod
    def _known(text: str, start: int, end: int, entry: IndicatorEntry) -> IndicatorEntry | None:
        before = text[max(0, start - 8) : start]
        modified = naming.MODIFIERS.search(before) and not naming.HARMLESS.search(before)
        return None if modified or naming.TAIL.match(text, end) else entry


def _split(entries: dict[str, IndicatorEntry]) -> dict[str, IndicatorEntry]:
    """规模以上工业完成增加值 is 规模以上工业增加值 with its verb inside."""
    found = ((naming.SPLIT.fullmatch(name), entry) for name, entry in entries.items())
    return {f"{m['stem']}{verb}{m['tail']}": entry for m, entry in found if m for verb in naming.VERBS_INSIDE}


def share_named(dictionary: Dictionary, part: str, whole: IndicatorEntry) -> IndicatorEntry | None:
    """The share called `高技术制造业增加值占规上工业增加值比重`, from the names of its part and its whole."""
    names = (f"{part}占{name}{tail}" for name in whole.names for tail in ("比重", "的比重"))
    return next((dictionary.by_name[n] for n in names if n in dictionary.by_name), None)


@cache
def names_of(dictionary: Dictionary) -> Names:
    """The automaton of a dictionary, made once."""
    return Names(dictionary)
