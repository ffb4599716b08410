"""The reviewed register: whole, in order, and true to the page it points into."""

import dataclasses
import hashlib
import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from pipeline.errors import DuixianError
from pipeline.passages import read
from pipeline.register import Entry, Project, Register, all_projects, load, quotes, registers
from pipeline.sources import SOURCES
from schemas.codelists import CommitmentKind, Comparator
from schemas.dictionary import dictionary

TEXT = "今后五年，建成三座水厂，新增学位两万个，森林覆盖率保持稳定。"
KINDS = ["project", "quantitative_target", "policy_action"]
CARDS = """
author: a person
written: 2030-01-02
sources: [jiangmen_annual]
cards:
- {commitment_id: C002, method: level, indicator_id: GDP}
"""
MILESTONES = "{projects: {completed: {建成: [C001]}}, end_states: {C003: {zh: 证书, en: a certificate}}}"
PLANNED = ["建成三座水厂", "新增学位两万个", "森林覆盖率保持稳定"]


@pytest.fixture(scope="module")
def register() -> Register:
    [only] = registers()
    return only


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def row(number: int, quote: str) -> dict[str, object]:
    start = TEXT.index(quote)
    return {
        "id": f"C{number:03}", "chapter": "二", "section": None, "kind": KINDS[number - 1], "start": start,
        "end": start + len(quote), "quote_sha256": sha(quote), "title_en": "x", "title_zh": "甲", "places": ["台山"],
        "entities": [], "indicator": None, "comparator": None, "value": 4.5, "unit": None, "reference_area": None,
        "deadline": 2026, "group": None,
    }  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small register of our own."""
    report = {
        "report_id": "sample_2030", "title_zh": "报告", "title_en": "Report", "ref_area": "440700", "count": 3,
        "adopted": "2030-01-01", "window_end": "2035-12-31", "text_sha256": sha(TEXT), "chapters": {},
    }  # fmt: skip
    rows = [row(n, quote) for n, quote in enumerate(PLANNED, 1)]
    (tmp_path / "report.yml").write_text(yaml.safe_dump(report), "utf-8")
    (tmp_path / "commitments.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n", "utf-8")
    (tmp_path / "facts.jsonl").write_text('{"id": "F001"}\n', "utf-8")
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / "reasons.yml").write_text("role: {zh: 角色, en: a role}\n", "utf-8")
    (tmp_path / "cards" / "goals.yml").write_text(CARDS, "utf-8")
    (tmp_path / "milestones.yml").write_text(MILESTONES, "utf-8")
    (tmp_path / "projects.yml").write_text("- {topic: 水厂, aliases: [净水厂], commitments: [C001]}\n", "utf-8")
    return tmp_path


def test_313_commitments_and_16_facts_are_registered_in_text_order(register: Register) -> None:
    assert [e.id for e in register.commitments] == [f"C{n:03}" for n in range(1, 314)]
    assert [f["id"] for f in register.facts] == [f"F{n:03}" for n in range(1, 17)]
    starts = [e.start for e in register.commitments]
    assert starts == sorted(starts)


def test_no_two_spans_overlap_and_all_lie_in_the_page(register: Register) -> None:
    spans = sorted([(e.start, e.end) for e in register.commitments] + [(f["start"], f["end"]) for f in register.facts])
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert spans[-1][1] <= 9734


def test_every_entry_has_a_hash_two_titles_and_known_codes(register: Register) -> None:
    for entry in register.commitments:
        assert re.fullmatch(r"[0-9a-f]{64}", entry.quote_sha256), entry.id
        assert entry.title_zh and entry.title_en, entry.id
        assert entry.chapter in register.chapters, entry.id
        assert entry.kind in set(CommitmentKind), entry.id
        assert entry.comparator is None or entry.comparator in set(Comparator), entry.id


def test_18_targets_are_quantitative_or_a_rank_and_each_has_a_card(register: Register) -> None:
    kinds = Counter(e.kind for e in register.commitments)
    judged = {e.id for e in register.commitments if e.kind in ("quantitative_target", "ranking_target")}
    assert len(judged) == kinds["quantitative_target"] + kinds["ranking_target"] == 18
    assert judged <= {c.commitment_id for c in register.cards}


def test_a_card_names_an_indicator_of_the_dictionary_or_says_why_it_has_none(register: Register) -> None:
    known = dictionary().by_id
    for card in register.cards:
        assert card.indicator_id in known or (card.unmeasured and card.unmeasured.zh and card.unmeasured.en)
        assert {r.vary["indicator_id"] for r in card.readings if "indicator_id" in r.vary} <= set(known)
        assert set(card.related) <= set(known), card.commitment_id
        assert card.author and card.written and set(card.sources) <= set(SOURCES), card.commitment_id


def test_every_target_has_one_card_and_all_eighteen_with_a_measure_name_another_reading(register: Register) -> None:
    wanted = {e.id for e in register.commitments if e.kind.endswith("_target")}
    assert [c.commitment_id for c in register.cards] == sorted(wanted)
    assert len(wanted) == 99
    numeric = {"C004", "C005", "C006", "C007", "C011", "C012", "C084", "C094"}
    assert {c.commitment_id for c in register.cards if c.readings} >= numeric


def test_every_project_has_the_stage_its_verb_asks_for_and_a_name_to_be_looked_for(register: Register) -> None:
    projects = {e.id for e in register.commitments if e.kind == "project"}
    assert set(register.milestones.required) == projects
    assert len(projects) == 70
    named = {c for p in register.projects for c in p.commitments}
    assert projects <= named


def test_only_actions_have_an_end_state_and_few_do(register: Register) -> None:
    actions = {e.id for e in register.commitments if e.kind == "policy_action"}
    assert set(register.milestones.end_states) == {"C217", "C223", "C232", "C253"}
    assert set(register.milestones.end_states) <= actions


def test_a_clause_said_again_points_to_the_earlier_one(register: Register) -> None:
    order = [e.id for e in register.commitments]
    assert len(register.restates) == 5
    assert all(order.index(first) < order.index(again) for again, first in register.restates.items())


def test_a_name_belongs_to_one_project_only() -> None:
    names = Counter(name for project in all_projects() for name in project.names)
    assert [n for n, count in names.items() if count > 1] == []


def test_titles_are_in_our_own_words(register: Register) -> None:
    """A title that hashes to its own quote would be the report's sentence."""
    same = [e.id for e in register.commitments if sha(e.title_zh) == e.quote_sha256]
    assert same == []


