"""discover → snapshot → parse, for the command line and for Airflow: every argument and result is plain JSON data."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from pipeline import parsed
from pipeline.errors import DuixianError, NotThePage, Unreadable
from pipeline.fingerprint import parser_version
from pipeline.http import Client
from pipeline.records import DocumentRef, Fetched, ParsedDocument
from pipeline.sample_site import SampleSite
from pipeline.settings import Settings
from pipeline.snapshot import SnapshotStore
from pipeline.sources import SOURCES
from pipeline.sources.base import Source
from schemas.storage import Layout

Progress = Callable[[int, int], None]
SAMPLE_THREADS = 4


@dataclass
class CollectReport:
    """What a collection did; each problem is one sentence that names the document."""

    documents: int = 0
    parsed: int = 0
    problems: list[str] = field(default_factory=list)


def ref_to_dict(ref: DocumentRef) -> dict[str, Any]:
    """Plain data of a reference."""
    return {**asdict(ref), "issued": ref.issued.isoformat() if ref.issued else None}


def ref_from_dict(data: dict[str, Any]) -> DocumentRef:
    """The reference again."""
    issued = date.fromisoformat(data["issued"]) if data["issued"] else None
    return DocumentRef(**{**data, "issued": issued})


def discover(source_id: str, settings: Settings) -> list[dict[str, Any]]:
    """Documents the publisher's listing names now."""
    source = _source(source_id)
    with _client(settings) as client:
        return [ref_to_dict(ref) for ref in source.discover(client)]


def snapshot(source_id: str, ref: dict[str, Any], settings: Settings) -> dict[str, Any]:
    """Fetch one document, keep its bytes, record the fetch; {"ref", "fetched"}."""
    _source(source_id)
    with _client(settings) as client:
        return {"ref": ref, "fetched": asdict(_fetch(client, ref_from_dict(ref), SnapshotStore(settings.layout)))}


def parse(source_id: str, task: dict[str, Any], settings: Settings) -> dict[str, Any]:
    """Read one kept document unless these bytes were read by this parser before; its counts."""
    ref, fetched = ref_from_dict(task["ref"]), Fetched(**task["fetched"])
    layout = settings.layout
    if before := _read_before(layout, ref.document_id, fetched.sha256):
        return _counts(before, anew=False)
    document = _source(source_id).parse(ref, fetched, SnapshotStore(layout).get(fetched.sha256))
    parsed.write(layout, document)
    return _counts(document, anew=True)


def _read_before(layout: Layout, document_id: str, sha256: str) -> ParsedDocument | None:
    """What this parser read from these bytes; None when it did not, or when the file is damaged."""
    if not parsed.is_current(layout, document_id, sha256, parser_version()):
        return None
    try:
        return parsed.read(parsed.parsed_path(layout, document_id))
    except Unreadable:
        return None


def collect(source_ids: list[str] | None, settings: Settings, progress: Progress | None = None) -> CollectReport:
    """Everything the sources list now; a document that fails is reported and stops nobody else."""
    report = CollectReport()
    with _client(settings) as client:
        work = [(s, ref) for s in (source_ids or list(SOURCES)) for ref in _discovered(s, client, report)]
        threads = SAMPLE_THREADS if client.sample else 1
        with ThreadPoolExecutor(threads) as pool:
            running = {pool.submit(_one, source_id, ref, client, settings): ref for source_id, ref in work}
            for done, future in enumerate(as_completed(running), 1):
                _note(report, future.exception(), running[future], future)
                if progress:
                    progress(done, len(work))
    report.problems.sort()
    return report


def _note(report: CollectReport, error: BaseException | None, ref: DocumentRef, future: Any) -> None:
    if error is None:
        report.documents += 1
        report.parsed += future.result()
    elif isinstance(error, DuixianError):
        text = str(error)
        report.problems.append(text if ref.document_id in text else f"{ref.document_id}: {text}")
    else:
        raise error


def _one(source_id: str, ref: DocumentRef, client: Client, settings: Settings) -> bool:
    """Fetch and read one document; whether it was read anew."""
    fetched = _fetch(client, ref, SnapshotStore(settings.layout))
    return bool(parse(source_id, {"ref": ref_to_dict(ref), "fetched": asdict(fetched)}, settings)["anew"])


def _fetch(client: Client, ref: DocumentRef, store: SnapshotStore) -> Fetched:
    """Conditional fetch: an unchanged page keeps its snapshot and first retrieval time; every fetch is recorded."""
    if ref.url.startswith("inbox:"):
        return inbox_fetch(ref, store)
    before = next((c for c in reversed(store.captures(ref.document_id)) if store.holds(c["sha256"])), None)
    known = before["headers"] if before else {}
    answer = client.get(ref.url, etag=known.get("etag"), modified=known.get("last-modified"))
    if answer.not_modified and before is None:
        raise NotThePage(f"{ref.document_id} ({ref.url}): answered 304, but nothing is kept of it")
    sha256 = before["sha256"] if answer.not_modified and before else store.put(answer.body)
    unchanged = before is not None and before["sha256"] == sha256
    fetched = Fetched(
        document_id=ref.document_id,
        url=answer.url,
        sha256=sha256,
        byte_size=before["byte_size"] if unchanged and before else len(answer.body),
        media_type=before["media_type"] if answer.not_modified and before else answer.media_type,
        charset=before["charset"] if answer.not_modified and before else answer.charset,
        retrieved_at=answer.retrieved_at,
        citation=answer.citation,
    )
    store.record(fetched, answer.status, answer.headers)
    return _with_first_sight(fetched, store)


def inbox_fetch(ref: DocumentRef, store: SnapshotStore) -> Fetched:
    """A supplied file: its bytes were stored when it was added."""
    capture = store.captures(ref.document_id)[-1]
    names = Fetched.__dataclass_fields__
    return _with_first_sight(Fetched(**{k: v for k, v in capture.items() if k in names}), store)


def _with_first_sight(fetched: Fetched, store: SnapshotStore) -> Fetched:
    return Fetched(**{**asdict(fetched), "retrieved_at": store.first_seen(fetched.document_id, fetched.sha256)})


def _discovered(source_id: str, client: Client, report: CollectReport) -> list[DocumentRef]:
    """What one source lists; what it listed before it failed is kept, and the failure reported."""
    found: list[DocumentRef] = []
    try:
        for ref in _source(source_id).discover(client):
            found.append(ref)
    except DuixianError as error:
        report.problems.append(f"{source_id}: {error}")
    return found


def _source(source_id: str) -> Source:
    try:
        return SOURCES[source_id]
    except KeyError:
        raise DuixianError(f"there is no source {source_id!r}; known are {', '.join(SOURCES)}") from None


def _counts(document: ParsedDocument, *, anew: bool) -> dict[str, Any]:
    return {
        "document_id": document.document_id,
        "anew": anew,
        "observations": len(document.observations),
        "events": len(document.events),
        "unmapped": len(document.unmapped),
    }


@contextmanager
def _client(settings: Settings) -> Iterator[Client]:
    """The client of the mode; in sample mode with a site of its own unless one runs on `sample_port`."""
    if settings.mode == "live":
        with Client(settings) as client:
            yield client
    elif settings.sample_port:
        with Client(settings, f"http://{settings.sample_host}:{settings.sample_port}") as client:
            yield client
    else:
        with SampleSite() as site, Client(settings, site.base) as client:
            yield client
