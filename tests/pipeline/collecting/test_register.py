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
from schemas.codelists import CommitmentKind, Comparator
from schemas.dictionary import dictionary

TEXT = "今后五年，建成三座水厂，新增学位两万个，森林覆盖率保持稳定。"
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
        "id": f"C{number:03}", "chapter": "二", "section": None, "kind": "policy_action", "start": start,
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
    (tmp_path / "targets.yml").write_text("- {commitment_id: C002, method: level}\n", "utf-8")
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
        assert card.indicator_id in known or (card.unmeasured_zh and card.unmeasured_en), card.commitment_id


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


@pytest.mark.parametrize("name", ["targets.yml", "projects.yml"])
def test_a_card_or_project_of_no_commitment_is_refused_by_name(folder: Path, name: str) -> None:
    rows = {
        "targets.yml": "- {commitment_id: C999, method: level}",
        "projects.yml": "- {topic: 桥, commitments: [C999]}",
    }
    (folder / name).write_text(rows[name], "utf-8")
    with pytest.raises(DuixianError, match=r"C999 is in targets\.yml or projects\.yml but is no commitment"):
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
