"""What people decide of figures in doubt: `reviews.yml` in the data folder.

Every figure a rule was not sure of waits in table `review`. `duixian review` lists what waits, `duixian review --write`
puts it into the file, where a person changes `wait` to a decision. `read` is a guard: when the figure is read otherwise
than it was on the day of the decision, the entry is outdated and the build stops, so that no decision outlives what it
was made for. A published figure may be rejected or corrected in the same way.

```yaml
- id: jiangmen_notes:2023-05#1234     # document_id#char_start, as table review and the API give it
  read: 5.1                           # value as printed when it was decided
  decision: correct                   # wait, accept, reject or correct
  value: 7.1                          # for correct: the value in the printed unit
  reason: the scan shows a 7
  entered: 2026-11-23
```
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass as plain
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from pipeline.errors import DuixianError, ReviewOutdated
from pipeline.snapshot import write_atomically
from schemas.codelists import ReviewState, Tier
from schemas.reading import Review
from schemas.statistics import Observation
from schemas.units import convert

HEAD = "# Figures in doubt: change `wait` to accept, reject or correct and give a reason; see pipeline/reviews.py\n"
COPIED = (
    *("document_id", "passage_id", "char_start", "char_end", "quote", "value_text", "unit_text"),
    *("series_key", "time_period", "obs_value", "doubt"),
)
"""What a row of the queue says as the figure does."""
STATES = {"accept": ReviewState.ACCEPTED, "reject": ReviewState.REJECTED, "correct": ReviewState.CORRECTED}


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Entry:
    """One decision; `value` is in the printed unit."""

    id: str
    read: str
    decision: Literal["wait", "accept", "reject", "correct"]
    reason: str = ""
    value: Decimal | None = None
    entered: date | None = None


@plain(frozen=True)
class Reviewed:
    """The figures that stay, and a row for each that waits or was decided."""

    observations: list[Observation]
    rows: list[Review]


def read_reviews(file: Path) -> list[Entry]:
    """Every entry of the file; none where there is no file. A wrong one is refused by its id."""
    try:
        rows = yaml.safe_load(file.read_text("utf-8")) or []
    except FileNotFoundError:
        return []
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DuixianError(f"{file.name} is not readable YAML: {error}") from error
    if not isinstance(rows, list):
        raise DuixianError(f"{file.name} must be a list of entries; see pipeline/reviews.py")
    entries = [_entry(row, file.name) for row in rows]
    twice = sorted({e.id for e in entries if sum(o.id == e.id for o in entries) > 1})
    if twice:
        raise DuixianError(f"{file.name}: {', '.join(twice)} is decided twice; keep one entry")
    return entries


def _entry(row: Any, name: str) -> Entry:
    given = row if isinstance(row, dict) else {}
    label = given.get("id", row)
    try:
        numbers = {field: str(given[field]) for field in ("read", "value") if given.get(field) is not None}
        entry = TypeAdapter(Entry).validate_python({**given, **numbers})
    except ValidationError as error:
        what = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise DuixianError(f"{name}: entry {label}: {what}; see pipeline/reviews.py") from error
    if entry.decision != "wait" and not entry.reason.strip():
        raise DuixianError(f"{name}: entry {label}: a decision needs a reason")
    if (entry.decision == "correct") != (entry.value is not None):
        raise DuixianError(f"{name}: entry {label}: `value` is given for correct, and only for it")
    return entry


def apply(observations: Iterable[Observation], units: dict[str, str], entries: Sequence[Entry]) -> Reviewed:
    """Carry out the decisions; `units` gives the unit of every series. Figures undecided stay in doubt."""
    figures = {_id(o): o for o in observations}
    decided = {e.id: e for e in entries if e.decision != "wait"}
    for entry in decided.values():
        _guard(figures.get(entry.id), entry)
    rows = [
        _row(o, decided.get(key), units[o.series_key])
        for key, o in figures.items()
        if key in decided or o.tier == Tier.REVIEW
    ]
    kept = [o for key, o in figures.items() if key not in decided or decided[key].decision != "reject"]
    return Reviewed(kept, sorted(rows, key=lambda r: r.review_id))


def _id(o: Observation) -> str:
    return f"{o.document_id}#{o.char_start}"


def _guard(figure: Observation | None, entry: Entry) -> None:
    if figure is None or _printed(figure.value_text or "") != _printed(entry.read):
        said = "no figure is read there any more" if figure is None else f"{figure.value_text} is read there now"
        raise ReviewOutdated(f"reviews.yml: {entry.id} was decided when {entry.read} was read, but {said}; look again")


def _printed(text: str) -> Decimal | str:
    """A figure without its thousands marks; 百 and the like as they stand."""
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return text


def _row(o: Observation, entry: Entry | None, unit: str) -> Review:
    """The row of one figure; the decision is carried out on the figure itself."""
    row = Review(
        **{name: getattr(o, name) for name in COPIED},
        review_id=_id(o),
        state=STATES[entry.decision] if entry else ReviewState.WAITING,
        reason=entry.reason if entry else None,
        entered=entry.entered if entry else None,
    )
    if entry and entry.value is not None:
        row.decided_value = o.obs_value = convert(entry.value, o.unit_text or "", unit)
    if entry:
        o.tier, o.doubt, o.rule = Tier.PUBLISHED, None, f"{o.rule}; review {entry.decision}"
    return row


def write_waiting(file: Path, waiting: Sequence[Review]) -> int:
    """Append what waits and is not in the file yet, each to be decided; what is there is not touched."""
    known = {e.id for e in read_reviews(file)}
    new = [row for row in waiting if row.review_id not in known]
    before = file.read_text("utf-8") if file.exists() else HEAD
    if new:
        write_atomically(file, (before.rstrip("\n") + "\n" + "".join(map(_skeleton, new))).encode())
    return len(new)


def _skeleton(row: Review) -> str:
    entry = {"id": row.review_id, "read": row.value_text, "decision": "wait", "reason": ""}
    told = " ".join(f"{row.quote} — {row.series_key} {row.time_period}: {row.doubt}".split())
    return f"\n# {told}\n" + yaml.safe_dump([entry], allow_unicode=True, sort_keys=False)
