"""Reports supplied by hand: read, refused kindly when they are no text, kept like any other snapshot."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import Unreadable
from pipeline.passages import format_of, read
from pipeline.records import DocumentRef, Fetched
from pipeline.snapshot import SnapshotStore
from schemas.storage import Layout

SOURCE_ID = "jiangmen_report"
SUPPLIED = f"{SOURCE_ID}:supplied"
FORMATS = "a UTF-8 or GB18030 text, an HTML page, a PDF with a text layer, or a DOCX file"
SHORTEST = 200


@dataclass(frozen=True)
class Supplied:
    """One supplied file."""

    ref: DocumentRef
    fetched: Fetched


def add_report(layout: Layout, path: Path) -> str:
    """Keep a report's page; its document id. Adding the same bytes again changes nothing."""
    try:
        body = path.read_bytes()
    except OSError as error:
        raise Unreadable(
            f"{path.name} cannot be opened ({error.strerror}); give the report's page: {FORMATS}"
        ) from error
    media_type = format_of(path.name, body)
    try:
        text = read(body, media_type).text
    except Unreadable as error:
        raise Unreadable(f"{path.name} cannot be read as a report: {error}. Give {FORMATS}") from error
    if len(text) < SHORTEST:
        raise Unreadable(
            f"{path.name} holds only {len(text)} characters of text; a report's page is longer. Give {FORMATS}"
        )
    _keep(layout, path.name, body, media_type)
    return SUPPLIED


def supplied(layout: Layout) -> list[DocumentRef]:
    """References of the supplied reports; empty when there is none."""
    captures = SnapshotStore(layout).captures(SUPPLIED)
    return [DocumentRef(SUPPLIED, f"inbox:{captures[-1]['url'].removeprefix('file:')}", "")] if captures else []


def _keep(layout: Layout, name: str, body: bytes, media_type: str) -> None:
    store = SnapshotStore(layout)
    sha256 = store.put(body)
    captures = store.captures(SUPPLIED)
    if captures and captures[-1]["sha256"] == sha256:
        return
    now = datetime.now(UTC).isoformat(timespec="seconds")
    store.record(Fetched(SUPPLIED, f"file:{name}", sha256, len(body), media_type, None, now), 200, {})