def test_every_quote_of_the_real_page_is_found_at_its_offsets_with_its_hash(
    register: Register, report_page: Path
) -> None:
    text = read(report_page.read_bytes(), "text/plain").text
    assert sha(text) == register.text_sha256
    assert quotes(register, text) == {e.id: (e.start, e.end) for e in register.commitments}
    assert [f["id"] for f in register.facts if sha(text[f["start"] : f["end"]]) != f["quote_sha256"]] == []


def test_an_edition_with_other_offsets_still_has_its_quotes_found(folder: Path) -> None:
    register, shift = load(folder), "【字体：大 中 小】"
    found = quotes(register, shift + TEXT)
    assert {i: (shift + TEXT)[a:b] for i, (a, b) in found.items()} == dict(
        zip(["C001", "C002", "C003"], PLANNED, strict=True)
    )


def test_a_quote_of_which_one_character_differs_is_not_found(folder: Path) -> None:
    found = quotes(load(folder), TEXT.replace("两万个", "三万个"))
    assert set(found) == {"C001", "C003"}
    assert quotes(load(folder), "") == {}


def test_a_register_is_a_folder(folder: Path) -> None:
    register = load(folder)
    assert (register.report_id, len(register.commitments), register.facts) == ("sample_2030", 3, ({"id": "F001"},))
    assert isinstance(register.commitments[0], Entry)
    assert str(register.commitments[0].value) == "4.5"
    assert register.projects == (Project("水厂", ("净水厂",), ("C001",)),)


def test_a_missing_row_is_named_with_both_counts(folder: Path) -> None:
    lines = (folder / "commitments.jsonl").read_text("utf-8").splitlines()
    (folder / "commitments.jsonl").write_text("\n".join(lines[:2]), "utf-8")
    with pytest.raises(DuixianError, match=r"commitments\.jsonl: 2 rows, report\.yml says 3"):
        load(folder)


