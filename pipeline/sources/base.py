"""The contract every source keeps: `SOURCE`, `discover()`, `parse()`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from pipeline.records import DocumentRef, Fetched, ParsedDocument
from pipeline.settings import Settings

__all__ = ["DocumentRef", "Fetched", "Getter", "Source", "SourceInfo"]


@dataclass(frozen=True)
class SourceInfo:
    """A series of publications by one body; the row of table `source`."""

    source_id: str
    title_zh: str
    title_en: str
    publisher_zh: str
    publisher_en: str
    landing_page: str
    ref_area: str | None
    doc_type: str
    schedule: str
    """Cron expression in Asia/Shanghai time: when to look for something new."""
    license: str = "publisher"
    expects: tuple[str, ...] = ()
    """Words at least one of which a page of this source must contain: the guard against block pages with status 200."""


class Getter(Protocol):
    """The part of the HTTP client a source may use."""

    settings: Settings

    def get_text(self, url: str) -> str:
        """Decoded text of a listing page; raises `FetchFailed` or `NotThePage`."""


class Source(Protocol):
    """What a source module provides."""

    SOURCE: SourceInfo

    def discover(self, client: Getter) -> Iterator[DocumentRef]:
        """Documents the publisher's listing names now, newest first; an empty listing is an error."""

    def parse(self, ref: DocumentRef, fetched: Fetched, body: bytes) -> ParsedDocument:
        """Read the bytes: pure, no clock, no network, no random value."""
