"""Doubt and decisions in a whole build: what waits decides no verdict, and a person's word is final."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from rich.console import Console

from pipeline.build import build
from pipeline.checks import check_build
from pipeline.cli_review import review
from pipeline.diff import diff_build
from pipeline.errors import DuixianError, ReviewOutdated
from pipeline.parsed import parsed_path
from pipeline.publish import publish_build
from pipeline.settings import Settings
from schemas.storage import current_build

SERIES = "GDP.440700.level.A.CUR"


def documents(settings: Settings, period: str) -> list[str]:
    """Documents that state the city's product of a year."""
    return [d for (d,) in asked(settings, published(settings), PUBLISHED_IN, [SERIES, period])]


PUBLISHED_IN = "SELECT DISTINCT document_id FROM observation WHERE series_key = ? AND time_period = ? ORDER BY 1"


def published(settings: Settings) -> str:
    return current_build(settings.layout.root)


def asked(settings: Settings, build_id: str, query: str, values: list[Any] | None = None) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(settings.layout.database(build_id)), read_only=True) as connection:
        return connection.execute(query, values or []).fetchall()


def change(settings: Settings, document_id: str, **values: object) -> None:
    """Have the city's product of 2024 read otherwise in one document."""
    path = parsed_path(settings.layout, document_id)
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    about = {"type": "observation", "indicator_id": "GDP", "measure": "level", "ref_area": "440700"}
    for line in lines:
        if about.items() <= {n: v for n, v in line.items() if isinstance(v, str)}.items():
            line.update(values if line["time_period"] == "2024" else {})
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")


def newer(settings: Settings) -> Settings:
    """The same folder after the reader's version changed: what is read otherwise is another input."""
    for path in settings.layout.parsed.glob("*/*.jsonl"):
        text = path.read_text("utf-8")
        header = json.loads(text.split("\n", 1)[0]) | {"parser_version": "other"}
        path.write_text(json.dumps(header, ensure_ascii=False) + "\n" + text.split("\n", 1)[1], "utf-8")
    return settings


@pytest.fixture
def doubtful(own_copy: Settings) -> Settings:
    """A data folder where every statement of the city's product of 2024 is in doubt, published so."""
    for document_id in documents(own_copy, "2024"):
        change(own_copy, document_id, tier="review", doubt="lost_characters")
    make(newer(own_copy))
    return own_copy


def make(settings: Settings) -> str:
    made = build(settings).build_id
    check_build(settings, made)
    diff_build(settings, made)
    return publish_build(settings, made)


def verdict(settings: Settings) -> tuple[Any, ...]:
    [row] = asked(
        settings,
        published(settings),
        "SELECT latest_period, latest_value, progress_status FROM assessment WHERE commitment_id = 'C007'",
    )
    return row


def decide(settings: Settings, decision: str, extra: str = "") -> None:
    """Write what waits into the file and decide all of it."""
    review(settings, Console(quiet=True), write=True)
    file = settings.layout.reviews
    text = file.read_text("utf-8").replace("decision: wait", f"decision: {decision}{extra}")
    file.write_text(text.replace("reason: ''", "reason: 已核对原件"), "utf-8")


def test_a_figure_in_doubt_decides_no_verdict_until_it_is_accepted(published_verdict: Any, doubtful: Settings) -> None:
    assert published_verdict[0] == "2024"
    assert verdict(doubtful)[0] == "2023"
    used = "SELECT count(*) FROM observation JOIN (SELECT unnest(inputs) AS observation_id FROM assessment)"
    assert asked(doubtful, published(doubtful), f"{used} USING (observation_id) WHERE tier = 'review'") == [(0,)]
    decide(doubtful, "accept")
    make(doubtful)
    assert verdict(doubtful) == published_verdict
    assert asked(doubtful, published(doubtful), "SELECT DISTINCT state FROM review") == [("accepted",)]


