"""Which of several published figures for one period is used: the rule is one, and everything not chosen is kept."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from schemas.codelists import Bound, CompilationStage, DocType, ObsStatus, Tier
from schemas.statistics import Observation

FIRST_HAND = {
    DocType.BULLETIN,
    DocType.CONGRESS_REPORT,
    DocType.BUREAU_NEWS,
    DocType.GOVERNMENT_NEWS,
    DocType.PRESS_CONFERENCE,
}
"""Said by the body that compiled the figure or answers for it; newspapers and reposts only repeat it."""
DOC_ORDER = {code: i for i, code in enumerate(DocType)}
STAGE_ORDER = {
    CompilationStage.CENSUS_REVISION: 0,
    CompilationStage.FINAL: 1,
    CompilationStage.PRELIMINARY: 2,
    CompilationStage.UNKNOWN: 3,
    CompilationStage.EXPRESS: 4,
}


@dataclass(frozen=True)
class Figures:
    """Published figures of every series as known on a day; `doc_types` by document id."""

    by_series: Mapping[str, list[Observation]]
    doc_types: Mapping[str, str]
    as_of: date

    def points(self, series_key: str, *, derived: bool = False) -> dict[str, Observation]:
        """period → the figure chosen for it, oldest period first; bounds and unreviewed readings are left out."""
        periods = self._usable_by_period(series_key, derived=derived)
        return {period: min(found, key=self._order) for period, found in sorted(periods.items())}

    def first_points(self, series_key: str, *, derived: bool = False) -> dict[str, Observation]:
        """period → the figure as first released: what was known of it when it came out."""
        periods = self._usable_by_period(series_key, derived=derived)
        return {p: min(found, key=lambda f: (f.vintage, self._order(f))) for p, found in sorted(periods.items())}

    def _usable_by_period(self, series_key: str, *, derived: bool) -> dict[str, list[Observation]]:
        periods: dict[str, list[Observation]] = defaultdict(list)
        for figure in self.by_series.get(series_key, ()):
            if bool(figure.derived_from) == derived and self.usable(figure):
                periods[figure.time_period].append(figure)
        return periods

    def best(self, figures: Sequence[Observation]) -> Observation | None:
        """The one to use of several figures for one period; None of none."""
        return min(figures, key=self._order, default=None)

    def others(self, chosen: Observation) -> list[Observation]:
        """Usable figures for the same period with another value."""
        same = (f for f in self.by_series[chosen.series_key] if f.time_period == chosen.time_period)
        return [f for f in same if f.obs_value != chosen.obs_value and not f.derived_from and self.usable(f)]

    def usable(self, figure: Observation) -> bool:
        """Whether a judgement may rest on it: known by the day, read with confidence, the value itself."""
        return figure.vintage <= self.as_of and figure.tier == Tier.PUBLISHED and figure.bound == Bound.EQ

    def first_hand(self, figure: Observation) -> bool:
        """Whether the document speaks for the body that compiled the figure."""
        return DocType(self.doc_types[figure.document_id or ""]) in FIRST_HAND

    def _order(self, figure: Observation) -> tuple[object, ...]:
        """First hand before second, census revision before final before preliminary, then the later vintage, and more
        decimals before a rounded repetition.
        """
        doc_type = DocType(self.doc_types.get(figure.document_id or "", DocType.REPOST))
        return (
            doc_type not in FIRST_HAND,
            STAGE_ORDER[CompilationStage(figure.compilation_stage)],
            -figure.vintage.toordinal(),
            -figure.decimals,
            DOC_ORDER[doc_type],
            figure.observation_id,
        )


def generation(figure: Observation) -> str:
    """Figures revised after a census are of their own generation; so are those behind a break in the series."""
    if figure.compilation_stage == CompilationStage.CENSUS_REVISION:
        return "census"
    return "break" if figure.obs_status == ObsStatus.BREAK else "regular"


def figures(observations: Iterable[Observation], doc_types: Mapping[str, str], as_of: date) -> Figures:
    """Index of the observations."""
    index: dict[str, list[Observation]] = defaultdict(list)
    for observation in observations:
        index[observation.series_key].append(observation)
    return Figures(index, doc_types, as_of)
