"""Plans and reports written for the tests, each with every commitment that must be read in it.

A row of the list is one clause by its words, in the order of the text; kind `fact` marks a figure that must never
become a target, an empty field one that must stay empty.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from pipeline.extract.commitments import extract_commitments
from pipeline.passages import format_of, read
from pipeline.passages.assemble import Block, assemble
from pipeline.passages.pdf import join_lines
from pipeline.records import CommitmentRecord, DocumentContext, ParsedText
from pipeline.register import Entry, Register
from schemas.dictionary import dictionary
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "fixtures" / "plans"
NAMES = sorted(path.stem for path in FOLDER.glob("*.csv"))
FACT = "fact"
TARGET_FIELDS = (
    "kind",
    "indicator",
    "measure",
    "comparator",
    "value",
    "unit",
    "reference_area",
    "deadline",
    "qualifier",
)
Fields = dict[str, object]


@dataclass(frozen=True)
class Plan:
    """One document as it is read, and what is expected of it."""

    parsed: ParsedText
    proposals: list[CommitmentRecord]
    register: Register
    targets: dict[tuple[int, int], Fields] = field(default_factory=dict)


def plan(name: str) -> Plan:
    """The document of that name, read without being told its day or area."""
    page = next(p for p in FOLDER.glob(f"{name}.*") if p.suffix != ".csv")
    parsed = _lines(page) if page.name.endswith(".lines.txt") else read(page.read_bytes(), format_of(page.name, b""))
    proposals = extract_commitments(DocumentContext(name, parsed.meta.get("title", "")), parsed)
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    places = list(_places([row["quote"] for row in rows], parsed.text))
    listed = list(zip(rows, places, strict=True))
    entries = [_entry(i, r, p) for i, (r, p) in enumerate(listed) if r["kind"] != FACT]
    facts = [{"start": p[0], "end": p[1]} for r, p in listed if r["kind"] == FACT]
    targets = {p: _fields(r) for r, p in listed if r["comparator"]}
    return Plan(parsed, proposals, _register(name, entries, facts), targets)


def _lines(page: Path) -> ParsedText:
    """Hard-wrapped lines, as the text layer of a PDF gives them."""
    paragraphs = join_lines(page.read_text("utf-8").splitlines())
    return assemble("pdf/1", (Block(p) for p in paragraphs), {"title": paragraphs[0]})


def _places(quotes: list[str], text: str) -> Iterator[tuple[int, int]]:
    end = 0
    for quote in quotes:
        start = text.index(quote, end)
        end = start + len(quote)
        yield start, end


def _fields(row: dict[str, str]) -> Fields:
    found: Fields = {name: row[name] or None for name in TARGET_FIELDS}
    deadline = int(row["deadline"]) if row["deadline"] else None
    return found | {"value": Decimal(row["value"]) if row["value"] else None, "deadline": deadline}


def _entry(position: int, row: dict[str, str], place: tuple[int, int]) -> Entry:
    fields = {name: value for name, value in _fields(row).items() if name not in ("measure", "qualifier")}
    known = dictionary().by_id.get(row["indicator"])
    return Entry(
        id=f"P{position}",
        chapter="",
        section=None,
        start=place[0],
        end=place[1],
        quote_sha256="",
        title_en="",
        title_zh=row["quote"],
        places=(),
        entities=(),
        group=None,
        **(fields | {"indicator": known.name_zh if known else None}),  # type: ignore[arg-type]
    )


def _register(name: str, entries: list[Entry], facts: list[dict[str, int]]) -> Register:
    day = date(2026, 1, 1)
    return Register(name, name, name, "", day, day, "", {}, tuple(entries), tuple(facts), (), ())
