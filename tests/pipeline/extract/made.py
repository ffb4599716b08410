"""One sentence in a bulletin of Jiangmen on 2023."""

from datetime import date

from pipeline.extract.observations import extract_observations
from pipeline.passages import read
from pipeline.records import DocumentContext, ObservationRecord, UnmappedRecord
from schemas.codelists import MediaType
from schemas.dictionary import dictionary

CONTEXT = DocumentContext("made:page", "2023年江门市国民经济和社会发展统计公报", date(2024, 3, 29), "440700")


def read_in(sentence: str) -> tuple[list[ObservationRecord], list[UnmappedRecord]]:
    """What is read of the sentence; each figure stands at its span."""
    parsed = read(f"{CONTEXT.title}\n{sentence}\n".encode(), MediaType.TEXT)
    found, unmapped = extract_observations(CONTEXT, parsed, dictionary())
    for figure in [*found, *unmapped]:
        assert parsed.text[figure.char_start : figure.char_end] == figure.value_text
    return found, unmapped


def figures(sentence: str) -> list[ObservationRecord]:
    """Figures of the sentence."""
    return read_in(sentence)[0]
