"""No text, however damaged, raises anything but the engine's own error, and none is read twice differently."""

import pytest

from bench import fuzz
from pipeline.errors import DuixianError
from pipeline.extract.observations import extract_observations
from pipeline.passages import read
from schemas.dictionary import dictionary

SLICE, FIRST = 150, 1


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
