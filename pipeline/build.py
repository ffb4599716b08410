"""Everything parsed to one complete, immutable DuckDB file in its own folder. Nothing new makes no new build."""

import fcntl
import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import mkdtemp

from pipeline import corrections, database, parsed, reviews
from pipeline.assess import RULES_VERSION, Case, assess, drawn_apart, history, rule_rows, subjects
from pipeline.choice import figures
from pipeline.commitments import Registered, carrying_passages, commitment_rows, registered, report_row
from pipeline.derive import derive
from pipeline.drift import restatement_rows
from pipeline.errors import DuixianError
from pipeline.evaluate.results import evaluation_rows
from pipeline.figures import area_rows, indicator_rows, one_each, read_rows, series_row
from pipeline.fingerprint import code_version
from pipeline.link import target_rows
from pipeline.proposals import proposed
from pipeline.register import all_projects, registers
from pipeline.rows import (
    Dated,
    code_rows,
    dated,
    document_row,
    evidence_rows,
    passage_rows,
    snapshot_row,
    source_rows,
    unmapped_rows,
)
from pipeline.settings import Settings
from pipeline.silence import searched, silence_rows
from pipeline.snapshot import write_atomically
from pipeline.vintage import LOCAL
from schemas.catalog import Build
from schemas.codelists import QuoteStatus, VintageBasis
from schemas.dictionary import dictionary
from schemas.reading import Evaluation
from schemas.storage import DATABASE_NAME, Layout, NoBuild, current_build

UNFINISHED = ".part-"
TABLES_FILE = "tables.json"


@dataclass(frozen=True)
class BuildResult:
    """The build that holds everything read; `is_new` is false when it is the published one already."""

    build_id: str
    is_new: bool


def build(settings: Settings) -> BuildResult:
    """Make the build of what was read, or find it made."""
    layout = settings.layout
    documents = list(parsed.read_all(layout))
    joined = [registered(r, documents) for r in registers()]
    items = dated(documents, {j.page.document_id: j.register.adopted for j in joined if j.page})
    if not items:
        raise DuixianError(f"nothing has been read into {layout.root} yet: run `duixian collect` first")
    as_of, basis = _as_of(settings, items)
    digest = _input_hash(settings, items, as_of)
    build_id = f"{as_of:%Y%m%d}-{digest[:10]}"
    with _alone(layout):
        if not layout.database(build_id).is_file():
            row = _build_row(settings, build_id, as_of, basis, digest)
            decided, measured = reviews.read_reviews(layout.reviews), evaluation_rows(layout.evaluation)
            _write(layout, build_id, build_rows(items, joined, decided, measured, row))
    return BuildResult(build_id, build_id != _published(layout))


def build_rows(
    items: list[Dated],
    joined: list[Registered],
    decided: list[reviews.Entry],
    measured: list[Evaluation],
    build_row: Build,
) -> database.Rows:
    """Every row of every table but the checks."""
    documents = [i.document for i in items]
    known = dictionary()
    read = read_rows(items, known)
    corrected = corrections.apply(read, corrections.read_corrections())
    units = {o.series_key: series_row(o.series_key, known).unit for o in read}
    reviewed = reviews.apply(read, units, decided)
    published = one_each(reviewed.observations)
    doc_types = {d.document_id: d.doc_type for d in documents}
    derived = derive(published, doc_types, known)
    observations = [*published, *derived.rows]
    series = sorted({o.series_key for o in observations})
    evidence = evidence_rows(items, all_projects())
    unregistered = proposed(items, series)
    commitments = [c for j in joined for c in commitment_rows(j)] + [c for p in unregistered for c in p.commitments]
    targets = [t for j in joined for t in target_rows(j.register, known, series)]
    targets += [t for p in unregistered for t in p.targets]
    index = figures(observations, doc_types, build_row.as_of)
    looked = {j.register.report_id: searched(j.register, items) for j in joined}
    cases = [
        Case(j.register, commitments, targets, evidence, index, known, looked[j.register.report_id]) for j in joined
    ]
    build_row.report_quotes = any(c.quote_status == QuoteStatus.VERIFIED for c in commitments)
    return {
        "build": [build_row],
        "code": code_rows(),
        "indicator": indicator_rows(known),
        "ref_area": area_rows(),
        "source": source_rows(),
        "correction": [*corrected, *reviewed.corrections],
        "document": [document_row(i) for i in items],
        "series": [series_row(key, known) for key in series],
        "review": reviewed.rows,
        "unmapped": [u for i in items for u in unmapped_rows(i.document)],
        "evaluation": measured,
        "passage": [p for d in documents for p in passage_rows(d, _carried(joined, d.document_id))],
        "report": [*(report_row(j) for j in joined), *(p.report for p in unregistered)],
        "snapshot": [snapshot_row(d) for d in documents],
        "commitment": commitments,
        "observation": observations,
        "refusal": derived.refusals,
        "evidence": evidence,
        "silence": [s for c in cases for s in silence_rows(c.register, c.searched, evidence)],
        "restatement": [row for j in joined for row in restatement_rows(j.register, items, targets, known)],
        "target": targets,
        "assessment": [a for case in cases for a in assess(case)],
        "assessment_history": [row for case in cases for row in history(case, subjects(case))],
        "projection": [row for case in cases for row in drawn_apart(case)],
        "rule": rule_rows(),
    }


