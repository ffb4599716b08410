"""Figures nobody published but whose parts were: marked as derived, with their inputs, and never a final verdict.

The dictionary says what can be derived; `formulas`, `chained` and `monthly` compute it, one row for every day on which
the inputs known changed, so that a past day sees what could be worked out then. `guard` refuses to combine what is
defined differently, and says why as data. A published figure for the same period is never replaced.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.choice import figures
from pipeline.derive.chained import chained
from pipeline.derive.formulas import formulas
from pipeline.derive.monthly import monthly
from pipeline.derive.pool import Pool
from schemas.dictionary import Dictionary
from schemas.statistics import Observation, Refusal

KINDS = (formulas, chained, monthly)


@dataclass(frozen=True)
class Derived:
    """What could be derived, and what was refused."""

    rows: list[Observation]
    refusals: list[Refusal]


def derive(published: Sequence[Observation], doc_types: dict[str, str], known: Dictionary) -> Derived:
    """Every derivable figure and every refusal, in the order of ids."""
    pool = Pool(figures(published, doc_types, date.max), known)
    found = [item for kind in KINDS for item in kind(pool)]
    taken = {(o.series_key, o.time_period) for o in published}
    rows = {o.observation_id: o for o in found if isinstance(o, Observation)}
    refused = {r.refusal_id: r for r in found if isinstance(r, Refusal)}
    return Derived(
        [rows[key] for key in sorted(rows) if (rows[key].series_key, rows[key].time_period) not in taken],
        [refused[k] for k in sorted(refused) if (refused[k].series_key, refused[k].time_period) not in taken],
    )
