"""Lists: several figures in a row, matched in order with the subjects or the areas they belong to."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.extract.observations import lexicon as words
from pipeline.extract.observations.lexer import ELSEWHERE
from pipeline.extract.observations.names import Mention
from pipeline.extract.observations.reading import Reading
from pipeline.extract.observations.rules import Rules
from pipeline.extract.observations.state import Lead
from pipeline.text.numbers import Number


class Lists(Rules):
    """A、B和C分别增长22.9%、12.7%和3.1%."""

    def _list(self, first: Number, lead: Lead) -> Iterator[Reading]:
        """A、B和C分别增长22.9%、12.7%和3.1%: matched in order; when the counts differ nothing is taken."""
        terms = self.terms(first)
        self.done.update(n.start for n in terms)
        self.state.anchor = terms[-1].unit_end
        unit = terms[-1].unit
        if len(terms) < 2 or any(n.unit not in {"", "个", unit} for n in terms):
            return
        self.state.listed = len(terms)
        alone = words.RESPECTIVELY.sub
        one_lead = replace(lead, text=alone("", lead.text), marked=alone("", lead.marked))
        yield from self._gaps([replace(t, unit=unit) for t in terms], one_lead)
        for subject, place, term in self._listed(terms):
            kept = self.state.anchor, self.state.area, self.state.group, self.state.base
            area = "" if place == ELSEWHERE else place or self.state.area
            self.state.group, self.state.area, self.state.took_level = [subject], area, False
            own = self._own_verb(term) if term is not first else ""
            said = replace(one_lead, text=own, marked=own) if own else one_lead
            for reading in self.one(replace(term, unit=unit), said) or []:
                yield replace(reading, rule=f"list_{reading.rule}")
            self.state.anchor, self.state.area, self.state.group, self.state.base = kept

    def _own_verb(self, term: Number) -> str:
        """分别下降1.2%、增长3.2%: the verb in front of one term."""
        match = words.NEXT_TERM.search(self.tokens.text, max(self.start, term.start - 8), term.start)
        return match["change"] or "" if match else ""

    def _shared_out(self, subject: Mention) -> bool:
        """江海区、新会区分别实现地区生产总值…: the word stands in front of the name and the figures right behind it."""
        before = words.RESPECTIVELY_BEFORE.search(self.tokens.text, max(self.start, subject.start - 6), subject.start)
        return before is not None and self.state.anchor == subject.end

    def _is_list(self, number: Number) -> bool:
        """…分别为547.4亿元和502.87亿元，增长6.3%和6.2%: several figures in a row are of several subjects."""
        terms = self.terms(number)
        if len(terms) < 2:
            return False
        apart = self.tokens.text[terms[0].unit_end : terms[1].start] != "，"
        alike = number.unit in {"", "个", terms[1].unit}
        return len(terms) == self.state.listed or (apart and alike)

    def _listed(self, terms: list[Number]) -> Iterator[tuple[Mention, str, Number]]:
        """Each term with its subject and, where areas are listed, its area; nothing when the counts differ."""
        state = self.state
        of_places = len(state.places) == len(terms) and len(state.group) == 1
        subjects = next((g for g in (state.group, state.valued) if len(g) == len(terms)), None)
        if of_places and (subjects is None or len(set(subjects)) == 1):
            yield from ((state.group[0], p.code, t) for p, t in zip(state.places, terms, strict=True))
        elif subjects is not None and not of_places:
            yield from ((s, "", t) for s, t in zip(list(subjects), terms, strict=True))
            if state.valued[-len(subjects) :] == list(subjects):
                state.valued = list(subjects)