def _carried(joined: list[Registered], document_id: str) -> set[int]:
    """Passages of a page some register quotes."""
    pages = [j for j in joined if j.page and j.page.document_id == document_id]
    return {ordinal for j in pages for ordinal in carrying_passages(j)}


def _as_of(settings: Settings, items: list[Dated]) -> tuple[date, str]:
    """The stated day; else the newest document's in sample mode (it must not change with the clock), today's live."""
    if settings.as_of:
        return settings.as_of, "stated"
    if settings.mode == "live":
        return datetime.now(LOCAL).date(), "today"
    dates = [i.vintage for i in items if i.basis != VintageBasis.RETRIEVED]
    return max(dates, default=datetime.now(LOCAL).date()), "newest_document"


def _input_hash(settings: Settings, items: list[Dated], as_of: date) -> str:
    """Hash of everything a build is made from; clocks are not part of it."""
    documents = [
        [i.document.document_id, i.document.snapshot_sha256, i.document.parser_version, i.vintage.isoformat()]
        for i in items
    ]
    kept = [
        hashlib.sha256(file.read_bytes() if file.exists() else b"").hexdigest()
        for file in (settings.layout.reviews, settings.layout.evaluation)
    ]
    inputs = [code_version(), RULES_VERSION, settings.mode, as_of.isoformat(), documents, kept]
    return hashlib.sha256(json.dumps(inputs).encode()).hexdigest()


def _build_row(settings: Settings, build_id: str, as_of: date, basis: str, digest: str) -> Build:
    return Build(
        build_id=build_id,
        as_of=as_of,
        as_of_basis=basis,
        mode=settings.mode,
        input_sha256=digest,
        rules_version=RULES_VERSION,
        report_quotes=False,
        created_at=datetime.now(UTC).replace(microsecond=0),
    )


def _write(layout: Layout, build_id: str, rows: database.Rows) -> None:
    """Into a folder nobody looks at, then under its name in one step."""
    folder = Path(mkdtemp(prefix=f"{UNFINISHED}{build_id}-", dir=layout.builds))
    try:
        file = folder / DATABASE_NAME
        database.write(file, rows)
        tables = json.dumps(database.hashes(file), indent=1).encode()
        write_atomically(folder / TABLES_FILE, tables)
        folder.chmod(0o755)
        folder.rename(layout.builds / build_id)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _published(layout: Layout) -> str | None:
    try:
        return current_build(layout.root)
    except NoBuild:
        return None


@contextmanager
def _alone(layout: Layout) -> Iterator[None]:
    """One build at a time in a data folder; leftovers of one that was killed are removed."""
    layout.builds.mkdir(parents=True, exist_ok=True)
    with (layout.builds / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for leftover in layout.builds.glob(f"{UNFINISHED}*"):
            shutil.rmtree(leftover, ignore_errors=True)
        yield
