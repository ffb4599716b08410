"""A publisher's errors put right: `<source_id>.corrections.yml` beside the source's module.

Each entry names the figure, what the page says, what is right, and why. The old value is a guard: when the page no
longer says it, the correction is outdated and the build stops, so that a publisher's own repair is never overwritten.

```yaml
- id: gdp-2021-misprint
  document_id: county_bulletins:post_1889494
  series_key: GDP.440783.level.M.YTD
  time_period: 2018-09
  old: 274.79
  new: 274.97
  reason: the bulletin's own table and the next quarter's note both say 274.97
  entered: 2026-11-01
```
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml
from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from pipeline.errors import CorrectionOutdated, DuixianError
from schemas.catalog import Correction
from schemas.codelists import Tier
from schemas.statistics import Observation

SUFFIX = ".corrections.yml"


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Entry:
    """One correction of one figure, in the series' unit."""

    id: str
    source_id: str
    document_id: str
    series_key: str
    time_period: str
    old: Decimal
    new: Decimal
    reason: str
    entered: date


def read_corrections(folder: Traversable | None = None) -> list[Entry]:
    """Every entry of every source, in the order of files and entries."""
    place = folder or files("pipeline.sources")
    names = sorted(f.name for f in place.iterdir() if f.name.endswith(SUFFIX))
    return [
        _entry(row, name.removesuffix(SUFFIX), name)
        for name in names
        for row in yaml.safe_load((place / name).read_text("utf-8")) or []
    ]


def _entry(row: Any, source_id: str, name: str) -> Entry:
    try:
        texts = {field: str(row[field]) for field in ("time_period", "old", "new")}
        return Entry(**{**row, **texts, "source_id": source_id})
    except (KeyError, TypeError, ValueError) as error:
        entry = row.get("id", row) if isinstance(row, dict) else row
        raise DuixianError(f"{name}: entry {entry}: {error}; see pipeline/corrections.py") from error


def apply(observations: Iterable[Observation], entries: Sequence[Entry]) -> list[Correction]:
    """Correct the figures in place and return the rows of the log; the printed text and its span stay as they are.

    A figure that was in doubt is so no longer: a person has looked at it. Of two values a document gives for one key
    the one the entry names is corrected.
    """
    figures: dict[tuple[str | None, str, str], list[Observation]] = {}
    for o in observations:
        figures.setdefault((o.document_id, o.series_key, o.time_period), []).append(o)
    return [_correct(_meant(figures.get((e.document_id, e.series_key, e.time_period), []), e), e) for e in entries]


def _meant(figures: Sequence[Observation], entry: Entry) -> Observation | None:
    """The figure with the old value, else any: the guard says what is read instead."""
    return next((o for o in figures if o.obs_value == entry.old), figures[0] if figures else None)


def _correct(figure: Observation | None, entry: Entry) -> Correction:
    if figure is None or figure.obs_value != entry.old:
        now = "no such figure is read there any more" if figure is None else f"the page now says {figure.obs_value}"
        raise CorrectionOutdated(
            f"{entry.source_id}{SUFFIX}: {entry.id} corrects {entry.old} of {entry.document_id}, but {now}; "
            "look at the page and remove or renew the entry"
        )
    figure.obs_value, figure.tier, figure.doubt = entry.new, Tier.PUBLISHED, None
    figure.rule = f"{figure.rule}; correction {entry.id}"
    return Correction(
        correction_id=f"{entry.source_id}/{entry.id}",
        source_id=entry.source_id,
        document_id=entry.document_id,
        field=f"{entry.series_key}@{entry.time_period}",
        old_value=str(entry.old),
        new_value=str(entry.new),
        reason=entry.reason,
        entered=entry.entered,
    )
