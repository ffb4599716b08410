"""`parsed/<source_id>/<slug>.jsonl`: everything read from one document, one record a line, each with its `type`."""

import json
from collections.abc import Iterator
from dataclasses import asdict, fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pipeline.errors import Unreadable
from pipeline.records import ParsedDocument
from pipeline.snapshot import write_atomically
from schemas.storage import Layout

LINE_TYPES = {
    "passage": "passages",
    "observation": "observations",
    "event": "events",
    "goal": "goals",
    "commitment": "commitments",
    "unmapped": "unmapped",
}
_ADAPTER = TypeAdapter(ParsedDocument)


def parsed_path(layout: Layout, document_id: str) -> Path:
    """Where a document's records lie."""
    source_id, slug = document_id.split(":", 1)
    return layout.parsed / source_id / f"{slug}.jsonl"


def write(layout: Layout, document: ParsedDocument) -> Path:
    """Write one document, all or nothing."""
    path = parsed_path(layout, document.document_id)
    write_atomically(path, ("\n".join(_lines(document)) + "\n").encode())
    return path


def read(path: Path) -> ParsedDocument:
    """One document; a damaged file is an error that says how it is repaired."""
    try:
        header, *rows = [json.loads(line) for line in path.read_text("utf-8").rstrip("\n").split("\n")]
        _require(header.pop("type") == "document" and header.pop("records") == len(rows), "lines are missing")
        collected: dict[str, list[dict[str, Any]]] = {name: [] for name in LINE_TYPES.values()}
        for row in rows:
            collected[LINE_TYPES[row.pop("type")]].append(row)
        passages = collected.pop("passages")
        tail = header.pop("text_tail")
        header["parsed"] |= {"passages": passages, "text": "\n".join(p["text"] for p in passages) + tail}
        return _ADAPTER.validate_python({**header, **collected})
    except (ValueError, LookupError, TypeError, AttributeError, ValidationError) as error:
        raise Unreadable(f"{path.name} is damaged ({error}); `duixian collect` reads the document again") from error


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ValueError(otherwise)


def read_all(layout: Layout) -> Iterator[ParsedDocument]:
    """Every document read so far, in the order of their ids."""
    for path in sorted(layout.parsed.glob("*/*.jsonl")):
        yield read(path)


def is_current(layout: Layout, document_id: str, sha256: str, version: str) -> bool:
    """Whether these bytes were already read by this parser; only the first line is looked at."""
    path = parsed_path(layout, document_id)
    try:
        with path.open(encoding="utf-8") as file:
            header = json.loads(file.readline())
            lines = sum(1 for _ in file)
    except (FileNotFoundError, ValueError):
        return False
    if not isinstance(header, dict):
        return False
    return (header.get("snapshot_sha256"), header.get("parser_version"), header.get("records")) == (
        sha256,
        version,
        lines,
    )


def _lines(document: ParsedDocument) -> Iterator[str]:
    rows = [
        {"type": kind, **asdict(record)}
        for kind, name in LINE_TYPES.items()
        for record in (document.parsed.passages if name == "passages" else getattr(document, name))
    ]
    header = {f.name: getattr(document, f.name) for f in fields(document) if f.name not in LINE_TYPES.values()}
    end = document.parsed.passages[-1].char_end if document.parsed.passages else 0
    parsed = asdict(replace(document.parsed, passages=(), text=""))
    header |= {"parsed": {k: v for k, v in parsed.items() if k not in ("passages", "text")}}
    yield _json({"type": "document", "records": len(rows), "text_tail": document.parsed.text[end:], **header})
    yield from map(_json, rows)


def _json(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, date | Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no plain form")