@pytest.fixture
def published_verdict(published: Settings) -> Any:
    [row] = asked(
        published,
        current_build(published.layout.root),
        "SELECT latest_period, latest_value, progress_status FROM assessment WHERE commitment_id = 'C007'",
    )
    return row


def test_a_rejected_figure_is_in_no_list_of_figures_and_its_row_says_why(doubtful: Settings) -> None:
    decide(doubtful, "reject")
    made = make(doubtful)
    assert asked(doubtful, made, PUBLISHED_IN, [SERIES, "2024"]) == []
    rows = asked(doubtful, made, "SELECT DISTINCT state, reason FROM review")
    assert rows == [("rejected", "已核对原件")]
    assert verdict(doubtful)[0] == "2023"


def test_a_corrected_figure_is_judged_by_its_new_value_and_logged(doubtful: Settings) -> None:
    decide(doubtful, "correct", "\n  value: 5100")
    made = make(doubtful)
    assert (verdict(doubtful)[0], float(verdict(doubtful)[1])) == ("2024", 5100.0)
    [(logs, reasons)] = asked(
        doubtful, made, "SELECT count(*), count(DISTINCT reason) FROM correction WHERE correction_id LIKE 'review/%'"
    )
    assert (logs, reasons) == (asked(doubtful, made, "SELECT count(*) FROM review")[0][0], 1)


def test_the_same_decisions_make_no_new_build_and_another_decision_does(doubtful: Settings) -> None:
    decide(doubtful, "accept")
    make(doubtful)
    assert not build(doubtful).is_new
    file = doubtful.layout.reviews
    file.write_text(file.read_text("utf-8").replace("decision: accept", "decision: reject"), "utf-8")
    assert build(doubtful).is_new


def test_an_outdated_decision_stops_the_build_and_the_published_one_stays(doubtful: Settings) -> None:
    decide(doubtful, "accept")
    before = make(doubtful)
    for document_id in documents(doubtful, "2024"):
        change(doubtful, document_id, time_period="2022")
    doubtful.layout.reviews.write_text(doubtful.layout.reviews.read_text("utf-8") + "# 再看一遍\n", "utf-8")
    with pytest.raises(ReviewOutdated, match=r"reviews\.yml: .* is read there now, as GDP\S+@2022; look again"):
        build(doubtful)
    assert published(doubtful) == before


def test_a_damaged_file_stops_the_build_with_its_name(own_copy: Settings) -> None:
    own_copy.layout.reviews.write_bytes("- reason: 已核对".encode("gb18030"))
    with pytest.raises(DuixianError, match=r"reviews\.yml is not readable YAML"):
        build(own_copy)


def test_an_implausible_figure_waits_and_is_published_when_a_person_accepts_it(own_copy: Settings) -> None:
    [page] = documents(own_copy, "2024")
    change(own_copy, page, value="42101800")
    waiting = make(newer(own_copy))
    assert asked(own_copy, waiting, "SELECT document_id, doubt FROM review") == [(page, "implausible")]
    decide(own_copy, "accept")
    accepted = make(own_copy)
    query = "SELECT tier FROM observation WHERE document_id = ? AND series_key = ? AND time_period = '2024'"
    assert asked(own_copy, accepted, query, [page, SERIES]) == [("published",)]


def test_figures_a_person_rejected_are_no_loss_of_a_source(own_copy: Settings, tmp_path: Path) -> None:
    before = published(own_copy)
    lines = [
        f"- {{id: '{d}#{s}', read: '{v}', decision: reject, reason: 非本市数}}\n"
        for d, s, v in asked(
            own_copy,
            before,
            "SELECT document_id, char_start, value_text FROM observation WHERE document_id LIKE 'nation:%'",
        )
    ]
    assert len(lines) > 20
    own_copy.layout.reviews.write_text("".join(lines), "utf-8")
    made = build(own_copy).build_id
    assert check_build(own_copy, made)["no_source_shrinks"] == 0