def test_an_id_given_twice_is_refused(folder: Path) -> None:
    lines = (folder / "commitments.jsonl").read_text("utf-8").splitlines()
    (folder / "commitments.jsonl").write_text("\n".join([lines[0], lines[0], lines[2]]), "utf-8")
    with pytest.raises(DuixianError, match=r"commitments\.jsonl"):
        load(folder)


def test_a_project_of_no_commitment_is_refused_by_name(folder: Path) -> None:
    (folder / "projects.yml").write_text("- {topic: 桥, commitments: [C999]}", "utf-8")
    with pytest.raises(DuixianError, match=r"C999 is in cards/ or projects\.yml but is no commitment"):
        load(folder)


@pytest.mark.parametrize(
    ("cards", "words"),
    [
        ("cards: [{commitment_id: C999, method: level, indicator_id: GDP}]", "C999 is in cards/"),
        ("cards: [{commitment_id: C001, method: level, indicator_id: GDP}]", "every target has one card.*C001, C002"),
        ("cards: []", "every target has one card.*C002"),
        ("cards: [{commitment_id: C002, method: level}]", r"goals\.yml: C002: .*either an indicator_id or the reason"),
        (
            "cards: [{commitment_id: C002, method: none, unmeasured: rumour}]",
            r"C002: 'rumour' is no reason of reasons",
        ),
        ("cards: [{commitment_id: C002, method: speed, indicator_id: GDP}]", r"goals\.yml: C002: .*method"),
        ("cards: [{commitment_id: C002, method: level, indicator_id: GDP, mesure: yoy}]", r"C002: .*mesure"),
        (
            "cards: [{commitment_id: C002, method: level, indicator_id: GDP, "
            "readings: [{id: x, zh: x, en: x, could_change: 'no', vary: {colour: red}}]}]",
            "reading x varies colour; only baseline_period, indicator_id, method can vary",
        ),
        (
            "cards: [{commitment_id: C002, method: level, indicator_id: GDP}, "
            "{commitment_id: C002, method: level, indicator_id: GDP}]",
            r"cards/goals\.yml: C002 has a card already",
        ),
    ],
)
def test_a_wrong_card_is_refused_with_its_file_and_number(folder: Path, cards: str, words: str) -> None:
    (folder / "cards" / "goals.yml").write_text(cards, "utf-8")
    with pytest.raises(DuixianError, match=re.compile(words, re.DOTALL)):
        load(folder)


@pytest.mark.parametrize(
    ("milestones", "words"),
    [
        ("{projects: {}, end_states: {}}", "C001"),
        ("{projects: {completed: {建成: [C001, C001]}}, end_states: {}}", "C001"),
        ("{projects: {completed: {建成: [C001, C002]}}, end_states: {}}", "C002"),
        ("{projects: {completed: {建成: [C001]}}, end_states: {C001: {zh: x, en: x}}}", "C001"),
        ("{projects: {finished: {建成: [C001]}}, end_states: {}}", "finished"),
        (
            "{projects: {completed: {建成: [C001]}}, end_states: {}, decisions: [{commitment_id: C001, "
            "flag: forgotten, decided: 2030-01-01, by: x, reason_zh: x, reason_en: x}]}",
            "decisions",
        ),
    ],
)
def test_a_wrong_milestone_is_refused_with_its_file_and_row(folder: Path, milestones: str, words: str) -> None:
    (folder / "milestones.yml").write_text(milestones, "utf-8")
    with pytest.raises(DuixianError, match=re.compile(rf"milestones\.yml: .*{words}", re.DOTALL)):
        load(folder)


def test_a_row_with_a_word_too_many_names_its_file_and_id(folder: Path) -> None:
    rows = [{**row(1, PLANNED[0]), "remark": "x"}, row(2, PLANNED[1]), row(3, PLANNED[2])]
    (folder / "commitments.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    with pytest.raises(DuixianError, match=r"commitments\.jsonl: row C001: .*remark"):
        load(folder)


def test_a_part_of_a_project_bears_on_its_own_commitments() -> None:
    project = Project("水厂", ("净水厂",), ("C001", "C002"), parts={"净水厂二期": ("C002",)})
    assert project.names == ("净水厂二期", "净水厂", "水厂")
    assert project.bears_on("净水厂二期") == ("C002",)
    assert project.bears_on("净水厂") == ("C001", "C002")


def test_entries_cannot_be_changed(register: Register) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        register.commitments[0].value = None  # type: ignore[misc]
