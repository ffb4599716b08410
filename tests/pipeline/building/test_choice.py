"""Which of several published figures for one period is used."""

from datetime import date
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.choice import Figures, figures
from schemas.codelists import Bound, CompilationStage, DocType, Tier
from schemas.statistics import Observation
from tests.pipeline.building.made import GDP_SERIES, figure

TODAY = date(2026, 3, 31)
DOC_TYPES = {str(t): str(t) for t in DocType}
"""In these tests a document is called after its sort."""


def known(*found: Observation, as_of: date = TODAY) -> Figures:
    return figures(found, DOC_TYPES, as_of)


def chosen(*found: Observation, as_of: date = TODAY) -> dict[str, str]:
    """period → value, whatever order the figures come in."""
    results = {
        tuple((p, str(o.obs_value)) for p, o in known(*order, as_of=as_of).points(GDP_SERIES).items())
        for order in permutations(found)
    }
    assert len(results) == 1, "the choice depends on the order of reading"
    return dict(results.pop())


@pytest.mark.parametrize("first_hand", ["bulletin", "congress_report", "bureau_news", "government_news"])
@pytest.mark.parametrize("second_hand", ["newspaper", "repost"])
def test_first_hand_wins_over_a_later_and_more_precise_repetition(first_hand: str, second_hand: str) -> None:
    own = figure("2024", "4210.2", "2025-02-10", first_hand)
    repeated = figure("2024", "4217.183", "2025-09-01", second_hand, compilation_stage="final")
    assert chosen(own, repeated) == {"2024": "4210.2"}


STAGES = ["census_revision", "final", "preliminary", "unknown", "express"]


@pytest.mark.parametrize(("better", "worse"), list(pairwise(STAGES)))
def test_the_later_stage_of_compilation_wins_over_the_later_day(better: str, worse: str) -> None:
    one = figure("2023", "4022.25", "2024-01-20", "bulletin", compilation_stage=better)
    other = figure("2023", "4031.77", "2025-01-20", "bulletin", compilation_stage=worse)
    assert chosen(one, other) == {"2023": "4022.25"}


def test_of_two_releases_of_one_stage_the_later_wins() -> None:
    first = figure("2022", "3773.41", "2023-02-20")
    revised = figure("2022", "3780.06", "2024-02-20")
    assert chosen(first, revised) == {"2022": "3780.06"}


def test_of_two_figures_of_one_day_the_one_with_more_decimals_wins() -> None:
    rounded = figure("2020", "3201", "2021-03-31", "bulletin")
    exact = figure("2020", "3200.95", "2021-03-31", "government_news")
    assert chosen(rounded, exact) == {"2020": "3200.95"}


def test_otherwise_equal_figures_are_ordered_by_the_authority_of_their_document() -> None:
    values = {"bulletin": "101.1", "congress_report": "102.2", "bureau_news": "103.3", "press_conference": "104.4"}
    found = [figure("2024", value, "2025-03-01", doc_type) for doc_type, value in values.items()]
    assert chosen(*found) == {"2024": "101.1"}
    assert chosen(*found[1:]) == {"2024": "102.2"}
    assert chosen(*found[2:]) == {"2024": "103.3"}


@pytest.mark.parametrize(
    ("as_of", "value"),
    [
        (date(2023, 2, 19), None),
        (date(2023, 2, 20), "3773.41"),
        (date(2024, 2, 19), "3773.41"),
        (date(2024, 2, 20), "3780.06"),
    ],
)
def test_nothing_released_after_the_day_is_used(as_of: date, value: str | None) -> None:
    first = figure("2022", "3773.41", "2023-02-20")
    revised = figure("2022", "3780.06", "2024-02-20")
    assert chosen(first, revised, as_of=as_of).get("2022") == value


@pytest.mark.parametrize("bound", [b for b in Bound if b is not Bound.EQ])
def test_a_bound_or_a_rounded_about_is_never_the_value(bound: str) -> None:
    assert chosen(figure("2025", "4300", "2026-01-05", bound=bound)) == {}


def test_a_reading_that_waits_for_review_is_not_used() -> None:
    doubtful = figure("2024", "42101.8", "2025-02-10", tier=Tier.REVIEW)
    earlier = figure("2024", "4210.18", "2025-01-24")
    assert chosen(doubtful, earlier) == {"2024": "4210.18"}


def test_derived_figures_are_asked_for_apart() -> None:
    derived = figure("2024", "4210.50", "2025-02-10", derived_from=["a", "b"])
    published = figure("2024", "4210.18", "2025-02-10")
    assert chosen(derived, published) == {"2024": "4210.18"}
    both = known(derived, published)
    assert [o.obs_value for o in both.points(GDP_SERIES, derived=True).values()] == [derived.obs_value]


def test_periods_come_oldest_first_and_other_series_stay_out() -> None:
    found = [figure(p, v, "2026-01-05") for p, v in [("2024", "4210.18"), ("2021", "3601.28"), ("2023", "4022.25")]]
    foreign = figure("2022", "129513.6", "2023-02-20", series_key="GDP.440000.level.A.CUR")
    assert list(known(*found, foreign).points(GDP_SERIES)) == ["2021", "2023", "2024"]
    assert known(*found).points("GDP.100000.level.A.CUR") == {}


def test_rivals_of_a_choice_are_the_usable_figures_with_another_value() -> None:
    best = figure("2024", "4210.18", "2025-02-10", "bulletin")
    rival = figure("2024", "4217.83", "2025-03-01", "newspaper")
    same = figure("2024", "4210.18", "2025-03-02", "repost")
    late = figure("2024", "4199.99", "2026-04-01", "bureau_news")
    vague = figure("2024", "4200", "2025-02-11", "government_news", bound=Bound.GT)
    elsewhere = figure("2023", "4022.25", "2024-02-10", "bulletin")
    found = known(best, rival, same, late, vague, elsewhere)
    assert found.points(GDP_SERIES)["2024"] == best
    assert found.others(best) == [rival]


def test_who_compiled_the_figure_or_answers_for_it_speaks_first_hand() -> None:
    said = {t for t in DocType if known().first_hand(figure("2024", "1", "2025-01-01", str(t)))}
    assert set(DocType) - said == {DocType.NEWSPAPER, DocType.REPOST}


released = st.builds(
    figure,
    period=st.just("2024"),
    value=st.sampled_from(["4210.18", "4210.2", "4210", "4217.83"]),
    vintage=st.dates(date(2025, 1, 1), date(2026, 12, 31)).map(str),
    document=st.sampled_from(sorted(DOC_TYPES)),
    compilation_stage=st.sampled_from(CompilationStage),
    tier=st.sampled_from(Tier),
)


@settings(deadline=None)
@given(found=st.lists(released, max_size=8, unique_by=lambda o: o.observation_id), as_of=st.dates(date(2025, 1, 1)))
def test_a_choice_is_known_by_the_day_and_the_same_in_every_order(found: list[Observation], as_of: date) -> None:
    one = known(*found, as_of=as_of).points(GDP_SERIES)
    other = known(*reversed(found), as_of=as_of).points(GDP_SERIES)
    assert one == other
    usable = [o for o in found if o.vintage <= as_of and o.tier == Tier.PUBLISHED]
    assert bool(one) == bool(usable)
    assert all(o in usable for o in one.values())
