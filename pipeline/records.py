"""What the stages hand to each other: plain frozen records, written as JSON lines in `parsed/`.

All spans are Python code-point offsets, end exclusive, into the text of the document (`ParsedText.text`), which is
the passages joined by one line feed each.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class DocumentRef:
    """A document the listing names: what is needed to fetch it. Plain data, so that a DAG can pass it between tasks."""

    document_id: str
    url: str
    title: str
    issued: date | None = None
    ref_area: str | None = None


@dataclass(frozen=True)
class Fetched:
    """One answer, stored: bytes are in the snapshot store under `sha256`.

    `citation` is what the sample site says about a restated page (see `pipeline/sample_site`); empty when original.
    """

    document_id: str
    url: str
    sha256: str
    byte_size: int
    media_type: str
    charset: str | None
    retrieved_at: str
    citation: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Passage:
    """One paragraph, list item or table row; `text == document_text[char_start:char_end]`.

    A table row is its cells joined by `\\t`; a cell that spans rows or columns is repeated in each, so that every row
    has all its columns. `table` groups the rows of one table and the lines that fill
    a whole row of it, `header` marks its header rows.
    """

    ordinal: int
    kind: str
    text: str
    char_start: int
    heading_path: tuple[str, ...] = ()
    table: int | None = None
    header: bool = False

    @property
    def char_end(self) -> int:
        """End of the span, exclusive."""
        return self.char_start + len(self.text)


@dataclass(frozen=True)
class ParsedText:
    """The text of one document as a named reader made it. `meta` holds what the page says of itself.

    Keys of `meta` where found: title, issued (ISO date), publisher, site, column, charset.
    """

    normaliser: str
    text: str
    passages: tuple[Passage, ...]
    meta: dict[str, str] = field(default_factory=dict)
    charset: str | None = None


@dataclass(frozen=True)
class DocumentContext:
    """What the reader of a document must know besides its text: where it is from and when.

    Figures of a page whose day is only estimated go to review.
    """

    document_id: str
    title: str
    issued: date | None = None
    ref_area: str | None = None
    issued_estimated: bool = False


@dataclass(frozen=True)
class ObservationRecord:
    """One figure read in one document. `value` is as printed, in `unit_text`; the build converts it.

    `reference` is what a gap compares with (an area's code or an earlier period) or what a contribution adds to.
    """

    indicator_id: str
    ref_area: str
    measure: str
    freq: str
    accumulation: str
    time_period: str
    period_start: date
    period_end: date
    value: Decimal
    value_text: str
    unit_text: str
    char_start: int
    char_end: int
    quote: str
    passage: int
    rule: str
    tier: str = "published"
    doubt: str | None = None
    bound: str = "eq"
    qualifier: str | None = None
    compilation_stage: str = "unknown"
    reference: str | None = None


@dataclass(frozen=True)
class EventRecord:
    """One dated event read in one document; `topic` is the canonical name of `pipeline/register/*/projects.yml`.

    `part` is the section of the project it speaks of, `flags` codes of StageFlag.
    """

    topic: str
    event_start: date
    event_end: date
    stage: str | None
    expected_date: str | None
    char_start: int
    char_end: int
    quote: str
    passage: int
    matched: str
    rule: str
    part: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class GoalRecord:
    """One number a document aims at; `strength` is a code of VerbStrength, `deadline` the year it is aimed at for."""

    indicator: str
    measure: str
    ref_area: str
    comparator: str
    value: Decimal
    unit: str | None
    qualifier: str | None
    deadline: int | None
    verb: str
    strength: str
    char_start: int
    char_end: int
    quote: str
    passage: int
    rule: str


@dataclass(frozen=True)
class CommitmentRecord:
    """One clause proposed by extraction as a commitment.

    `indicator` is the dictionary's id, `measure` what the value says of it: in `地区生产总值增长5.5%左右` yoy of GDP.
    `qualifier` has the words that soften or insist (力争, 左右). A fall to be reached has a negative value.
    """

    kind: str
    char_start: int
    char_end: int
    quote: str
    passage: int
    chapter: str | None = None
    section: str | None = None
    places: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    indicator: str | None = None
    measure: str | None = None
    comparator: str | None = None
    value: Decimal | None = None
    unit: str | None = None
    qualifier: str | None = None
    reference_area: str | None = None
    deadline: int | None = None
    group: str | None = None
    rule: str = ""


@dataclass(frozen=True)
class UnmappedRecord:
    """A figure whose indicator the dictionary does not know: kept with its own words, never forced onto a near name."""

    words: str
    value_text: str
    unit_text: str
    char_start: int
    char_end: int
    passage: int


@dataclass(frozen=True)
class ParsedDocument:
    """Everything read from one document: one file in `parsed/`, a pure function of the bytes and the parser version.

    `citation` is the sidecar of a restated sample (title, url, published, doc_type); empty for an original.
    """

    document_id: str
    source_id: str
    snapshot_sha256: str
    byte_size: int
    media_type: str
    download_url: str
    retrieved_at: str
    parser_version: str
    title: str
    publisher: str | None
    doc_type: str
    ref_area: str | None
    issued: date | None
    wording: str
    citation: dict[str, str]
    parsed: ParsedText
    observations: tuple[ObservationRecord, ...] = ()
    events: tuple[EventRecord, ...] = ()
    goals: tuple[GoalRecord, ...] = ()
    commitments: tuple[CommitmentRecord, ...] = ()
    unmapped: tuple[UnmappedRecord, ...] = ()
