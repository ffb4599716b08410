"""No text, however damaged, raises anything but the engine's own error, and none is read twice differently."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import fuzz
from pipeline.errors import DuixianError
from pipeline.extract.commitments import extract_commitments
from pipeline.extract.observations import extract_observations
from pipeline.passages import read
from pipeline.records import DocumentContext
from schemas.codelists import MediaType
from schemas.dictionary import dictionary

SLICE, FIRST = 300, 1
FORMATS = {
    MediaType.TEXT: b"",
    MediaType.HTML: b"<html><table>",
    MediaType.PDF: b"%PDF-1.4\n",
    MediaType.DOCX: b"PK\x03\x04",
    MediaType.XLSX: b"PK\x03\x04",
}
"""How a file of each format begins."""
WORDS = st.sampled_from(
    [*dictionary().by_name, *fuzz.STRANGE, "全市", "2023年", "1-5月", "今后五年", "力争", "<td>", "。"]
)


def test_made_and_sample_pages_with_every_sort_of_damage_crash_nothing() -> None:
    found = fuzz.run(SLICE, FIRST)
    assert found.documents == SLICE
    assert found.crashes == []


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_page_is_read_the_same_every_time_and_each_figure_at_its_span(seed: int) -> None:
    body, form = fuzz.document(seed)
    try:
        parsed = read(body, form)
    except DuixianError as error:
        assert str(error)
        return
    found = extract_observations(fuzz.CONTEXT, parsed, dictionary())
    assert found == extract_observations(fuzz.CONTEXT, parsed, dictionary())
    for record in [*found[0], *found[1]]:
        assert parsed.text[record.char_start : record.char_end] == record.value_text


def whole(body: bytes, media_type: str, context: DocumentContext) -> None:
    """Everything that is done to a document; a refusal says why."""
    try:
        parsed = read(body, media_type)
    except DuixianError as error:
        assert str(error)
        return
    found = [*extract_observations(context, parsed, dictionary())[0], *extract_commitments(context, parsed)]
    assert all(0 <= record.char_start < record.char_end <= len(parsed.text) for record in found)


@given(st.binary(max_size=300), st.sampled_from(sorted(FORMATS)), st.sampled_from(fuzz.CONTEXTS))
@settings(max_examples=150)
def test_any_bytes_are_read_or_refused_with_a_reason(body: bytes, media_type: str, context: DocumentContext) -> None:
    whole(FORMATS[MediaType(media_type)] + body, media_type, context)


@given(
    st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map("".join)),
    st.sampled_from([MediaType.TEXT, MediaType.HTML]),
    st.sampled_from(fuzz.CONTEXTS),
)
@settings(max_examples=200, deadline=None)
def test_any_text_and_any_mixture_of_words_are_read(text: str, media_type: str, context: DocumentContext) -> None:
    whole(text.encode("utf-8", "replace"), media_type, context)
