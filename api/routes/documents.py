"""`/v1/documents/{id}`: one document with its snapshot and the passages that records were read in."""

from typing import Any

from fastapi import APIRouter
from sqlmodel import select

from api.meta import meta
from api.responses import Item, labelled, not_found, out_model
from api.routes import Opened
from schemas.catalog import Document, Passage, Snapshot, Source

router = APIRouter(prefix="/v1", tags=["documents"])
DocumentView = out_model(
    Document,
    source=(out_model(Source), ...),
    snapshots=(list[out_model(Snapshot)], ...),  # type: ignore[misc]
    passages=(list[out_model(Passage)], ...),  # type: ignore[misc]
)


@router.get("/documents/{document_id}", response_model=Item[DocumentView])  # type: ignore[valid-type]
def one_document(document_id: str, opened: Opened) -> dict[str, Any]:
    """Citation, wording (original or restated), hashes, and its text by passages."""
    _, session = opened
    document = session.get(Document, document_id)
    if document is None:
        raise not_found("document", document_id, "observations and evidence name theirs in document_id")
    snapshots = session.exec(select(Snapshot).where(Snapshot.document_id == document_id).order_by(Snapshot.sha256))
    passages = session.exec(select(Passage).where(Passage.document_id == document_id).order_by(Passage.ordinal))  # type: ignore[arg-type]
    source = session.get(Source, document.source_id)
    assert source is not None
    view = {
        **labelled(document),
        "source": labelled(source),
        "snapshots": [labelled(s) for s in snapshots],
        "passages": [labelled(p) for p in passages],
    }
    return {"data": view, "meta": meta(session)}
