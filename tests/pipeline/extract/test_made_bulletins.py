"""The bulletins that speed is measured on: the same for the same seed, as long and as full of figures as asked."""

import pytest

from bench.documents import MIX, MOST, bulletin, mixed
from pipeline.extract.observations import extract_observations
from pipeline.passages import read
from schemas.codelists import MediaType
from schemas.dictionary import dictionary


def test_the_same_seed_makes_the_same_bulletin_and_another_seed_another() -> None:
    assert bulletin(7) == bulletin(7)
    assert bulletin(7).text != bulletin(8).text


@pytest.mark.parametrize("seed", range(5))
def test_a_typical_bulletin_has_3000_characters(seed: int) -> None:
    assert 3000 <= len(bulletin(seed).text.decode()) < 3060


def test_every_hundred_bulletins_have_the_same_sizes_from_10_to_400_figures() -> None:
    sizes = [b.figures for b in mixed(2 * MIX)]
    assert sizes[:MIX] == sizes[MIX:]
    assert (min(sizes), max(sizes)) == (10, MOST)


@pytest.mark.parametrize("media_type", [MediaType.TEXT, MediaType.HTML])
def test_no_more_figures_are_read_than_are_printed_and_most_are(media_type: MediaType) -> None:
    printed = found = 0
    for seed in range(10):
        made = bulletin(seed)
        parsed = read(made.body(media_type), media_type)
        known, unknown = extract_observations(made.context, parsed, dictionary())
        places = {f.char_start for f in [*known, *unknown]}
        assert len(places) <= made.figures
        printed, found = printed + made.figures, found + len(places)
    assert found > 0.6 * printed
