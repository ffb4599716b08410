"""What people decide of figures in doubt: `reviews.yml` in the data folder.

Every figure a rule was not sure of waits in table `review`. `duixian review` lists what waits, `duixian review --write`
puts it into the file, where a person changes `wait` to a decision. `read` is a guard: when the figure is read otherwise
than it was on the day of the decision, or as another series or period where `read_as` names them, the entry is outdated
and the build stops, so that no decision outlives what it was made for. A published figure may be rejected or corrected
in the same way. Of two values a document gives for one key each waits, and each is decided by itself.

```yaml
- id: jiangmen_notes:2023-05#1234     # document_id#char_start, as table review and the API give it
  read: 5.1                           # value as printed when it was decided
  read_as: IND_VA.440700.yoy.M.YTD@2023-05
  decision: correct                   # wait, accept, reject or correct
  value: 7.1                          # for correct: the value in the printed unit; a fall is negative
  reason: the scan shows a 7
  entered: 2026-11-23
```
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass as plain
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from pipeline.errors import DuixianError, ReviewOutdated
from pipeline.figures import contradicting
from pipeline.snapshot import write_atomically
from schemas.catalog import Correction
from schemas.codelists import ReviewState, Tier
from schemas.reading import Review
from schemas.statistics import Observation
from schemas.types import Obs
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
    read_as: str | None = None
    value: Obs | None = None
    entered: date | None = None


@plain(frozen=True)
class Reviewed:
    """The figures that stay, a row for each that waits or was decided, and the log of those corrected."""

    observations: list[Observation]
    rows: list[Review]
    corrections: list[Correction]


def read_reviews(file: Path) -> list[Entry]:
    """Every entry of the file; none where there is no file. A wrong one is refused by its id."""
    try:
        return _entries(file.read_text("utf-8"), file.name)
    except FileNotFoundError:
        return []
    except UnicodeDecodeError as error:
        raise DuixianError(f"{file.name} is not readable YAML: it must be saved as UTF-8 ({error})") from error


def _entries(text: str, name: str) -> list[Entry]:
    try:
        rows = yaml.safe_load(text) or []
    except (yaml.YAMLError, ValueError) as error:
        raise DuixianError(f"{name} is not readable YAML: {error}") from error
    if not isinstance(rows, list):
        raise DuixianError(f"{name} must be a list of entries; see pipeline/reviews.py")
    entries = [_entry(row, name) for row in rows]
    twice = sorted(key for key, count in Counter(e.id for e in entries).items() if count > 1)
    if twice:
        raise DuixianError(f"{name}: {', '.join(twice)} is decided twice; keep one entry")
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


def apply(observations: Iterable[Observation], units: Mapping[str, str], entries: Sequence[Entry]) -> Reviewed:
    """Carry out the decisions; `units` gives the unit of every series. Figures undecided stay in doubt."""
    places: dict[str, list[Observation]] = {}
    for o in observations:
        places.setdefault(_id(o), []).append(o)
    decided = {e.id: e for e in entries if e.decision != "wait"}
    for entry in decided.values():
        _guard(places.get(entry.id, []), entry)
    judged = [(o, _decision(o, decided.get(key))) for key, found in places.items() for o in found]
    rows = {_id(o): _row(o, entry) for o, entry in judged if entry or o.tier == Tier.REVIEW}
    log = [_carry_out(o, rows[_id(o)], entry, units[o.series_key]) for o, entry in judged if entry]
    kept = [(o, entry) for o, entry in judged if entry is None or entry.decision != "reject"]
    _require_one_value([o for o, entry in kept if entry])
    return Reviewed([o for o, _ in kept], [rows[key] for key in sorted(rows)], [c for c in log if c])


def _id(o: Observation) -> str:
    return f"{o.document_id}#{o.char_start}"


def _read_as(o: Observation | Review) -> str:
    return f"{o.series_key}@{o.time_period}"


def _decision(o: Observation, entry: Entry | None) -> Entry | None:
    """The entry, where it was made for what the figure is read as."""
    return entry if entry and entry.read_as in (None, _read_as(o)) else None


def _guard(found: Sequence[Observation], entry: Entry) -> None:
    """Stop when the figure is gone, printed otherwise, or read as something else."""
    for o in found:
        if _printed(o.value_text or "") == _printed(entry.read) and _decision(o, entry):
            return
    said = "no figure is read there any more"
    if found:
        said = f"{found[0].value_text} is read there now, as {_read_as(found[0])}"
    was = f"{entry.read} was read{f', as {entry.read_as}' if entry.read_as else ''}"
    raise ReviewOutdated(
        f"reviews.yml: {entry.id} was decided when {was}, but {said}; "
        "look again and remove or renew the entry: `duixian review` lists what waits"
    )


def _require_one_value(accepted: Sequence[Observation]) -> None:
    """Two decisions must not give one key of one document two values."""
    for o in accepted:
        rivals = contradicting([other for other in accepted if other.observation_id == o.observation_id])
        if rivals:
            ids = " and ".join(_id(r) for r in rivals)
            raise DuixianError(f"reviews.yml: {ids} give {_read_as(o)} different values; reject all but one")


def _printed(text: str) -> Decimal | str:
    """A figure without its thousands marks; 百 and the like as they stand."""
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return text


def _row(o: Observation, entry: Entry | None) -> Review:
    """What was read, and what was decided of it."""
    return Review(
        **{name: getattr(o, name) for name in COPIED},
        review_id=_id(o),
        state=STATES[entry.decision] if entry else ReviewState.WAITING,
        reason=entry.reason if entry else None,
        entered=entry.entered if entry else None,
    )


def _carry_out(o: Observation, row: Review, entry: Entry, unit: str) -> Correction | None:
    """Publish the figure as decided; a line of the log where its value changes."""
    o.tier, o.doubt, o.rule = Tier.PUBLISHED, None, f"{o.rule}; review {entry.decision}"
    if entry.value is None:
        return None
    old, row.decided_value = o.obs_value, convert(entry.value, o.unit_text or "", unit)
    o.obs_value = row.decided_value
    return Correction(
        correction_id=f"review/{row.review_id}",
        source_id=row.document_id.split(":", 1)[0],
        document_id=row.document_id,
        field=_read_as(o),
        old_value=f"{old:f}",
        new_value=f"{o.obs_value:f}",
        reason=entry.reason,
        entered=entry.entered,
    )


def write_waiting(file: Path, waiting: Sequence[Review]) -> int:
    """Append what waits and is not in the file yet, each to be decided; what is there is not touched."""
    known = {e.id for e in read_reviews(file)}
    new = [row for row in waiting if row.review_id not in known]
    if not new:
        return 0
    before = file.read_text("utf-8") if file.exists() else HEAD
    text = before.rstrip("\n") + "\n" + "".join(map(_skeleton, new))
    try:
        _entries(text, file.name)
    except DuixianError as error:
        raise DuixianError(
            f"{file.name}: nothing can be added after its last entry; begin each with `- id:` at the start of a line"
        ) from error
    write_atomically(file.resolve(), text.encode())
    return len(new)


def _skeleton(row: Review) -> str:
    entry = {"id": row.review_id, "read": row.value_text, "read_as": _read_as(row), "decision": "wait", "reason": ""}
    told = " ".join(f"{row.quote} — {row.obs_value.normalize():f}: {row.doubt}".split())
    comment = "".join(c for c in told if c.isprintable())
    return f"\n# {comment}\n" + yaml.safe_dump([entry], allow_unicode=True, sort_keys=False)
