"""What is compared. To add a measurement, add a function that gives a `Comparison` and name it in `CASES`."""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

import httpx
from bs4 import BeautifulSoup
from sqlmodel import Session, SQLModel, create_engine

from bench.timing import Comparison
from pipeline import database, parsed
from pipeline.build import build
from pipeline.collect import collect
from pipeline.extract.observations import extract_observations
from pipeline.passages import read
from pipeline.records import DocumentContext, ParsedDocument
from pipeline.sample_site import SampleSite
from pipeline.settings import Settings
from pipeline.snapshot import SnapshotStore
from schemas import tables
from schemas.catalog import CodeRow
from schemas.codelists import MediaType
from schemas.dictionary import dictionary

REQUESTS = 20
ROWS = 5_000


class Bench:
    """One published sample build and a server on it."""

    def __init__(self, settings: Settings, api: httpx.Client) -> None:
        self.settings, self.api = settings, api
        self.documents: list[ParsedDocument] = list(parsed.read_all(settings.layout))
        self.scratch = Path(mkdtemp(dir=settings.layout.root))

    def pages(self) -> list[bytes]:
        """Bytes of every HTML page."""
        store = SnapshotStore(self.settings.layout)
        return [store.get(d.snapshot_sha256) for d in self.documents if d.media_type == MediaType.HTML]

    def get(self, path: str) -> None:
        """Ask the API several times."""
        for _ in range(REQUESTS):
            self.api.get(path).raise_for_status()


def passages(bench: Bench) -> Comparison:
    """What the offset-keeping reader costs over the bare parser."""
    pages = bench.pages()
    return Comparison(
        f"text with spans of {len(pages)} pages",
        "passages",
        "BeautifulSoup get_text",
        lambda: [read(body, MediaType.HTML) for body in pages],
        lambda: [BeautifulSoup(body, "lxml").get_text() for body in pages],
    )


def figures(bench: Bench) -> Comparison:
    """Whether finding the figures is what takes the time."""
    contexts = [
        (DocumentContext(d.document_id, d.title, d.issued, d.ref_area), d.parsed)
        for d in bench.documents
        if d.observations
    ]
    pages = bench.pages()
    return Comparison(
        f"figures of {len(contexts)} documents",
        "extract_observations",
        "reading the pages' passages",
        lambda: [extract_observations(context, text, dictionary()) for context, text in contexts],
        lambda: [read(body, MediaType.HTML) for body in pages],
        rounds=3,
    )


def loading(bench: Bench) -> Comparison:
    """Why rows are loaded through Arrow."""
    labels = {"label_zh": "行", "label_en": "row"}
    rows = [CodeRow(codelist="bench", code=str(n), position=n, **labels) for n in range(ROWS)]
    fresh = (bench.scratch / f"{n}.duckdb" for n in count())

    def ours() -> None:
        database.write(next(fresh), {"code": rows})

    def other() -> None:
        engine = create_engine(f"duckdb:///{next(fresh)}")
        SQLModel.metadata.create_all(engine, tables=list(tables()))
        with Session(engine) as session:
            session.add_all([CodeRow(**row.model_dump()) for row in rows])
            session.commit()
        engine.dispose()

    return Comparison(f"a new file with {len(rows)} rows", "Arrow", "ORM session", ours, other, rounds=3)


def unchanged(bench: Bench) -> Comparison:
    """A run with nothing new against one that reads everything."""
    site = SampleSite()
    site.__enter__()
    settings = bench.settings.model_copy(update={"sample_port": int(site.base.rpartition(":")[2])})
    fresh = (bench.scratch / f"data-{n}" for n in count())

    def ours() -> None:
        collect(None, settings)
        build(settings)

    def other() -> None:
        new = settings.model_copy(update={"data": next(fresh)})
        collect(None, new)
        build(new)

    return Comparison("collect and build", "nothing new", "everything new", ours, other, rounds=3)


def combined_view(bench: Bench) -> Comparison:
    """One promise with everything on it, against the least the server can answer."""
    return Comparison(
        f"{REQUESTS} answers over HTTP",
        "/v1/commitments/C007",
        "/healthz",
        lambda: bench.get("/v1/commitments/C007"),
        lambda: bench.get("/healthz"),
    )


def listing(bench: Bench) -> Comparison:
    """A full page of figures against the combined view."""
    return Comparison(
        f"{REQUESTS} answers over HTTP",
        "/v1/observations?limit=500",
        "/v1/commitments/C007",
        lambda: bench.get("/v1/observations?limit=500"),
        lambda: bench.get("/v1/commitments/C007"),
    )


CASES: tuple[Callable[[Bench], Comparison], ...] = (passages, figures, loading, unchanged, combined_view, listing)
