"""A figure in doubt waits for a person; a decision has a reason and a guard, and nothing in doubt decides a verdict."""

from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.choice import figures
from pipeline.errors import DuixianError, ReviewOutdated
from pipeline.figures import observation_rows, series_row
from pipeline.reviews import Entry, Reviewed, apply, read_reviews, write_waiting
from pipeline.rows import dated
from schemas.dictionary import dictionary
from schemas.statistics import Observation
from tests.pipeline.building.made import GDP_SERIES, document, gdp


def page(value: str = "4210.18", **more: str) -> list[Observation]:
    """The figure of a bulletin that prints `value`, in doubt."""
    sentence, digits, period, said = gdp(2024, value)
    doubtful = {**said, "tier": "review", "doubt": "lost_characters", **more}
    return observation_rows(dated([document("bulletin", (sentence, digits, period, doubtful))], {}), dictionary())


def decided(rows: list[Observation], *entries: Entry) -> Reviewed:
    return apply(rows, {o.series_key: series_row(o.series_key, dictionary()).unit for o in rows}, entries)


def entry(rows: list[Observation], decision: str, **more: object) -> Entry:
    [row] = rows
    said = {"read": row.value_text, "reason": "原件清楚", **more}
    return Entry(id=f"{row.document_id}#{row.char_start}", decision=decision, **said)


def test_a_figure_in_doubt_waits_and_is_used_in_no_judgement() -> None:
    found = decided(page())
    [row], [kept] = found.rows, found.observations
    assert (row.state, row.doubt, row.value_text) == ("waiting", "lost_characters", "4210.18")
    assert kept.tier == "review"
    assert figures(found.observations, {}, kept.vintage).points(GDP_SERIES) == {}


def test_an_accepted_figure_is_published_as_it_was_read() -> None:
    rows = page()
    found = decided(rows, entry(rows, "accept"))
    [row], [kept] = found.rows, found.observations
    assert (row.state, row.reason) == ("accepted", "原件清楚")
    assert (kept.tier, kept.doubt, kept.obs_value, kept.rule) == (
        "published",
        None,
        Decimal("4210.18"),
        "level; review accept",
    )


def test_a_rejected_figure_is_gone_and_its_row_says_why() -> None:
    rows = page()
    found = decided(rows, entry(rows, "reject"))
    assert found.observations == []
    assert [(r.state, r.obs_value, r.reason) for r in found.rows] == [("rejected", Decimal("4210.18"), "原件清楚")]


def test_a_corrected_figure_has_the_decided_value_in_its_series_unit() -> None:
    rows = page()
    found = decided(rows, entry(rows, "correct", value=Decimal("4270.18")))
    [row], [kept] = found.rows, found.observations
    assert (row.state, row.obs_value, row.decided_value) == ("corrected", Decimal("4210.18"), Decimal("4270.18"))
    assert (kept.obs_value, kept.value_text, kept.tier) == (Decimal("4270.18"), "4210.18", "published")


def test_a_published_figure_may_be_questioned_too() -> None:
    rows = page(tier="published")
    rows[0].doubt = None
    assert decided(rows).rows == []
    assert decided(rows, entry(rows, "reject")).observations == []


@pytest.mark.parametrize("read", ["4120.18", "百"])
def test_a_decision_made_for_another_reading_stops_the_build(read: str) -> None:
    rows = page()
    with pytest.raises(ReviewOutdated, match=r"was decided when .* was read, but 4210\.18 is read there now"):
        decided(rows, entry(rows, "accept", read=read))


def test_a_decision_for_a_figure_that_is_gone_stops_the_build() -> None:
    with pytest.raises(ReviewOutdated, match="no figure is read there any more"):
        decided(page(), Entry(id="jiangmen_annual:bulletin#9999", read="1", decision="accept", reason="原件清楚"))


def test_two_values_of_one_key_in_one_document_are_in_doubt() -> None:
    made = document("bulletin", gdp(2024, "4210.18"), gdp(2024, "4211.18"))
    [row] = observation_rows(dated([made], {}), dictionary())
    assert (row.tier, row.doubt) == ("review", "conflict")


def test_a_value_outside_the_plausible_range_is_in_doubt() -> None:
    [row] = observation_rows(dated([document("bulletin", gdp(2024, "99999999.18"))], {}), dictionary())
    assert (row.tier, row.doubt) == ("review", "implausible")


def test_of_two_stages_of_compilation_in_one_document_the_later_is_kept_without_doubt() -> None:
    sentences = []
    for value, stage in (("4201.18", "preliminary"), ("4210.18", "final")):
        sentence, digits, period, said = gdp(2024, value)
        sentences.append((sentence, digits, period, {**said, "compilation_stage": stage}))
    [row] = observation_rows(dated([document("bulletin", *sentences)], {}), dictionary())
    assert (row.obs_value, row.tier) == (Decimal("4210.18"), "published")


def test_what_waits_is_added_to_the_file_once_and_decisions_stay(tmp_path: Path) -> None:
    file, waiting = tmp_path / "reviews.yml", decided(page()).rows
    assert write_waiting(file, waiting) == 1
    assert [(e.id, e.read, e.decision) for e in read_reviews(file)] == [(waiting[0].review_id, "4210.18", "wait")]
    file.write_text(file.read_text().replace("decision: wait", "decision: accept").replace("''", "原件清楚"))
    before = file.read_text()
    assert write_waiting(file, waiting) == 0
    assert file.read_text() == before
    assert decided(page(), *read_reviews(file)).observations[0].tier == "published"


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    assert read_reviews(tmp_path / "reviews.yml") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {id: a:b#1, read: 5, decision: yes, reason: x}", "decision: Input should be 'wait'"),
        ("- {id: a:b#1, read: 5, decision: accept}", "entry a:b#1: a decision needs a reason"),
        ("- {id: a:b#1, read: 5, decision: correct, reason: x}", "`value` is given for correct"),
        ("- {id: a:b#1, read: 5, decision: accept, reason: x, value: 4}", "`value` is given for correct"),
        ("- {id: a:b#1, read: 5, decision: correct, reason: x, value: 四}", "value: Input should be a valid decimal"),
        ("- {id: a:b#1, decision: accept, reason: x}", "read: Field required"),
        ("- {id: a:b#1, read: 5, decision: accept, reason: x, by: me}", "by: Unexpected keyword argument"),
        ("- just words", "entry just words"),
        ("id: a:b#1", "must be a list of entries"),
        ("- [", "is not readable YAML"),
        (
            "- {id: a:b#1, read: 5, decision: accept, reason: x}\n- {id: a:b#1, read: 5, decision: wait}",
            "a:b#1 is decided twice",
        ),
    ],
)
def test_a_wrong_entry_is_refused_by_its_id_with_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "reviews.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DuixianError) as caught:
        read_reviews(file)
    assert said in str(caught.value)
